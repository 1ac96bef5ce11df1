package io.cineai.store.queue;

import io.cineai.queue.Priority;
import io.cineai.store.Gone;
import io.cineai.store.Rows;
import io.cineai.store.queue.Due.ByArm;
import io.cineai.taste.UserId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The refresh queue. One row a user; every statement commits by itself and uses the database's clock only. */
@ApplicationScoped
public class QueueStore {
    /**
     * Users at the best priorities come first, but each priority that waits gets a share of a claim, so that none starves. $4: whether to
     * look for expired leases; $5: where to begin, for each priority. The last step names its rows by an array: joined, a table of few
     * rows and many dead ones would be read as a whole.
     */
    static final String CLAIM = """
            with expired as (
                select user_id, attempts
                  from cineai.rec_refresh_queue
                 where $4
                   and status = 'in_progress'
                   and leased_until < clock_timestamp()
                 order by leased_until
                 limit $1
                   for update skip locked),
            dead as (
                update cineai.rec_refresh_queue q
                   set status = 'dead', claim_token = null, leased_until = null,
                       last_error = coalesce(last_error, 'its worker died or ran out of time ' || e.attempts || ' times')
                  from expired e
                 where q.user_id = e.user_id
                   and e.attempts >= $3),
            waiting as (
                select due.user_id, p.priority,
                       row_number() over (partition by p.priority order by due.run_at) as place
                  from generate_series(1, 9) as p (priority)
                 cross join lateral (
                       select q.user_id, q.run_at
                         from cineai.rec_refresh_queue q
                        where q.status = 'pending'
                          and q.priority = p.priority
                          and q.run_at >= ($5::timestamptz[])[p.priority]
                          and q.run_at <= clock_timestamp()
                        order by q.run_at
                        limit $1
                          for update skip locked) due),
            chosen as (
                select user_id
                  from (select user_id, false as late, 0 as priority, 1 as place from expired where attempts < $3
                        union all
                        select user_id, place > greatest(1, $1 / 8), priority, place from waiting) candidates
                 order by late, priority, place
                 limit $1)
            update cineai.rec_refresh_queue q
               set status = 'in_progress', claim_token = gen_random_uuid(), claimed_gen = gen, claimed_at = clock_timestamp(),
                   leased_until = clock_timestamp() + make_interval(secs => $2), attempts = attempts + 1
             where q.user_id = any (array(select user_id from chosen))
            returning q.user_id, q.claim_token, q.attempts, nextval('cineai.feed_generation') as generation, q.claimed_at,
                      q.priority, q.run_at,
                      (q.wish->>'limit')::int as wish_limit, q.wish->>'algorithm' as wish_algorithm,
                      (q.wish->>'diversityFactor')::float8 as wish_diversity,
                      (q.wish->>'includeExplanations')::boolean as wish_explanations,
                      coalesce((q.wish->>'force')::boolean, false) as wish_force""";

    private static final String CLAIM_ONE = """
            update cineai.rec_refresh_queue q
               set status = 'in_progress', claim_token = gen_random_uuid(), claimed_gen = gen, claimed_at = clock_timestamp(),
                   leased_until = clock_timestamp() + make_interval(secs => $2), attempts = attempts + 1
             where q.user_id = $1
               and (q.status = 'pending' or (q.status = 'in_progress' and q.leased_until < clock_timestamp()))
            returning q.user_id, q.claim_token, q.attempts, nextval('cineai.feed_generation') as generation, q.claimed_at,
                      (q.wish->>'limit')::int as wish_limit, q.wish->>'algorithm' as wish_algorithm,
                      (q.wish->>'diversityFactor')::float8 as wish_diversity,
                      (q.wish->>'includeExplanations')::boolean as wish_explanations,
                      coalesce((q.wish->>'force')::boolean, false) as wish_force""";

    /** A user asked for by hand: a dead row is revived, a running one runs again, the better priority wins. */
    private static final String ENQUEUE_ONE = """
            insert into cineai.rec_refresh_queue as q (user_id, priority, reason, wish)
            values ($1, $2::smallint, $3::text,
                    nullif(jsonb_strip_nulls(jsonb_build_object(
                        'limit', $4::int, 'algorithm', $5::text, 'diversityFactor', $6::float8,
                        'includeExplanations', $7::boolean, 'force', nullif($8::boolean, false))), '{}'))
            on conflict (user_id) do update
               set gen = q.gen + 1,
                   priority = least(q.priority, excluded.priority),
                   wish = excluded.wish,
                   reason = excluded.reason,
                   attempts = case when q.status = 'dead' then 0 else q.attempts end,
                   enqueued_at = case when q.status = 'dead' then clock_timestamp() else q.enqueued_at end,
                   status = case when q.status = 'dead' then 'pending' else q.status end,
                   run_at = case when q.status = 'in_progress' then q.run_at else clock_timestamp() end""";

    /** Held by who enqueues all that is due, until that is to be seen. */
    private static final String TURN = "select pg_advisory_xact_lock(hashtextextended('cineai.enqueue_due', 0))";

    /**
     * A row that waits or is in work is left alone, unless the caller wants something that it would not make.
     * What is due, {@code cineai.due_users} says. Who is in the queue when the statement begins is passed over by what it sees then: while it
     * runs, another worker may make that list and take its row away, and the conflict that would have held it with it.
     */
    private static final String ENQUEUE_DUE = """
            insert into cineai.rec_refresh_queue as q (user_id, priority, reason, wish)
            select due.user_id, $1::smallint, $2::text, w.wish
              from cineai.due_users($8, $9, make_interval(secs => $10), $11, $12, $13, $14) as due (user_id),
                   (select nullif(jsonb_strip_nulls(jsonb_build_object(
                       'limit', $3::int, 'algorithm', $4::text, 'diversityFactor', $5::float8,
                       'includeExplanations', $6::boolean, 'force', nullif($7::boolean, false))), '{}')) as w (wish)
             where not exists (
                   select from cineai.rec_refresh_queue there
                    where there.user_id = due.user_id
                      and (w.wish is null or there.wish is not distinct from w.wish))
             order by due.user_id
            on conflict (user_id) do update
               set gen = q.gen + 1, wish = excluded.wish,
                   run_at = case when q.status = 'pending' then least(q.run_at, clock_timestamp()) else q.run_at end
             where q.status <> 'dead'
               and excluded.wish is not null
               and q.wish is distinct from excluded.wish""";

    private static final String COUNT_DUE =
            "select count(*) as due from cineai.due_users($1, $2, make_interval(secs => $3), $4, $5, $6, $7)";

    private static final String FAIL = """
            update cineai.rec_refresh_queue
               set status = case when $4 then 'dead' else 'pending' end,
                   run_at = clock_timestamp() + make_interval(secs => $3),
                   claim_token = null, claimed_gen = null, leased_until = null, last_error = left($5, 500)
             where user_id = $1
               and claim_token = $2""";

    /** Hands back what was not started: the attempt that the claim added is returned. */
    private static final String RELEASE = """
            update cineai.rec_refresh_queue
               set status = 'pending', attempts = attempts - 1, claim_token = null, claimed_gen = null, leased_until = null
             where user_id = $1
               and claim_token = $2""";

    /** Not this user's fault: the attempt that the claim added is returned, and how often that happened is counted apart. */
    private static final String DEFER = """
            update cineai.rec_refresh_queue
               set status = 'pending', attempts = attempts - 1, deferrals = deferrals + 1,
                   run_at = clock_timestamp() + make_interval(secs => $3),
                   claim_token = null, claimed_gen = null, leased_until = null, last_error = left($4, 500)
             where user_id = $1
               and claim_token = $2""";

    private static final String KEEP = "select cineai.keep_claim($1, $2, make_interval(secs => $3)) as kept";

    private static final String FOLD_MISSED = "select cineai.fold_missed($1) as folded";

    /** The dead are asked for anew, by a person who thinks that it will go well now. */
    private static final String REDRIVE = """
            update cineai.rec_refresh_queue
               set status = 'pending', gen = gen + 1, attempts = 0, deferrals = 0, priority = least(priority, $1::smallint),
                   run_at = clock_timestamp(), enqueued_at = clock_timestamp(), reason = 'redrive'
             where status = 'dead'""";

    /** By the index of what waits, a probe for each priority. */
    private static final String NEXT_DUE = """
            select extract(epoch from min(first.run_at) - clock_timestamp())::float8 as seconds
              from generate_series(1, 9) as p (priority)
             cross join lateral (
                   select q.run_at
                     from cineai.rec_refresh_queue q
                    where q.status = 'pending'
                      and q.priority = p.priority
                    order by q.run_at
                    limit 1) first""";

    private static final String BACKLOG = """
            select count(*) filter (where status = 'pending' and run_at <= clock_timestamp()) as ready,
                   count(*) filter (where status = 'in_progress') as running,
                   count(*) filter (where status <> 'dead') as open
              from cineai.rec_refresh_queue""";

    private final Pool pool;

    QueueStore(Pool pool) {
        this.pool = pool;
    }

    /** Claims up to {@code limit} users who wait or whose lease has expired; rows whose attempts are used up die instead. */
    public Uni<List<Claim>> claim(int limit, Duration lease, int maxAttempts) {
        return claim(limit, lease, maxAttempts, new Frontier());
    }

    /** The same, and says where the next claim may begin. */
    public Uni<List<Claim>> claim(int limit, Duration lease, int maxAttempts, Frontier frontier) {
        return claimed(Tuple.of(limit, seconds(lease), maxAttempts, true, Frontier.everything()), frontier);
    }

    /** The same from there on: expired leases are not looked for, nor who was passed over before. */
    public Uni<List<Claim>> claimBeyond(Frontier frontier, int limit, Duration lease, int maxAttempts) {
        return claimed(Tuple.of(limit, seconds(lease), maxAttempts, false, frontier.places()), frontier);
    }

    private Uni<List<Claim>> claimed(Tuple values, Frontier frontier) {
        return pool.preparedQuery(CLAIM).execute(values).map(rows -> {
            moveOn(frontier, rows);
            return Rows.list(rows, QueueStore::claimOf);
        });
    }

    private static void moveOn(Frontier frontier, RowSet<Row> claimed) {
        Map<Integer, OffsetDateTime> first = new HashMap<>();
        for (Row row : claimed)
            first.merge(row.getInteger("priority"), row.getOffsetDateTime("run_at"), QueueStore::earlier);
        first.forEach(frontier::moveTo);
    }

    private static OffsetDateTime earlier(OffsetDateTime one, OffsetDateTime other) {
        return one.isBefore(other) ? one : other;
    }

    /** Claims this user; empty when another worker holds the lease, or when no refresh of the user is asked for. */
    public Uni<Optional<Claim>> claim(UserId user, Duration lease) {
        return pool.preparedQuery(CLAIM_ONE)
                .execute(Tuple.of(user.value(), seconds(lease)))
                .map(rows -> Rows.first(rows, QueueStore::claimOf));
    }

    /** False when there is no such user. */
    public Uni<Boolean> enqueue(UserId user, Priority priority, String reason, Wish wish) {
        Tuple values = Tuple.of(user.value(), priority.value(), reason);
        return pool.preparedQuery(ENQUEUE_ONE)
                .execute(with(values, wish))
                .replaceWith(true)
                .onFailure(Gone::is)
                .recoverWithItem(false);
    }

    /**
     * Enqueues every user whose list is due; how many rows that added or changed. One caller at a time, so that each sees what the one before
     * has put there, or the lists that were made of it.
     */
    public Uni<Integer> enqueueDue(Due due, Priority priority, String reason, Wish wish) {
        Tuple values = with(with(Tuple.of(priority.value(), reason), wish), due);
        return pool.withTransaction(
                        connection -> connection.query(TURN).execute().chain(() -> connection
                                .preparedQuery(ENQUEUE_DUE)
                                .execute(values)))
                .map(done -> done.rowCount());
    }

    public Uni<Long> countDue(Due due) {
        return pool.preparedQuery(COUNT_DUE)
                .execute(with(Tuple.tuple(), due))
                .map(rows -> rows.iterator().next().getLong("due"));
    }

    public Uni<Void> fail(Claim claim, Duration retryAfter, boolean dead, String error) {
        return pool.preparedQuery(FAIL)
                .execute(Tuple.of(claim.user().value(), claim.token(), seconds(retryAfter), dead, error))
                .replaceWithVoid();
    }

    public Uni<Void> release(Claim claim) {
        return pool.preparedQuery(RELEASE)
                .execute(Tuple.of(claim.user().value(), claim.token()))
                .replaceWithVoid();
    }

    /** Puts off what is nobody's fault, and costs no attempt. */
    public Uni<Void> defer(Claim claim, Duration wait, String why) {
        return pool.preparedQuery(DEFER)
                .execute(Tuple.of(claim.user().value(), claim.token(), seconds(wait), why))
                .replaceWithVoid();
    }

    /** Extends the lease. False: the claim is somebody else's by now; true also where that cannot be known for a lock. */
    public Uni<Boolean> keep(Claim claim, Duration lease) {
        return pool.preparedQuery(KEEP)
                .execute(Tuple.of(claim.user().value(), claim.token(), seconds(lease)))
                .map(rows -> !Boolean.FALSE.equals(rows.iterator().next().getBoolean("kept")));
    }

    /** Enqueues users whose change a trigger could only note, up to {@code limit} changes; how many users. */
    public Uni<Long> foldMissed(int limit) {
        return pool.preparedQuery(FOLD_MISSED)
                .execute(Tuple.of(limit))
                .map(rows -> rows.iterator().next().getLong("folded"));
    }

    /** Revives all that is dead, at this priority or a better one of its own; how many. */
    public Uni<Integer> redrive(Priority priority) {
        return pool.preparedQuery(REDRIVE).execute(Tuple.of(priority.value())).map(done -> done.rowCount());
    }

    /** How long until the next user may be claimed, zero or less where one may be now; empty where none waits. */
    public Uni<Optional<Duration>> nextDue() {
        return pool.preparedQuery(NEXT_DUE).execute().map(rows -> Optional.ofNullable(
                        rows.iterator().next().getDouble("seconds"))
                .map(seconds -> Duration.ofMillis(Math.round(seconds * 1000))));
    }

    public Uni<Backlog> backlog() {
        return pool.query(BACKLOG).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new Backlog(row.getLong("ready"), row.getLong("running"), row.getLong("open"));
        });
    }

    /** What waits. ready: may be claimed now; running: claimed; open: all that are not dead. */
    public record Backlog(long ready, long running, long open) {}

    private static Tuple with(Tuple values, Wish wish) {
        return values.addInteger(wish.limit())
                .addString(wish.algorithm())
                .addDouble(wish.diversityFactor())
                .addBoolean(wish.includeExplanations())
                .addBoolean(wish.force());
    }

    private static Tuple with(Tuple values, Due due) {
        return values.addString(due.settings())
                .addLong(due.modelVersion())
                .addDouble(seconds(due.maxAge()))
                .addBoolean(due.everyone())
                .addString(due.arms().map(ByArm::salt).orElse(null))
                .addArrayOfInteger(due.arms()
                        .map(it -> it.shares().toArray(Integer[]::new))
                        .orElse(null))
                .addArrayOfString(due.arms()
                        .map(it -> it.settings().toArray(String[]::new))
                        .orElse(null));
    }

    private static Claim claimOf(Row row) {
        Wish wish = new Wish(
                row.getInteger("wish_limit"),
                row.getString("wish_algorithm"),
                row.getDouble("wish_diversity"),
                row.getBoolean("wish_explanations"),
                row.getBoolean("wish_force"));
        return new Claim(
                new UserId(row.getUUID("user_id")),
                row.getUUID("claim_token"),
                row.getInteger("attempts"),
                row.getLong("generation"),
                row.getOffsetDateTime("claimed_at").toInstant(),
                wish);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
