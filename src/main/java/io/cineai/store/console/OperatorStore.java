package io.cineai.store.console;

import io.cineai.store.JsonText;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What operators see, as JSON. */
@ApplicationScoped
public class OperatorStore {
    private static final String RUNS = """
            select function, runs::text as runs
              from cineai.run_histories($1, $2, $3)""";

    private static final String HEALTH = """
            select cineai.console_health(make_interval(secs => $1), make_interval(secs => $2), $3, $4::text::jsonb, $5)::text as body""";

    private static final String EXPERIMENTS = "select cineai.console_experiments()::text as body";

    private final Pool pool;

    OperatorStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * The latest runs of each of these functions: an array for each.
     *
     * @param functions with the time that a run of each has
     */
    public Uni<Map<String, String>> runs(Map<String, Duration> functions, int each) {
        List<String> names = List.copyOf(functions.keySet());
        Integer[] seconds = names.stream()
                .map(name -> (int) functions.get(name).toSeconds())
                .toArray(Integer[]::new);
        return pool.preparedQuery(RUNS)
                .execute(Tuple.of(names.toArray(String[]::new), seconds, each))
                .map(OperatorStore::byFunction);
    }

    /**
     * How it all does.
     *
     * @param listAge older lists are stale
     * @param grace acts newer than that make nobody active yet
     * @param breaker failures in a row that open a model's breaker
     * @param targets the hit rate that each kind of analysis is to have
     */
    public Uni<String> health(Duration listAge, Duration grace, int breaker, Map<String, Double> targets, int hours) {
        return pool.preparedQuery(HEALTH)
                .execute(Tuple.of(seconds(listAge), seconds(grace), breaker, JsonText.of(targets), hours))
                .map(OperatorStore::body);
    }

    public Uni<String> experiments() {
        return pool.query(EXPERIMENTS).execute().map(OperatorStore::body);
    }

    private static Map<String, String> byFunction(RowSet<Row> rows) {
        Map<String, String> runs = new HashMap<>();
        for (Row row : rows) runs.put(row.getString("function"), row.getString("runs"));
        return runs;
    }

    private static String body(RowSet<Row> rows) {
        return rows.iterator().next().getString("body");
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
