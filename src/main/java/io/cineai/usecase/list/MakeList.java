package io.cineai.usecase.list;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.recommend.Algorithm;
import io.cineai.recommend.Evidence;
import io.cineai.recommend.ListSettings;
import io.cineai.recommend.NearFilms;
import io.cineai.recommend.Opinion;
import io.cineai.recommend.Recommended;
import io.cineai.recommend.Recommender;
import io.cineai.recommend.Shortlist;
import io.cineai.store.film.FilmStore;
import io.cineai.store.model.ModelStore;
import io.cineai.taste.Grading;
import io.cineai.taste.Signal;
import io.cineai.taste.TasteProfile;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** From a taste to a list: reads the rows of the films that were touched, decides, and looks up the films that compete. */
@ApplicationScoped
public class MakeList {
    private final ModelStore models;
    private final FilmStore films;
    private final RecommendConfig config;

    public MakeList(ModelStore models, FilmStore films, RecommendConfig config) {
        this.models = models;
        this.films = films;
        this.config = config;
    }

    /** What these acts say, graded and weighed as configured. */
    public TasteProfile taste(List<Signal> acts) {
        Grading grading = config.graded() ? Grading.GRADED : Grading.LIKES_ONLY;
        return TasteProfile.of(acts, grading, config.recencyDecay());
    }

    /**
     * @param genres that the user chose; empty where none
     * @param version of the model
     */
    public Uni<Recommended> of(TasteProfile taste, Set<String> genres, long version, ListSettings settings) {
        return evidence(taste, genres, version).chain(evidence -> decide(evidence, new Recommender(settings)));
    }

    private Uni<Evidence> evidence(TasteProfile taste, Set<String> genres, long version) {
        List<MovieId> touched =
                taste.opinions().stream().map(TasteProfile.Opinion::movie).toList();
        return Uni.combine()
                .all()
                .unis(models.rows(touched, version), models.popular(version))
                .with((rows, popular) -> new Evidence(taste, models.index(), rows, popular, genres));
    }

    /**
     * The list, and what it is like when an opinion of it is heard.
     *
     * @param plain as it is without
     */
    public record Made(Recommended plain, Recommended list) {}

    /**
     * What is heard beside the model.
     *
     * @param near films that compete beside those of its rows
     * @param opinion what somebody who was asked before thinks of the user's list
     */
    public record Aside(NearFilms near, Opinion opinion) {}

    /** The list with what is heard beside the model. */
    public Uni<Made> of(TasteProfile taste, Set<String> genres, long version, ListSettings settings, Aside aside) {
        Recommender recommender = new Recommender(settings);
        Opinion opinion = aside.opinion();
        return evidence(taste, genres, version)
                .map(evidence -> evidence.with(aside.near()))
                .chain(evidence -> decide(evidence, recommender, (shortlist, known) -> {
                    Recommended plain = recommender.recommend(evidence, shortlist, known);
                    return opinion.isNone()
                            ? new Made(plain, plain)
                            : new Made(plain, recommender.recommend(evidence, shortlist, known, opinion));
                }));
    }

    /** What goes with a film, the same for everybody; nothing where the model knows nothing of it. */
    public Uni<Recommended> similar(MovieId film, int size) {
        return models.version()
                .chain(version -> models.rows(List.of(film), version))
                .map(rows -> Evidence.around(film, models.index(), rows.get(0)))
                .chain(evidence ->
                        decide(evidence, new Recommender(ListSettings.forEverybody(size, Algorithm.HYBRID))));
    }

    /** The deciding takes a millisecond or two of one core: on a worker, so that no event loop waits for it. */
    private Uni<Recommended> decide(Evidence evidence, Recommender recommender) {
        return decide(evidence, recommender, (shortlist, known) -> recommender.recommend(evidence, shortlist, known));
    }

    private <T> Uni<T> decide(
            Evidence evidence, Recommender recommender, BiFunction<Shortlist, Map<MovieId, Movie>, T> decision) {
        return Uni.createFrom()
                .item(() -> recommender.shortlist(evidence))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(shortlist -> films.films(needed(evidence, shortlist))
                        .chain(MakeList::onWorker)
                        .map(known -> decision.apply(shortlist, known)));
    }

    /** Films that had to be read come on an event loop, those that were remembered do not. */
    private static <T> Uni<T> onWorker(T item) {
        Uni<T> here = Uni.createFrom().item(item);
        return Infrastructure.canCallerThreadBeBlocked() ? here : here.emitOn(Infrastructure.getDefaultWorkerPool());
    }

    private static List<MovieId> needed(Evidence evidence, Shortlist shortlist) {
        List<MovieId> needed = new ArrayList<>(shortlist.films());
        for (TasteProfile.Opinion opinion : evidence.taste().opinions())
            if (opinion.liked()) needed.add(opinion.movie());
        return needed;
    }
}
