package io.cineai.store.status;

import io.cineai.monitor.State;
import io.cineai.monitor.Status;
import io.cineai.monitor.Status.Analysis;
import io.cineai.monitor.Status.Earlier;
import io.cineai.monitor.Status.Lists;
import io.cineai.monitor.Status.Missed;
import io.cineai.monitor.Status.Queue;
import io.cineai.monitor.Status.Runs;
import io.cineai.monitor.Status.Spend;
import io.cineai.store.Rows;
import io.cineai.store.health.ServiceHealth;
import io.cineai.store.health.ServiceHealth.Waiting;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Facts for the monitor: one statement for what there is one of, three for what there are several of. */
@ApplicationScoped
public class StatusStore {
    private static final String NOW = "select clock_timestamp() as now";

    /** Priorities up to 6 are what users did or asked for, see {@code queue.Priority}. A sample of a moment ago is no earlier look. */
    private static final String FACTS = """
            select q.open, q.oldest_change, q.oldest_backfill, q.dead, q.failing, q.expired,
                   m.changes, extract(epoch from clock_timestamp() - m.oldest)::float8 as missed_age,
                   l.active, l.stale, l.no_list, l.half, extract(epoch from now() - l.oldest)::float8 as list_age, l.list_rows,
                   e.most_rows, e.missed as missed_before,
                   cineai.silent_since('monitor', 'queue-drain', make_interval(secs => $3)) as silent_since
              from (select coalesce(sum(users) filter (where status <> 'dead'), 0)::bigint as open,
                           max(oldest_seconds) filter (where status <> 'dead' and priority <= 6)::float8 as oldest_change,
                           max(oldest_seconds) filter (where status <> 'dead' and priority > 6)::float8 as oldest_backfill,
                           coalesce(sum(users) filter (where status = 'dead'), 0)::bigint as dead,
                           coalesce(sum(failing), 0)::bigint as failing,
                           coalesce(sum(expired), 0)::bigint as expired
                      from cineai.status_queue) q
             cross join cineai.status_missed m
             cross join cineai.list_freshness(make_interval(secs => $1), make_interval(secs => $2)) l
             cross join (select max(s.list_rows) as most_rows,
                                (select n.missed
                                   from cineai.status_samples n
                                  where n.measured_at < clock_timestamp() - interval '2 minutes'
                                  order by n.measured_at desc
                                  limit 1) as missed
                           from cineai.status_samples s
                          where s.measured_at > clock_timestamp() - interval '1 day') e""";

    /** An hour's calls are a brake, not a budget. */
    private static final String SPEND = """
            select feature, period, used, usd::float8 as usd, usd_limit::float8 as usd_limit
              from cineai.status_spend
             where period in ('day', 'month')
             order by feature, period""";

    private static final String ANALYSES = """
            select h.kind, h.function, h.provider, h.model, h.lookups, h.hits,
                   c.calls, c.errors, c.p50_ms, c.p95_ms, c.waiting_until, c.waiting_for, c.breaker_open
              from cineai.status_hit_rates h
             cross join lateral cineai.analysis_calls(h.function, h.provider, h.model, $1) c
             order by h.kind""";

    /** The monitor is no judge of its own runs: its silence is told apart. */
    private static final String RUNS = """
            select function, failures_in_a_row, lost, last_success
              from cineai.status_functions
             where function <> 'monitor'
             order by function""";

    private static final String KEEP = """
            with gone as (
                delete from cineai.status_samples where measured_at < $1::timestamptz - interval '7 days')
            insert into cineai.status_samples (measured_at, list_rows, missed)
            values ($1, $2, $3)
            on conflict (measured_at) do nothing""";

    private final Pool pool;

    StatusStore(Pool pool) {
        this.pool = pool;
    }

    public Uni<Instant> now() {
        return pool.query(NOW)
                .execute()
                .map(rows -> rows.iterator().next().getOffsetDateTime("now").toInstant());
    }

    /**
     * How it all does, one statement after the other.
     *
     * @param at as {@link #now} said
     * @param database how long that took
     * @param breaker failures in a row that open a model's breaker
     */
    public Uni<Status> status(Instant at, Duration database, Asked asked, int breaker) {
        return Uni.combine()
                .all()
                .unis(facts(asked), spend(), analyses(breaker), runs())
                .usingConcurrencyOf(1)
                .asTuple()
                .map(all -> statusOf(at, database, all.getItem1(), all.getItem2(), all.getItem3(), all.getItem4()));
    }

    /**
     * @param listAge older lists are stale
     * @param grace acts newer than that make nobody active yet
     * @param silence how long the monitor may be silent
     */
    public record Asked(Duration listAge, Duration grace, Duration silence) {}

    /** Remembers of this look what a later one compares with. */
    public Uni<Void> keep(Status status) {
        return pool.preparedQuery(KEEP)
                .execute(Tuple.of(
                        status.at().atOffset(ZoneOffset.UTC),
                        status.lists().rows(),
                        status.missed().changes()))
                .replaceWithVoid();
    }

    private Uni<Row> facts(Asked asked) {
        return pool.preparedQuery(FACTS)
                .execute(Tuple.of(seconds(asked.listAge()), seconds(asked.grace()), seconds(asked.silence())))
                .map(rows -> rows.iterator().next());
    }

    private Uni<List<Spend>> spend() {
        return pool.query(SPEND).execute().map(rows -> Rows.list(rows, StatusStore::spendOf));
    }

    private Uni<List<Analysis>> analyses(int breaker) {
        return pool.preparedQuery(ANALYSES)
                .execute(Tuple.of(breaker))
                .map(rows -> Rows.list(rows, StatusStore::analysisOf));
    }

    private Uni<List<Runs>> runs() {
        return pool.query(RUNS).execute().map(rows -> Rows.list(rows, StatusStore::runsOf));
    }

    private static Status statusOf(
            Instant at, Duration database, Row row, List<Spend> spend, List<Analysis> analyses, List<Runs> runs) {
        return new Status(
                at,
                database,
                queueOf(row),
                new Missed(row.getLong("changes"), duration(row.getDouble("missed_age"))),
                listsOf(row),
                spend,
                analyses,
                runs,
                earlierOf(row),
                instant(row.getOffsetDateTime("silent_since")));
    }

    private static Queue queueOf(Row row) {
        return new Queue(
                row.getLong("open"),
                duration(row.getDouble("oldest_change")),
                duration(row.getDouble("oldest_backfill")),
                row.getLong("dead"),
                row.getLong("failing"),
                row.getLong("expired"));
    }

    private static Lists listsOf(Row row) {
        return new Lists(
                row.getLong("active"),
                row.getLong("stale"),
                row.getLong("no_list"),
                row.getLong("half"),
                duration(row.getDouble("list_age")),
                row.getLong("list_rows"));
    }

    private static Optional<Earlier> earlierOf(Row row) {
        Long most = row.getLong("most_rows");
        Long missed = row.getLong("missed_before");
        return most == null && missed == null
                ? Optional.empty()
                : Optional.of(new Earlier(most == null ? 0 : most, missed == null ? 0 : missed));
    }

    private static Spend spendOf(Row row) {
        return new Spend(
                row.getString("feature"),
                row.getString("period"),
                Optional.ofNullable(row.getDouble("used")),
                row.getDouble("usd"),
                Optional.ofNullable(row.getDouble("usd_limit")));
    }

    private static Analysis analysisOf(Row row) {
        ServiceHealth health = new ServiceHealth(
                row.getLong("calls"),
                row.getLong("errors"),
                Optional.ofNullable(row.getInteger("p50_ms")),
                Optional.ofNullable(row.getInteger("p95_ms")),
                row.getLong("lookups"),
                row.getLong("hits"),
                instant(row.getOffsetDateTime("waiting_until"))
                        .map(until ->
                                new Waiting(until, row.getString("waiting_for"), row.getBoolean("breaker_open"))));
        return new Analysis(
                row.getString("kind"),
                row.getString("function"),
                row.getString("provider") + "/" + row.getString("model"),
                State.of(health.status()),
                health.medianMs(),
                health.errorRate(),
                health.waiting().map(Waiting::kind),
                health.lookups(),
                health.hits());
    }

    private static Runs runsOf(Row row) {
        return new Runs(
                row.getString("function"),
                row.getLong("failures_in_a_row"),
                row.getLong("lost"),
                instant(row.getOffsetDateTime("last_success")));
    }

    private static Optional<Duration> duration(@Nullable Double seconds) {
        return Optional.ofNullable(seconds).map(it -> Duration.ofMillis(Math.round(it * 1000)));
    }

    private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
