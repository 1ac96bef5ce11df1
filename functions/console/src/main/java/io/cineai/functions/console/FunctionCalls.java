package io.cineai.functions.console;

import io.cineai.function.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Invokes functions as the scheduler does, with the scheduler's secret. What answers is to be a function: only JSON is handed on, because
 * anything else would be somebody else's page at our address, and a refusal of our secret is not one of the caller's token.
 */
@ApplicationScoped
class FunctionCalls {
    private static final Logger LOG = Logger.getLogger(FunctionCalls.class);
    private static final Set<String> TYPES = Set.of("application/json", "application/problem+json");
    private static final String PLACE = "{function}";
    private static final int CONNECT_MILLIS = 5_000;

    /** What a function that ends at its own deadline needs to say so. */
    private static final Duration MORE = Duration.ofSeconds(10);

    private final Optional<String> address;
    private final Optional<String> secret;
    private final HttpClient http;

    FunctionCalls(ConsoleConfig config, Vertx vertx) {
        address = config.functionUrl();
        secret = config.schedulerSecret();
        http = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS));
        address.filter(it -> !it.matches("https?://.+") || !it.contains(PLACE)).ifPresent(wrong -> {
            throw new IllegalArgumentException(
                    "cineai.console.function-url must be an http address with " + PLACE + " in it: " + wrong);
        });
    }

    /** What a function said. */
    record Answer(int status, String type, Buffer body) {}

    boolean arePossible() {
        return address.isPresent();
    }

    /** Fails with {@link NoAnswer} where no function answered. patience: how long a run may take. */
    Uni<Answer> call(String function, Duration patience, Buffer payload) {
        Context here = Vertx.currentContext();
        return Uni.createFrom()
                .completionStage(() -> http.request(request(function))
                        .compose(ready -> send(ready, payload))
                        .compose(FunctionCalls::answer)
                        .toCompletionStage())
                .ifNoItem()
                .after(patience.plus(MORE))
                .fail()
                .onFailure(why -> !(why instanceof NoAnswer))
                .transform(why -> noAnswer(function, why))
                .emitOn(next -> here.runOnContext(nothing -> next.run()));
    }

    private RequestOptions request(String function) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(address.orElseThrow().replace(PLACE, function))
                .setFollowRedirects(false)
                .putHeader("Content-Type", "application/json")
                .putHeader("Accept", "application/json, application/problem+json");
        secret.ifPresent(it -> request.putHeader("Authorization", "Bearer " + it));
        return request;
    }

    private static io.vertx.core.Future<HttpClientResponse> send(HttpClientRequest request, Buffer payload) {
        return request.send(payload);
    }

    private static io.vertx.core.Future<Answer> answer(HttpClientResponse answer) {
        String type = String.valueOf(answer.getHeader("Content-Type"))
                .split(";", 2)[0]
                .trim();
        int status = answer.statusCode();
        if (status == 401 || status == 403)
            throw new NoAnswer(new Problem(
                    502, "function-refused", "The function refuses us", "it wants another secret", null, 0));
        if (!TYPES.contains(type))
            throw new NoAnswer(new Problem(
                    502, "no-function", "No function answers", "status " + status + " without a report", null, 0));
        return answer.body().map(body -> new Answer(status, type, body));
    }

    private static NoAnswer noAnswer(String function, Throwable why) {
        LOG.warnf("%s could not be run: %s", function, why);
        return new NoAnswer(
                why instanceof TimeoutException || why instanceof io.smallrye.mutiny.TimeoutException
                        ? new Problem(
                                504,
                                "function-silent",
                                "The function does not answer",
                                "its time is over; what it did shows in its runs",
                                null,
                                0)
                        : new Problem(
                                502,
                                "function-unreachable",
                                "The function cannot be reached",
                                "the logs know more",
                                null,
                                0));
    }

    /** Ends a request with this problem. */
    static final class NoAnswer extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Problem problem;

        NoAnswer(Problem problem) {
            super(problem.detail(), null, false, false);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }
}
