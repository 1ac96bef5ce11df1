package io.cineai.store.experiment;

import io.cineai.experiment.Arm;
import io.cineai.experiment.Experiment;
import io.cineai.recommend.Algorithm;
import io.cineai.store.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The experiment that runs now, if one does. */
@ApplicationScoped
public class ExperimentStore {
    /** At most one row, see the table's constraint. */
    static final String RUNNING = """
            select x.name, x.salt, a.names, a.shares, a.algorithms, a.factors
              from cineai.experiments x
             cross join lateral (
                   select array_agg(arm ->> 'name' order by number) as names,
                          array_agg((arm ->> 'share')::numeric::int order by number) as shares,
                          array_agg(arm ->> 'algorithm' order by number) as algorithms,
                          array_agg((arm ->> 'diversityFactor')::float8 order by number) as factors
                     from jsonb_array_elements(x.arms) with ordinality as arms (arm, number)) a
             where x.started_at <= now()
               and (x.ended_at is null or x.ended_at > now())""";

    private final Pool pool;

    ExperimentStore(Pool pool) {
        this.pool = pool;
    }

    public Uni<Optional<Experiment>> running() {
        return pool.preparedQuery(RUNNING).execute().map(rows -> Rows.first(rows, ExperimentStore::experimentOf));
    }

    private static Experiment experimentOf(Row row) {
        String[] names = row.getArrayOfStrings("names");
        Integer[] shares = row.getArrayOfIntegers("shares");
        String[] algorithms = row.getArrayOfStrings("algorithms");
        Double[] factors = row.getArrayOfDoubles("factors");
        List<Arm> arms = new ArrayList<>(names.length);
        for (int k = 0; k < names.length; k++) {
            Optional<Algorithm> algorithm = Optional.ofNullable(algorithms[k]).flatMap(Algorithm::ofLabel);
            arms.add(new Arm(names[k], shares[k], algorithm.orElse(null), factors[k]));
        }
        return new Experiment(row.getString("name"), row.getString("salt"), arms);
    }
}
