package io.cineai.function;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.CorsHandler;
import io.vertx.ext.web.handler.TimeoutHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The routes of a read function, and what they share: who asks, how often, how long it may take, which pages of other sites may, and the
 * answer for every method that an address does not have.
 */
@ApplicationScoped
public class Reads {
    /** After that which gives every request its name, before all routes. */
    private static final int FIRST = -19_000;

    private static final String JSON = "application/json";

    private final ReadConfig config;
    private final Callers callers;
    private final RateLimit limit;
    private final StrictJson json = new StrictJson();

    Reads(ReadConfig config, Callers callers) {
        this.config = config;
        this.callers = callers;
        limit = new RateLimit(config.requestsAMinute());
    }

    /** Answers for one caller. */
    public interface Personal {
        Uni<Reply> read(RoutingContext http, Caller caller);
    }

    /** Answers alike for everybody. */
    public interface Shared {
        Uni<Reply> read(RoutingContext http);
    }

    /** Takes what one caller sent; an element is null where the caller sent null. */
    public interface Taking<T> {
        Uni<Reply> take(List<@Nullable T> sent, Caller caller);
    }

    void install(@Observes Router router) {
        config.corsOrigins().ifPresent(origins -> router.route().order(FIRST).handler(cors(origins)));
        router.route("/v1/*")
                .order(FIRST + 1)
                .handler(TimeoutHandler.create(config.timeout().toMillis(), 503));
    }

    /** A read that is one caller's own: kept by that caller alone, and asked for anew each time. */
    public void personal(Router router, String path, Personal read) {
        Handler<RoutingContext> answer =
                http -> as(http, caller -> reply(http, read.read(http, caller), Reply.PERSONAL));
        only(router, path, answer, HttpMethod.GET, HttpMethod.HEAD);
    }

    /** A read of what is the same for everybody; whether it takes a token is configured. */
    public void shared(Router router, String path, Shared read) {
        String caching = (config.openFilms() ? "public" : "private") + ", max-age="
                + config.filmsMaxAge().toSeconds();
        Handler<RoutingContext> open = http -> reply(http, read.read(http), caching);
        Handler<RoutingContext> closed = http -> as(http, caller -> reply(http, read.read(http), caching));
        only(router, path, config.openFilms() ? guarded(open) : closed, HttpMethod.GET, HttpMethod.HEAD);
    }

    /** A document that never changes while this process lives, for anybody. */
    public void open(Router router, String path, Reply document) {
        only(router, path, http -> document.send(http, "public, max-age=3600", JSON), HttpMethod.GET, HttpMethod.HEAD);
    }

    /**
     * Takes a JSON array of at most this many bytes.
     *
     * @param shape "an array of acts"
     */
    public <T> void taking(Router router, String path, Class<T> type, String shape, int mostBytes, Taking<T> take) {
        Handler<RoutingContext> taking =
                http -> as(http, caller -> reply(http, take.take(body(http, type, shape), caller), "no-store"));
        // Before Quarkus, which ends a request that is too large without a word.
        router.post(path).order(FIRST + 2).handler(Reads::onlyJson);
        router.post(path).order(FIRST + 3).handler(BodyHandler.create(false).setBodyLimit(mostBytes));
        only(router, path, taking, HttpMethod.POST);
    }

    private <T> List<@Nullable T> body(RoutingContext http, Class<T> type, String shape) {
        Buffer body = http.body().buffer();
        if (body == null || body.length() == 0)
            throw new Refused(Problem.badInput(null, "the payload must be " + shape));
        return json.list(body, type, shape);
    }

    private static void onlyJson(RoutingContext http) {
        String type = http.request().getHeader("Content-Type");
        String media = type == null ? "" : type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        if (media.equals(JSON)) http.next();
        else Problem.ofStatus(415).answer(http);
    }

    private static void only(Router router, String path, Handler<RoutingContext> answer, HttpMethod... methods) {
        Route route = router.route(path);
        for (HttpMethod method : methods) route.method(method);
        route.handler(answer);
        String allow = List.of(methods).stream().map(HttpMethod::name).collect(Collectors.joining(", ")) + ", OPTIONS";
        router.route(path).handler(http -> otherwise(http, allow));
    }

    private static void otherwise(RoutingContext http, String allow) {
        http.response().putHeader("Allow", allow);
        if (http.request().method().equals(HttpMethod.OPTIONS))
            http.response().setStatusCode(204).end();
        else Problem.ofStatus(405).answer(http);
    }

    private interface ForCaller {
        void go(Caller caller);
    }

    private void as(RoutingContext http, ForCaller work) {
        callers.of(http).subscribe().with(caller -> let(http, caller, work), http::fail);
    }

    private void let(RoutingContext http, Optional<Caller> caller, ForCaller work) {
        if (caller.isEmpty()) {
            Problem.ofStatus(401).answer(http);
            return;
        }
        int wait = limit.wait(caller.get().user());
        if (wait > 0) Problem.tooMany(wait).answer(http);
        else guarded(http, () -> work.go(caller.get()));
    }

    private static Handler<RoutingContext> guarded(Handler<RoutingContext> work) {
        return http -> guarded(http, () -> work.handle(http));
    }

    private static void guarded(RoutingContext http, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException refused) {
            http.fail(refused);
        }
    }

    private static void reply(RoutingContext http, Uni<Reply> read, String caching) {
        // Sending is a step of its own: what fails in a subscriber is told to nobody, and the caller would wait.
        read.invoke(reply -> reply.send(http, caching, JSON)).subscribe().with(sent -> {}, http::fail);
    }

    private static CorsHandler cors(List<String> origins) {
        CorsHandler cors = CorsHandler.create();
        if (!origins.contains("*")) cors.addOrigins(origins);
        return cors.allowedMethods(Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST))
                .allowedHeaders(Set.of("Authorization", "Content-Type", "If-None-Match", RequestId.HEADER))
                .exposedHeaders(Set.of("ETag", Reply.SOURCE, "Retry-After", RequestId.HEADER))
                .maxAgeSeconds(600);
    }
}
