package io.cineai.function;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A server with one event loop that says whom it let in, and whether it did so where it was asked. */
final class Door implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer server;

    private Door(Function<Vertx, Function<RoutingContext, Uni<String>>> who) {
        try {
            Function<RoutingContext, Uni<String>> asked = who.apply(vertx);
            Router router = Router.router(vertx);
            router.get("/idle").handler(http -> http.end("idle"));
            router.route("/").handler(http -> answer(http, asked));
            HttpServerOptions options =
                    new HttpServerOptions().setHost("127.0.0.1").setPort(0).setMaxHeaderSize(20_480);
            server = vertx.createHttpServer(options)
                    .requestHandler(router)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        } catch (RuntimeException notStarted) {
            vertx.close();
            throw notStarted;
        }
    }

    /** Says the user's id, or nobody. */
    static Door ofCallers(Clock clock, Map<String, String> settings) {
        AuthConfig config = settings(AuthConfig.class, settings);
        return new Door(vertx -> {
            Callers callers = new Callers(config, vertx, clock);
            return http -> callers.of(http).map(caller -> caller.map(it -> it.user() + " " + it.claims())
                    .orElse("nobody"));
        });
    }

    /** Says true or false. */
    static Door ofInvokers(Clock clock, Map<String, String> settings) {
        InvokeConfig config = settings(InvokeConfig.class, settings);
        AuthConfig auth = settings(AuthConfig.class, settings);
        return new Door(vertx -> {
            Invokers invokers = new Invokers(config, auth, vertx, clock);
            return http -> invokers.may(http).map(String::valueOf);
        });
    }

    static <T> T settings(Class<T> type, Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(type)
                .withValidateUnknown(false)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(new HashMap<>(values), "test", 100))
                .build()
                .getConfigMapping(type);
    }

    /** What is said to who comes with these headers, names and values in turn. */
    String says(String... headers) {
        HttpResponse<String> answer = ask("/", headers)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        return answer.statusCode() == 200 ? answer.body() : String.valueOf(answer.statusCode());
    }

    String saysTo(String token) {
        return says("Authorization", "Bearer " + token);
    }

    CompletableFuture<HttpResponse<String>> asks(String token) {
        return ask("/", "Authorization", "Bearer " + token);
    }

    /** How long the event loop takes for a request that wants nothing. */
    Duration idle() {
        long start = System.nanoTime();
        ask("/idle").join();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    int port() {
        return server.actualPort();
    }

    CompletableFuture<HttpResponse<String>> ask(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
        for (int i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
        return client.sendAsync(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static void answer(RoutingContext http, Function<RoutingContext, Uni<String>> asked) {
        Context here = http.vertx().getOrCreateContext();
        asked.apply(http).subscribe().with(who -> tell(http, here, 200, who), failure -> refuse(http, here, failure));
    }

    private static void refuse(RoutingContext http, Context here, Throwable failure) {
        if (failure instanceof Refused refused) {
            Problem problem = refused.problem();
            if (problem.retryAfter() > 0)
                http.response().putHeader("Retry-After", String.valueOf(problem.retryAfter()));
            tell(http, here, problem.status(), problem.detail());
        } else {
            tell(http, here, 500, failure.toString());
        }
    }

    private static void tell(RoutingContext http, Context here, int status, String text) {
        boolean isHere = Vertx.currentContext() == here;
        http.response().setStatusCode(isHere ? status : 599).end(isHere ? text : "told elsewhere");
    }
}
