package io.cineai.functions.console;

import io.cineai.function.Caller;
import io.cineai.function.Callers;
import io.cineai.function.Problem;
import io.cineai.function.Reply;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lets callers in to what is theirs to see: anybody, who is signed in, or operators only. */
@ApplicationScoped
class Doors {
    private static final String JSON = "application/json";

    /** Shown, and kept by nobody. */
    private static final String CACHING = "private, no-store";

    private final Callers callers;

    Doors(Callers callers) {
        this.callers = callers;
    }

    /** Answers one caller. */
    interface ForCaller {
        void answer(RoutingContext http, Caller caller);
    }

    /** Answers whoever asks; empty: somebody who is not signed in. */
    interface ForAnybody {
        void answer(RoutingContext http, Optional<Caller> caller);
    }

    void anybody(Router router, String path, ForAnybody answer) {
        only(router, path, HttpMethod.GET, http -> known(http, caller -> answer.answer(http, caller)));
    }

    void signedIn(Router router, String path, ForCaller answer) {
        only(router, path, HttpMethod.GET, http -> known(http, caller -> signedIn(http, caller, answer)));
    }

    void operator(Router router, String path, HttpMethod method, ForCaller answer) {
        ForCaller guarded = (http, caller) -> {
            if (caller.operator()) answer.answer(http, caller);
            else Problem.ofStatus(403).answer(http);
        };
        only(router, path, method, http -> known(http, caller -> signedIn(http, caller, guarded)));
    }

    /** Sends this when it is there. */
    static void send(RoutingContext http, Uni<String> json) {
        json.invoke(text -> reply(text).send(http, CACHING, JSON)).subscribe().with(sent -> {}, http::fail);
    }

    private static Reply reply(String json) {
        return new Reply(json.getBytes(StandardCharsets.UTF_8), false, null, null);
    }

    private static void signedIn(RoutingContext http, Optional<Caller> caller, ForCaller answer) {
        if (caller.isPresent()) answer.answer(http, caller.get());
        else Problem.ofStatus(401).answer(http);
    }

    private interface Known {
        void go(Optional<Caller> caller);
    }

    private void known(RoutingContext http, Known work) {
        // A step of its own: what fails in a subscriber is told to nobody, and the caller would wait.
        callers.of(http).invoke(work::go).subscribe().with(done -> {}, http::fail);
    }

    private static void only(Router router, String path, HttpMethod method, Handler<RoutingContext> answer) {
        router.route(method, path).handler(answer);
        router.route(path).handler(http -> {
            http.response().putHeader("Allow", method.name());
            Problem.ofStatus(405).answer(http);
        });
    }
}
