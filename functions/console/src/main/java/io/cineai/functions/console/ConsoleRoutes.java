package io.cineai.functions.console;

import io.cineai.function.Caller;
import io.cineai.function.Params;
import io.cineai.function.Reads;
import io.cineai.function.Reply;
import io.cineai.usecase.console.KeepFilms;
import io.cineai.usecase.console.ShowOperations;
import io.cineai.usecase.console.ShowPalettes;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The addresses that the pages ask, beside those of the read function. */
@ApplicationScoped
class ConsoleRoutes {
    private static final String API = "/console/api/";
    private static final String RUN = API + "functions/:name/run";
    private static final int LARGEST_PAYLOAD = 64 * 1024;

    /** Before Quarkus, which ends a request that is too large without a word. */
    private static final int EARLY = -17_000;

    private static final int LARGEST_REMARKS = 64 * 1024;

    private final Doors doors;
    private final Reads reads;
    private final Functions functions;
    private final ShowOperations operations;
    private final ListEvents events;
    private final KeepFilms films;
    private final ShowPalettes palettes;
    private final JsonObject here;

    ConsoleRoutes(
            Doors doors,
            Reads reads,
            Functions functions,
            ShowOperations operations,
            ListEvents events,
            KeepFilms films,
            ShowPalettes palettes,
            Protection protection,
            ConsoleConfig config) {
        this.doors = doors;
        this.reads = reads;
        this.functions = functions;
        this.operations = operations;
        this.events = events;
        this.films = films;
        this.palettes = palettes;
        here = new JsonObject()
                .put("local", config.local())
                .put("posterHosts", new JsonArray(protection.posterHosts()));
    }

    void install(@Observes Router router) {
        router.post(RUN).order(EARLY).handler(BodyHandler.create(false).setBodyLimit(LARGEST_PAYLOAD));
        doors.anybody(router, API + "session", this::session);
        doors.signedIn(router, API + "events", events::open);
        reads.shared(router, API + "palettes", this::palettes);
        reads.taking(
                router, API + "ratings", KeepFilms.Rating.class, "an array of ratings", LARGEST_REMARKS, this::rate);
        reads.taking(
                router, API + "watchlist", KeepFilms.Wish.class, "an array of films", LARGEST_REMARKS, this::later);
        doors.operator(router, API + "functions", HttpMethod.GET, (http, caller) -> Doors.send(http, functions.list()));
        doors.operator(router, RUN, HttpMethod.POST, functions::run);
        doors.operator(router, API + "health", HttpMethod.GET, (http, caller) -> Doors.send(http, operations.health()));
        doors.operator(
                router,
                API + "experiments",
                HttpMethod.GET,
                (http, caller) -> Doors.send(http, operations.experiments()));
    }

    private Uni<Reply> palettes(RoutingContext http) {
        return palettes.of(new Params(http).ids("films", ShowPalettes.MOST)).map(ConsoleRoutes::reply);
    }

    private Uni<Reply> rate(List<KeepFilms.@Nullable Rating> ratings, Caller caller) {
        return films.rate(caller.claims(), ratings).map(ConsoleRoutes::receipt);
    }

    private Uni<Reply> later(List<KeepFilms.@Nullable Wish> wishes, Caller caller) {
        return films.later(caller.claims(), wishes).map(ConsoleRoutes::receipt);
    }

    private static Reply receipt(KeepFilms.Receipt receipt) {
        JsonObject body = new JsonObject()
                .put("kept", receipt.kept())
                .put("unknownMovies", new JsonArray(receipt.unknownMovies()));
        return reply(body.encode());
    }

    private static Reply reply(String json) {
        return new Reply(json.getBytes(StandardCharsets.UTF_8), false, null, null);
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
