package io.cineai.functions.console;

import io.cineai.function.Caller;
import io.cineai.usecase.console.ShowOperations;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** The addresses that the pages ask, beside those of the read function. */
@ApplicationScoped
class ConsoleRoutes {
    private static final String API = "/console/api/";
    private static final String RUN = API + "functions/:name/run";
    private static final int LARGEST_PAYLOAD = 64 * 1024;

    /** Before Quarkus, which ends a request that is too large without a word. */
    private static final int EARLY = -17_000;

    private final Doors doors;
    private final Functions functions;
    private final ShowOperations operations;
    private final ListEvents events;
    private final JsonObject here;

    ConsoleRoutes(
            Doors doors,
            Functions functions,
            ShowOperations operations,
            ListEvents events,
            Protection protection,
            ConsoleConfig config) {
        this.doors = doors;
        this.functions = functions;
        this.operations = operations;
        this.events = events;
        here = new JsonObject()
                .put("local", config.local())
                .put("posterHosts", new JsonArray(protection.posterHosts()));
    }

    void install(@Observes Router router) {
        router.post(RUN).order(EARLY).handler(BodyHandler.create(false).setBodyLimit(LARGEST_PAYLOAD));
        doors.anybody(router, API + "session", this::session);
        doors.signedIn(router, API + "events", events::open);
        doors.operator(router, API + "functions", HttpMethod.GET, (http, caller) -> Doors.send(http, functions.list()));
        doors.operator(router, RUN, HttpMethod.POST, functions::run);
        doors.operator(router, API + "health", HttpMethod.GET, (http, caller) -> Doors.send(http, operations.health()));
        doors.operator(
                router,
                API + "experiments",
                HttpMethod.GET,
                (http, caller) -> Doors.send(http, operations.experiments()));
    }

    private void session(RoutingContext http, Optional<Caller> caller) {
        JsonObject session = new JsonObject()
                .put("signedIn", caller.isPresent())
                .put("user", caller.map(it -> it.user().toString()).orElse(null))
                .put("operator", caller.filter(Caller::operator).isPresent())
                .mergeIn(here);
        Doors.send(http, Uni.createFrom().item(session.encode()));
    }
}
