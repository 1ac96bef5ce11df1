package io.cineai.usecase;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cineai.store.queue.Claim;
import io.cineai.store.queue.ClaimStatement;
import io.cineai.store.queue.QueueStore;
import io.cineai.testkit.Defaults;
import io.cineai.testkit.Pgbench;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import io.cineai.usecase.list.RecommendConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How many users a second queue-drain's own code can take through the queue when making the list is no work, beside pgbench with the same
 * claim and the same completion in the same run: what is left is the price of claiming from Java.
 */
class QueueBenchmark {
    private static final int ROUNDS = 5;
    private static final int CLAIMS_A_LANE = 200;
    private static final double FLOOR = 0.5;

    /** As the end of {@code ListStore}'s statements. */
    private static final String COMPLETE = """
            with fence as materialized (
                select user_id, gen, claimed_gen
                  from cineai.rec_refresh_queue
                 where user_id = $1
                   and claim_token = $2
                   for update),
            served as (
                delete from cineai.rec_refresh_queue q
                 using fence
                 where q.user_id = fence.user_id
                   and fence.gen = fence.claimed_gen),
            again as (
                update cineai.rec_refresh_queue q
                   set status = 'pending', run_at = clock_timestamp(), enqueued_at = clock_timestamp(), attempts = 0,
                       claim_token = null, claimed_gen = null, leased_until = null
                  from fence
                 where q.user_id = fence.user_id
                   and fence.gen <> fence.claimed_gen)
            select count(*) from fence""";

    private final QueueConfig config;
    private final RecommendConfig lists;
    private final int users;
    private final TestPostgres database = TestPostgres.fresh();

    QueueBenchmark() {
        config = Defaults.of(QueueConfig.class);
        lists = Defaults.of(RecommendConfig.class);
        users = config.lanes() * CLAIMS_A_LANE * config.batch();
    }

    @Test
    void takesHalfAsManyUsersThroughTheQueueAsPgbenchOrMore() throws Exception {
        assumeTrue(Pgbench.isInstalled(), "pgbench is not installed: nothing to compare with");
        List<Double> ours = new ArrayList<>();
        List<Double> pgbench = new ArrayList<>();
        try (Session db = database.connect();
                TestPool pool = TestPool.of(database, TestPostgres.WORKER)) {
            db.run(
                    "insert into auth.users (id, email) select gen_random_uuid(), 'user' || n || '@test' from generate_series(1, "
                            + users + ") as n");
            claimsForPgbench(db);
            DrainQueue drain = drain(pool);
            for (int round = 1; round <= ROUNDS; round++) {
                everybodyWaits(db);
                pgbench.add(users / seconds(() -> claimsAndCompletes(db)));
                everybodyWaits(db);
                ours.add(users / seconds(() -> drained(drain)));
                System.out.printf(
                        "round %d: pgbench %.0f users/s, queue-drain without lists %.0f users/s%n",
                        round, pgbench.get(round - 1), ours.get(round - 1));
            }
        }
        double ratio = median(ours) / median(pgbench);
        System.out.printf(
                "median: pgbench %.0f users/s, queue-drain without lists %.0f users/s: %.2f of it%n",
                median(pgbench), median(ours), ratio);
        assertThat(ratio, greaterThanOrEqualTo(FLOOR));
    }

    private void everybodyWaits(Session db) throws SQLException {
        assertThat(db.count("select count(*) from cineai.rec_refresh_queue"), equalTo(0L));
        db.run("insert into cineai.rec_refresh_queue (user_id) select id from auth.users");
        db.run("vacuum analyze cineai.rec_refresh_queue");
    }

    private void drained(DrainQueue drain) {
        Deadline deadline = new Deadline(Clock.systemUTC(), Instant.now().plusSeconds(60));
        Tally tally = drain.drain(users, deadline).await().atMost(Duration.ofMinutes(2));
        assertThat(tally.succeeded(), equalTo((long) users));
    }

    private DrainQueue drain(TestPool pool) {
        QueueStore queue = pool.store(QueueStore.class);
        Clock clock = Clock.systemUTC();
        return new DrainQueue(
                queue,
                new NoLists(new ServeClaimed(queue, config, null), lists, pool.pool()),
                new RecordedRun(null, null, clock),
                null,
                config,
                clock,
                new Stopping());
    }

    /** Serving is ending the claim. */
    private static final class NoLists extends GenerateLists {
        private final ServeClaimed claimed;
        private final Pool pool;

        NoLists(ServeClaimed claimed, RecommendConfig config, Pool pool) {
            super(null, null, null, null, null, claimed, null, null, config);
            this.claimed = claimed;
            this.pool = pool;
        }

        @Override
        Uni<Tally> generate(List<Claim> claims, BooleanSupplier enough) {
            return claimed.each(claims, Uni.createFrom().item(this::complete), enough);
        }

        private Uni<Tally> complete(Claim claim) {
            return pool.preparedQuery(COMPLETE)
                    .execute(Tuple.of(claim.user().value(), claim.token()))
                    .map(rows -> rows.iterator().next().getLong(0) == 1 ? Tally.ONE_SUCCEEDED : Tally.ONE_DEFERRED);
        }
    }

    /** pgbench cannot go through the rows of an answer: they come as two arrays, from the same statement in a
     * function, whose plan is kept as that of a prepared statement is. */
    private void claimsForPgbench(Session db) throws SQLException {
        db.run(
                "create function public.claim_all(p_limit int, p_lease float8, p_attempts int, p_expired boolean, p_from timestamptz[])"
                        + " returns table (user_id uuid, claim_token uuid, attempts int, generation bigint, claimed_at timestamptz, priority smallint, run_at timestamptz,"
                        + " wish_limit int, wish_algorithm text, wish_diversity float8, wish_explanations boolean, wish_force boolean)"
                        + " language plpgsql as $claim$\n#variable_conflict use_column\nbegin return query "
                        + ClaimStatement.SQL
                        + "; end $claim$");
        db.run("grant execute on function public.claim_all(int, float8, int, boolean, timestamptz[]) to "
                + TestPostgres.WORKER);
    }

    private void claimsAndCompletes(Session db) throws Exception {
        String completions = IntStream.rangeClosed(1, config.batch())
                .mapToObj(nth -> COMPLETE.replace("$1", "(:ids::uuid[])[" + nth + "]")
                                .replace("$2", "(:tokens::uuid[])[" + nth + "]")
                                .replace("\n", " ")
                        + ";")
                .collect(Collectors.joining("\n"));
        Pgbench.run(
                database,
                TestPostgres.WORKER,
                "select array_agg(user_id)::text as ids, array_agg(claim_token)::text as tokens from public.claim_all(%d, %d, %d, false, array_fill(timestamptz '0001-01-01', array[9])) \\gset%n%s"
                        .formatted(config.batch(), config.lease().toSeconds(), config.maxAttempts(), completions),
                config.lanes(),
                CLAIMS_A_LANE);
        assertThat(db.count("select count(*) from cineai.rec_refresh_queue"), equalTo(0L));
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
