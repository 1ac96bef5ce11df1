package io.cineai.functions.recommendations;

import io.cineai.function.Caller;
import io.cineai.function.Etag;
import io.cineai.function.Params;
import io.cineai.function.Reads;
import io.cineai.function.Refused;
import io.cineai.function.Reply;
import io.cineai.movie.MovieId;
import io.cineai.taste.UserId;
import io.cineai.usecase.read.Answer;
import io.cineai.usecase.read.FindFilms;
import io.cineai.usecase.read.InstantPicks;
import io.cineai.usecase.read.ReadFeed;
import io.cineai.usecase.read.ReadFilms;
import io.cineai.usecase.read.ReadTaste;
import io.cineai.usecase.read.SearchFilms;
import io.cineai.usecase.read.TakeFeedback;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The addresses of the read function; the document at {@code /v1/openapi.json} describes them. */
@ApplicationScoped
public class RecommendationsRoutes {
    private static final int MOST = 50;
    private static final int USUAL = 20;
    private static final int LARGEST_FEEDBACK = 256 * 1024;

    private final Reads reads;
    private final ReadFeed feeds;
    private final ReadFilms films;
    private final FindFilms finding;
    private final SearchFilms search;
    private final InstantPicks picks;
    private final ReadTaste tastes;
    private final TakeFeedback feedback;

    RecommendationsRoutes(
            Reads reads,
            ReadFeed feeds,
            ReadFilms films,
            FindFilms finding,
            SearchFilms search,
            InstantPicks picks,
            ReadTaste tastes,
            TakeFeedback feedback) {
        this.reads = reads;
        this.feeds = feeds;
        this.films = films;
        this.finding = finding;
        this.search = search;
        this.picks = picks;
        this.tastes = tastes;
        this.feedback = feedback;
    }

    void install(@Observes Router router) {
        reads.personal(router, "/v1/recommendations", this::list);
        reads.personal(router, "/v1/picks", this::picks);
        reads.personal(router, "/v1/taste", this::taste);
        reads.personal(router, "/v1/search", this::search);
        reads.shared(router, "/v1/movies", this::find);
        reads.shared(router, "/v1/movies/:id", this::film);
        reads.shared(router, "/v1/movies/:id/similar", this::similar);
        reads.taking(
                router, "/v1/feedback", TakeFeedback.Event.class, "an array of acts", LARGEST_FEEDBACK, this::feedback);
        reads.open(router, "/v1/openapi.json", Description.reply());
    }

    private Uni<Reply> list(RoutingContext http, Caller caller) {
        Params params = new Params(http);
        int limit = params.whole("limit", 1, MOST, MOST);
        return feeds.of(new UserId(caller.user()), caller.claims(), limit, params.text("mood"), Etag.known(http))
                .map(RecommendationsRoutes::reply);
    }

    private Uni<Reply> picks(RoutingContext http, Caller caller) {
        MovieId film = new MovieId(new Params(http).id("movieId"));
        return picks.of(caller.claims(), film, Etag.known(http)).map(RecommendationsRoutes::ofFilm);
    }

    private Uni<Reply> taste(RoutingContext http, Caller caller) {
        new Params(http);
        return tastes.of(new UserId(caller.user()), caller.claims(), Etag.known(http))
                .map(RecommendationsRoutes::reply);
    }

    private Uni<Reply> film(RoutingContext http) {
        return films.page(filmOf(http), Etag.known(http)).map(RecommendationsRoutes::ofFilm);
    }

    private Uni<Reply> similar(RoutingContext http) {
        int limit = new Params(http).whole("limit", 1, MOST, USUAL);
        return films.similar(filmOf(http), limit, Etag.known(http)).map(RecommendationsRoutes::ofFilm);
    }

    private Uni<Reply> search(RoutingContext http, Caller caller) {
        Params params = new Params(http);
        SearchFilms.Request request = new SearchFilms.Request(
                params.text("q"),
                params.text("refine"),
                params.text("limit") == null ? null : params.whole("limit", 1, MOST, USUAL),
                params.text("after"));
        return search.search(new UserId(caller.user()), caller.claims(), request, Etag.known(http))
                .map(RecommendationsRoutes::reply);
    }

    private Uni<Reply> find(RoutingContext http) {
        Params params = new Params(http);
        FindFilms.Request request = new FindFilms.Request(
                params.text("theme"),
                params.share("minComplexity"),
                params.text("style"),
                params.share("minStyleScore"),
                params.text("arc"),
                params.text("mood"),
                params.text("after"),
                params.whole("limit", 1, MOST, USUAL));
        return finding.find(request, Etag.known(http)).map(RecommendationsRoutes::reply);
    }

    private Uni<Reply> feedback(List<TakeFeedback.@Nullable Event> events, Caller caller) {
        return feedback.take(new UserId(caller.user()), caller.claims(), events).map(RecommendationsRoutes::receipt);
    }

    private static MovieId filmOf(RoutingContext http) {
        return new MovieId(new Params(http).pathId("id", "film"));
    }

    private static Reply ofFilm(Optional<Answer> answer) {
        return reply(answer.orElseThrow(() -> Refused.noSuch("film")));
    }

    private static Reply reply(Answer answer) {
        return new Reply(answer.body(), answer.zipped(), answer.etag(), answer.source());
    }

    private static Reply receipt(TakeFeedback.Receipt receipt) {
        JsonObject body = new JsonObject()
                .put("recorded", receipt.recorded())
                .put("repeated", receipt.repeated())
                .put("unknownMovies", new JsonArray(receipt.unknownMovies()));
        return new Reply(body.toBuffer().getBytes(), false, null, null);
    }
}
