package io.cineai.usecase.analysis;

import io.cineai.movie.MovieId;
import io.cineai.store.analysis.AnalysisStore;
import io.cineai.store.analysis.AnalysisStore.States;
import io.cineai.store.analysis.Recipe;
import io.cineai.store.film.FilmStore;
import io.cineai.store.health.HealthStore;
import io.cineai.usecase.Tally;
import io.cineai.usecase.spend.SpendConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a run leaves the films, for its report and for the published health of its service. */
@ApplicationScoped
class Summary {
    private final AnalysisStore analyses;
    private final FilmStore films;
    private final HealthStore health;
    private final SpendConfig config;

    Summary(AnalysisStore analyses, FilmStore films, HealthStore health, SpendConfig config) {
        this.analyses = analyses;
        this.films = films;
        this.health = health;
        this.config = config;
    }

    /** After a run that wrote: what is known is shown to the app, and how it went is published. */
    Uni<Tally> ofRun(Recipe recipe, Optional<List<MovieId>> named, Tally tally) {
        return analyses.join()
                .chain(() -> health.of(recipe, config.breakerFailures()))
                .chain(figures -> health.publish(recipe, figures))
                .chain(() -> of(recipe, named, tally));
    }

    /** Changes nothing. */
    Uni<Tally> of(Recipe recipe, Optional<List<MovieId>> named, Tally tally) {
        return analyses.states(recipe, named)
                .map(states -> tally.withRemaining(states.open()).withDetails(details(recipe, states, tally)))
                .chain(all -> named.map(ids -> withStrangers(ids, all))
                        .orElse(Uni.createFrom().item(all)));
    }

    private Uni<Tally> withStrangers(List<MovieId> named, Tally tally) {
        return films.films(named).map(known -> named.stream()
                .filter(id -> !known.containsKey(id))
                .map(id -> Tally.oneFailed(id.toString(), "movieIds must be ids of films"))
                .reduce(tally, Tally::plus));
    }

    private static Map<String, Object> details(Recipe recipe, States states, Tally tally) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("analyst", recipe.model().toString());
        details.put("promptVersion", recipe.promptVersion());
        details.put("wanted", states.wanted());
        details.put("underWay", states.running());
        details.put("ready", states.ready());
        details.put("failed", states.failed());
        details.putAll(tally.details());
        return details;
    }
}
