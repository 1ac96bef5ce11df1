package io.cineai.usecase.wording;

import io.cineai.movie.MovieId;
import io.cineai.opinion.Brief;
import io.cineai.opinion.OpinionRubric;
import io.cineai.store.film.FilmStore;
import io.cineai.store.opinion.OpinionClaim;
import io.cineai.store.opinion.OpinionStore;
import io.cineai.store.orm.OpinionResultStore;
import io.cineai.usecase.spend.Asking;
import io.cineai.usecase.spend.Matter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/** Looks up the films of claimed lists, so that one may ask about them, or judge what was answered. */
@ApplicationScoped
class ClaimedLists {
    private final Stores stores;
    private final FilmStore films;
    private final WordingConfig config;

    ClaimedLists(OpinionStore opinions, OpinionResultStore results, FilmStore films, WordingConfig config) {
        this.stores = new Stores(opinions, results, config.keptFor());
        this.films = films;
        this.config = config;
    }

    /**
     * Where what becomes of a claim is written.
     *
     * @param keptFor how long an opinion is heard
     */
    record Stores(OpinionStore opinions, OpinionResultStore results, Duration keptFor) {}

    /** @param dropped hears how many sentences of a good answer were not fit to be shown */
    Uni<List<ClaimedList>> of(OpinionRubric rubric, Collection<OpinionClaim> claims, IntConsumer dropped) {
        return films.films(named(claims)).map(known -> claims.stream()
                .map(claim -> new ClaimedList(rubric, claim, known, stores, dropped))
                .toList());
    }

    /** To be asked about. */
    Uni<List<Matter>> of(Asking asking, Collection<OpinionClaim> claims, IntConsumer dropped) {
        return of(OpinionRubric.of(asking.instructions().version()), claims, dropped)
                .map(lists -> lists.stream()
                        .<Matter>map(list -> new ListMatter(asking, list, config.lease()))
                        .toList());
    }

    private static Set<MovieId> named(Collection<OpinionClaim> claims) {
        Set<MovieId> named = new HashSet<>();
        for (OpinionClaim claim : claims) {
            Brief brief = claim.brief();
            named.addAll(brief.liked());
            brief.films().forEach(it -> named.add(it.film()));
        }
        return named;
    }
}
