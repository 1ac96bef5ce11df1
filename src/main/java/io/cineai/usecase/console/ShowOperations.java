package io.cineai.usecase.console;

import io.cineai.store.console.OperatorStore;
import io.cineai.usecase.monitor.MonitorConfig;
import io.cineai.usecase.read.Reach;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;

/** Shows operators how it all does. Health is looked at once for all who ask within seconds: to count it is work for the database. */
@ApplicationScoped
public class ShowOperations {
    private static final int RUNS_EACH = 10;
    private static final int HOURS = 24;
    private static final Duration LOOKED_AT_FOR = Duration.ofSeconds(3);

    private final OperatorStore store;
    private final Uni<String> health;

    ShowOperations(OperatorStore store, MonitorConfig monitor) {
        this.store = store;
        Map<String, Double> targets = Map.of(
                "style", monitor.styleHitRate(),
                "thematic", monitor.thematicHitRate(),
                "emotional", monitor.emotionalHitRate());
        health = Uni.createFrom()
                .deferred(() ->
                        store.health(monitor.listAge(), monitor.grace(), monitor.breakerFailures(), targets, HOURS))
                .memoize()
                .atLeast(LOOKED_AT_FOR);
    }

    /**
     * The latest runs of each of these functions, newest first: a JSON array for each.
     *
     * @param functions with the time that a run of each has
     */
    public Uni<Map<String, String>> runs(Map<String, Duration> functions) {
        return Reach.of(store.runs(functions, RUNS_EACH));
    }

    /** Queue, lists, models and money now and by hour, as JSON. */
    public Uni<String> health() {
        return Reach.of(health);
    }

    /** Experiments and how good the algorithms are, as JSON. */
    public Uni<String> experiments() {
        return Reach.of(store.experiments());
    }
}
