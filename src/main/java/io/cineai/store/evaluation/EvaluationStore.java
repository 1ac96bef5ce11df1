package io.cineai.store.evaluation;

import io.cineai.evaluate.Figure;
import io.cineai.evaluate.UserMean;
import io.cineai.evaluate.UserRate;
import io.cineai.store.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Feedback added up by algorithm and arm, and the rows of {@code algorithm_evaluations}. */
@ApplicationScoped
public class EvaluationStore {
    /**
     * Acts of a user on a film are cut into turns, each begun by an attributed showing: what comes in a turn is that showing's, and what
     * comes before the first is nobody's. Turns of one algorithm, or of one arm, are one occasion; then users are added up, because the
     * user is the unit. Sorted once, joined with nothing.
     */
    static final String SHOWN = """
            with said as (
                select f.user_id, f.movie_id, f.action, f.algorithm_used, f.experiment, f.arm,
                       f.action = 'impression' and f.algorithm_used is not null as shown,
                       count(*) filter (where f.action = 'impression' and f.algorithm_used is not null)
                           over (partition by f.user_id, f.movie_id
                                 order by f.occurred_at, f.action <> 'impression', f.client_id) as turn
                  from public.recommendation_feedback f
                 where f.received_at > now() - make_interval(secs => $1)),
            turns as (
                select user_id, movie_id,
                       max(algorithm_used) filter (where shown) as algorithm,
                       max(experiment) filter (where shown) as experiment,
                       max(arm) filter (where shown) as arm,
                       bool_or(action in ('view', 'click', 'save')) as clicked,
                       bool_or(action = 'watched') as watched,
                       bool_or(action in ('dismissed', 'not_interested')) as dismissed
                  from said
                 where turn > 0
                 group by user_id, movie_id, turn),
            films as (
                select user_id, algorithm, experiment, arm,
                       bool_or(clicked)::int as clicked, bool_or(watched)::int as watched, bool_or(dismissed)::int as dismissed
                  from turns
                 group by grouping sets ((user_id, movie_id, algorithm), (user_id, movie_id, experiment, arm))),
            people as (
                select user_id, algorithm, experiment, arm,
                       count(*)::float8 as n, sum(clicked)::float8 as c, sum(watched)::float8 as w, sum(dismissed)::float8 as d
                  from films
                 where algorithm is not null
                    or arm is not null
                 group by user_id, algorithm, experiment, arm),
            rates as (
                select algorithm, experiment, arm,
                       count(*) as users, sum(n) as n, sum(n * n) as nn,
                       sum(c) as c, sum(n * c) as nc, sum(c * c) as cc, count(*) filter (where c > 0) as clickers,
                       sum(w) as w, sum(n * w) as nw, sum(w * w) as ww, count(*) filter (where w > 0) as watchers,
                       sum(d) as d, sum(n * d) as nd, sum(d * d) as dd
                  from people
                 group by algorithm, experiment, arm),
            content as (
                select algorithm, experiment, arm, count(*) as tellers, sum(mean) as mean, sum(mean * mean) as mean2
                  from (select user_id, algorithm_used as algorithm, experiment, arm, avg(satisfaction)::float8 as mean
                          from public.recommendation_satisfaction
                         where received_at > now() - make_interval(secs => $1)
                           and algorithm_used is not null
                         group by grouping sets ((user_id, algorithm_used), (user_id, experiment, arm))) said
                 where algorithm is not null
                    or arm is not null
                 group by algorithm, experiment, arm)
            select coalesce(r.algorithm, t.algorithm, 'all') as algorithm,
                   coalesce(coalesce(r.experiment, t.experiment) || '/' || coalesce(r.arm, t.arm), 'everybody') as experiment,
                   r.users, r.n, r.nn, r.c, r.nc, r.cc, r.clickers, r.w, r.nw, r.ww, r.watchers, r.d, r.nd, r.dd,
                   t.tellers, t.mean, t.mean2
              from rates r
              full join content t
                on coalesce(t.algorithm, '') = coalesce(r.algorithm, '')
               and coalesce(t.experiment, '') = coalesce(r.experiment, '')
               and coalesce(t.arm, '') = coalesce(r.arm, '')
             order by 2, 1""";

    static final String WRITE = """
            insert into cineai.algorithm_evaluations
                   (run_id, mode, experiment, algorithm, metric, value, low, high, samples, evaluated_at)
            select $1, t.mode, t.experiment, t.algorithm, t.metric, t.value, t.low, t.high, t.samples, now()
              from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::float8[], $7::float8[], $8::float8[], $9::bigint[])
                   as t (mode, experiment, algorithm, metric, value, low, high, samples)""";

    private final Pool pool;

    EvaluationStore(Pool pool) {
        this.pool = pool;
    }

    /** What users made of what they were shown, of what came in within this time until now. */
    public Uni<List<Shown>> shown(Duration within) {
        return pool.preparedQuery(SHOWN)
                .execute(Tuple.of(within.toMillis() / 1000.0))
                .map(rows -> Rows.list(rows, EvaluationStore::shownOf));
    }

    /** Writes all of a run's numbers, at one time. */
    public Uni<Void> write(UUID run, List<Figure> figures) {
        if (figures.isEmpty()) return Uni.createFrom().voidItem();
        Tuple values = Tuple.tuple()
                .addUUID(run)
                .addArrayOfString(column(figures, it -> it.mode().label(), new String[0]))
                .addArrayOfString(column(figures, Figure::experiment, new String[0]))
                .addArrayOfString(column(figures, Figure::algorithm, new String[0]))
                .addArrayOfString(column(figures, Figure::metric, new String[0]))
                .addArrayOfDouble(column(figures, Figure::value, new Double[0]))
                .addArrayOfDouble(column(figures, Figure::low, new Double[0]))
                .addArrayOfDouble(column(figures, Figure::high, new Double[0]))
                .addArrayOfLong(column(figures, Figure::samples, new Long[0]));
        return pool.preparedQuery(WRITE).execute(values).replaceWithVoid();
    }

    private static <T> T[] column(List<Figure> figures, Function<Figure, T> value, T[] type) {
        return figures.stream().map(value).toList().toArray(type);
    }

    private static Shown shownOf(Row row) {
        return new Shown(
                row.getString("experiment"),
                row.getString("algorithm"),
                rate(row, "c", "nc", "cc"),
                rate(row, "w", "nw", "ww"),
                rate(row, "d", "nd", "dd"),
                users(row).map(users -> UserRate.ofUsers(users, row.getLong("clickers"))),
                users(row).map(users -> UserRate.ofUsers(users, row.getLong("watchers"))),
                Optional.ofNullable(row.getLong("tellers"))
                        .map(tellers -> new UserMean(tellers, row.getDouble("mean"), row.getDouble("mean2"))));
    }

    private static Optional<UserRate> rate(Row row, String hits, String product, String squares) {
        return users(row)
                .map(users -> new UserRate(
                        users,
                        row.getDouble("n"),
                        row.getDouble(hits),
                        row.getDouble("nn"),
                        row.getDouble(product),
                        row.getDouble(squares)));
    }

    private static Optional<Long> users(Row row) {
        return Optional.ofNullable(row.getLong("users"));
    }
}
