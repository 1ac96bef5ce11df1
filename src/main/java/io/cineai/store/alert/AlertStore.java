package io.cineai.store.alert;

import io.cineai.monitor.Alert;
import io.cineai.monitor.Finding;
import io.cineai.monitor.Notice;
import io.cineai.monitor.Severity;
import io.cineai.store.JsonText;
import io.cineai.store.Rows;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Alerts. Whoever tells the channel of one claims it first, and nobody else tells of it until the claim ends. */
@ApplicationScoped
public class AlertStore {
    /** One look at a time. A statement of its own: the one that follows must see what the look before it wrote. */
    private static final String TURN = "select pg_advisory_xact_lock(hashtextextended('cineai.alerts', 0))";

    /**
     * Findings stand; what stood and is not among them is over, where $3, that is, where all was looked at. An older look changes nothing:
     * two monitors at once leave what the later one saw.
     */
    private static final String RECORD = """
            with turn as materialized (
                select not $3 or not exists (select from cineai.alerts a where a.checked_at > $2) as ours),
            seen as (
                select s.*
                  from turn
                 cross join jsonb_to_recordset($1::text::jsonb)
                            as s (key text, service text, severity text, text text, figures jsonb)
                 where turn.ours),
            stand as (
                insert into cineai.alerts as a (key, service, severity, text, figures, first_seen, last_seen, checked_at)
                select key, service, severity, text, figures, $2, $2, $2 from seen
                on conflict (key) do update
                   set service = excluded.service, severity = excluded.severity, text = excluded.text, figures = excluded.figures,
                       first_seen = case
                           when a.resolved_at is not null and not a.told_open then excluded.first_seen
                           else a.first_seen
                       end,
                       last_seen = excluded.last_seen, resolved_at = null, checked_at = excluded.checked_at,
                       opened = a.opened + case when a.resolved_at is null then 0 else 1 end
                 where a.checked_at <= excluded.checked_at),
            over as (
                update cineai.alerts a
                   set resolved_at = $2, checked_at = $2
                  from turn
                 where $3
                   and turn.ours
                   and a.resolved_at is null
                   and a.checked_at <= $2
                   and a.key <> all (select key from seen))
            select count(*) from seen""";

    /** One row a condition that ever was: some dozens. */
    private static final String KNOWN = """
            select key, service, severity, text, first_seen, resolved_at, told, told_open, told_severity, notified_at
              from cineai.alerts
             order by key""";

    /** told is what the sender knows: who told something meanwhile has changed it. */
    private static final String CLAIM = """
            with free as (
                select a.key
                  from cineai.alerts a
                  join unnest($1::text[], $2::int[]) as due (key, told)
                    on due.key = a.key
                   and due.told = a.told
                 where a.claimed_until is null
                    or a.claimed_until < clock_timestamp()
                 order by a.key
                   for update of a skip locked)
            update cineai.alerts a
               set claim_token = $3, claimed_until = clock_timestamp() + make_interval(secs => $4)
              from free
             where a.key = free.key
            returning a.key""";

    private static final String TOLD = """
            update cineai.alerts a
               set told = a.told + 1, told_open = t.open, notified_at = clock_timestamp(),
                   told_severity = case when t.open then t.severity else a.told_severity end,
                   claim_token = null, claimed_until = null
              from unnest($2::text[], $3::text[], $4::boolean[]) as t (key, severity, open)
             where a.key = t.key
               and a.claim_token = $1""";

    private static final String RELEASE = """
            update cineai.alerts
               set claim_token = null, claimed_until = null
             where claim_token = $1""";

    private static final String SILENT =
            "select cineai.silent_since($1, $2, make_interval(secs => $3)) as since, clock_timestamp() as now";

    private final Pool pool;

    AlertStore(Pool pool) {
        this.pool = pool;
    }

    /** All that is amiss as of this moment: what is not among it is over. */
    public Uni<Void> record(List<Finding> all, Instant at) {
        return record(all, at, true);
    }

    /** This one stands; others are left as they are. */
    public Uni<Void> raise(Finding one, Instant at) {
        return record(List.of(one), at, false);
    }

    private Uni<Void> record(List<Finding> findings, Instant at, boolean all) {
        String rows = JsonText.of(findings.stream().map(AlertStore::rowOf).toList());
        return pool.withTransaction(
                        connection -> connection.query(TURN).execute().chain(() -> connection
                                .preparedQuery(RECORD)
                                .execute(Tuple.of(rows, at.atOffset(ZoneOffset.UTC), all))))
                .replaceWithVoid();
    }

    public Uni<List<Alert>> known() {
        return pool.query(KNOWN).execute().map(rows -> Rows.list(rows, AlertStore::alertOf));
    }

    /** Claims the right to tell of these under one token, for so long; which of them are the caller's. */
    public Uni<Set<String>> claim(List<Notice> notices, UUID token, Duration lease) {
        Tuple values = Tuple.tuple()
                .addArrayOfString(notices.stream().map(it -> it.alert().key()).toArray(String[]::new))
                .addArrayOfInteger(notices.stream().map(it -> it.alert().told()).toArray(Integer[]::new))
                .addUUID(token)
                .addDouble(lease.toMillis() / 1000.0);
        return pool.preparedQuery(CLAIM)
                .execute(values)
                .map(rows ->
                        Rows.list(rows, row -> row.getString("key")).stream().collect(Collectors.toSet()));
    }

    /** They were delivered. */
    public Uni<Void> told(List<Notice> notices, UUID token) {
        Tuple values = Tuple.tuple()
                .addUUID(token)
                .addArrayOfString(notices.stream().map(it -> it.alert().key()).toArray(String[]::new))
                .addArrayOfString(notices.stream()
                        .map(it -> it.alert().severity().label())
                        .toArray(String[]::new))
                .addArrayOfBoolean(notices.stream()
                        .map(it -> it.kind() != Notice.Kind.OVER)
                        .toArray(Boolean[]::new));
        return pool.preparedQuery(TOLD).execute(values).replaceWithVoid();
    }

    /** They were not: whoever looks next tells of them. */
    public Uni<Void> release(UUID token) {
        return pool.preparedQuery(RELEASE).execute(Tuple.of(token)).replaceWithVoid();
    }

    /** Whether a function that should have run has not succeeded for so long, while another that runs as often went on. */
    public Uni<Optional<Silence>> silence(String function, String beside, Duration after) {
        return pool.preparedQuery(SILENT)
                .execute(Tuple.of(function, beside, after.toMillis() / 1000.0))
                .map(rows -> silenceOf(rows.iterator().next()));
    }

    /** @param now by the clock of the database */
    public record Silence(Instant since, Instant now) {}

    private static Optional<Silence> silenceOf(Row row) {
        return instant(row.getOffsetDateTime("since"))
                .map(since -> new Silence(since, row.getOffsetDateTime("now").toInstant()));
    }

    private static Map<String, Object> rowOf(Finding finding) {
        return Map.of(
                "key", finding.key(),
                "service", finding.service(),
                "severity", finding.severity().label(),
                "text", finding.text(),
                "figures", finding.figures());
    }

    private static Alert alertOf(Row row) {
        return new Alert(
                row.getString("key"),
                row.getString("service"),
                Severity.of(row.getString("severity")),
                row.getString("text"),
                row.getOffsetDateTime("first_seen").toInstant(),
                instant(row.getOffsetDateTime("resolved_at")),
                row.getInteger("told"),
                row.getBoolean("told_open"),
                Optional.ofNullable(row.getString("told_severity")).map(Severity::of),
                instant(row.getOffsetDateTime("notified_at")));
    }

    private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
