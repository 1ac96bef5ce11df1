package io.cineai.functions.console;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Invokes functions as the scheduler does, with the scheduler's secret. What answers is to be a function: only its JSON is handed on,
 * because anything else would be somebody else's page at our address.
 */
@ApplicationScoped
class FunctionCalls {
    private static final Logger LOG = Logger.getLogger(FunctionCalls.class);
    private static final Set<String> TYPES = Set.of("application/json", "application/problem+json");
    private static final String PLACE = "{function}";

    /** Where Cloud Run looks for its own token first, and leaves the function's alone. */
    private static final String PLATFORM = "X-Serverless-Authorization";

    private static final int CONNECT_MILLIS = 5_000;

    private final Optional<String> address;
    private final Optional<String> secret;
    private final Optional<PlatformIdentity> identity;
    private final Vertx vertx;
    private final HttpClient http;

    FunctionCalls(ConsoleConfig config, Vertx vertx) {
        address = config.functionUrl().map(FunctionCalls::withPlace);
        secret = config.schedulerSecret();
        this.vertx = vertx;
        http = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS));
        identity = config.identityUrl().map(it -> new PlatformIdentity(http, it));
    }

    /** What a function said. */
    record Answer(int status, String type, Buffer body) {}

    boolean arePossible() {
        return address.isPresent();
    }

    /** Fails with {@link NoAnswer} where no function answered. patience: how long its answer may take. */
    Uni<Answer> call(String function, Duration patience, Buffer payload) {
        Context here = vertx.getOrCreateContext();
        return Uni.createFrom()
                .completionStage(() -> request(function)
                        .compose(http::request)
                        .compose(request -> request.send(payload))
                        .compose(FunctionCalls::answer)
                        .toCompletionStage())
                .ifNoItem()
                .after(patience)
                .fail()
                .onFailure(why -> !(why instanceof NoAnswer))
                .transform(why -> noAnswer(function, why))
                .emitOn(next -> here.runOnContext(nothing -> next.run()));
    }

    private Future<RequestOptions> request(String function) {
        String place = address.orElseThrow().replace(PLACE, function);
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(place)
                .setFollowRedirects(false)
                .putHeader("Content-Type", "application/json")
                .putHeader("Accept", String.join(", ", TYPES));
        secret.ifPresent(it -> request.putHeader("Authorization", "Bearer " + it));
        return identity.map(it -> it.tokenFor(place).map(token -> request.putHeader(PLATFORM, "Bearer " + token)))
                .orElse(Future.succeededFuture(request));
    }

    private static Future<Answer> answer(HttpClientResponse answer) {
        int status = answer.statusCode();
        if (status == 401 || status == 403) return Future.failedFuture(NoAnswer.refused());
        String header = answer.getHeader("Content-Type");
        String type = header == null ? "" : header.split(";", 2)[0].trim();
        if (isElsewhere(status) || !TYPES.contains(type)) return Future.failedFuture(NoAnswer.noReport(status));
        return answer.body().map(body -> new Answer(status, type, body));
    }

    private static boolean isElsewhere(int status) {
        return status >= 300 && status < 400;
    }

    private static NoAnswer noAnswer(String function, Throwable why) {
        LOG.warnf("%s could not be run: %s", function, why);
        return why instanceof TimeoutException ? NoAnswer.silent() : NoAnswer.unreachable();
    }

    private static String withPlace(String address) {
        if (address.matches("https?://.+") && address.contains(PLACE)) return address;
        throw new IllegalArgumentException(
                "cineai.console.function-url must be an http address with " + PLACE + " in it: " + address);
    }
}
