package io.cineai.store.queue;

import static io.cineai.testkit.TestPool.now;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;

import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A report that somebody runs for minutes in one transaction keeps the dead rows of the queue from being cleared away. Claims, which look
 * past them, must stay quick.
 */
class HeldSnapshotSoak {
    private static final Duration HELD = Duration.ofMinutes(2);
    private static final Duration WITHOUT = Duration.ofSeconds(20);
    private static final Duration LEASE = Duration.ofSeconds(30);

    /** As a drain does it. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private static final int USERS = 2_000;
    private static final int WORKERS = 2;
    private static final int BATCH = 16;
    private static final long MOST_MILLIS = 50;

    private final TestPostgres database = TestPostgres.fresh();

    @Test
    void claimsStayQuickWhileASnapshotIsHeld() throws SQLException {
        try (Session db = database.connect();
                Session report = database.connect()) {
            db.run(
                    "insert into auth.users (id, email) select gen_random_uuid(), 'user' || n || '@test' from generate_series(1, "
                            + USERS + ") as n");
            List<Long> before = served(WITHOUT);
            report.run("begin transaction isolation level repeatable read");
            report.rows("select count(*) from cineai.rec_refresh_queue");
            List<Long> during = served(HELD);
            String dead = db.one("select n_dead_tup from pg_stat_user_tables where relname = 'rec_refresh_queue'");
            report.run("commit");

            System.out.printf(
                    """
                    | claims of %d users, %d workers | claims | median | 95th percentile | longest |
                    |---|---|---|---|---|
                    | with no transaction held, %d s | %s
                    | with REPEATABLE READ held, %d s | %s
                    dead rows in the end: %s%n""", BATCH, WORKERS, WITHOUT.toSeconds(), figures(before), HELD.toSeconds(), figures(during), dead);
            assertThat(during.size(), greaterThan(1_000));
            assertThat(percentile(during, 0.95), lessThan(MOST_MILLIS * 1_000_000));
        }
    }

    /** Nanoseconds of each claim. */
    private List<Long> served(Duration time) {
        Instant end = Instant.now().plus(time);
        CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> change(end));
        List<TestPool> pools = IntStream.range(0, WORKERS)
                .mapToObj(worker -> TestPool.of(database, TestPostgres.WORKER))
                .toList();
        // The first use of Mutiny must be one thread's alone.
        pools.forEach(pool -> now(new QueueStore(pool.pool()).backlog()));
        List<CompletableFuture<List<Long>>> workers = pools.stream()
                .map(pool -> CompletableFuture.supplyAsync(() -> serve(new QueueStore(pool.pool()), end)))
                .toList();
        List<Long> all = new ArrayList<>();
        workers.forEach(worker -> all.addAll(worker.join()));
        changes.join();
        pools.forEach(TestPool::close);
        return all.stream().sorted().toList();
    }

    /** Some hundred users a second ask for a list, as triggers ask for them. */
    private void change(Instant end) {
        try (Session app = database.connect()) {
            while (Instant.now().isBefore(end)) {
                app.rows("""
                        select cineai.enqueue_users(array(select id from auth.users order by random() limit 20), 2::smallint, 'rating', interval '0')""");
                app.rows("select pg_sleep(0.05)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Long> serve(QueueStore queue, Instant end) {
        List<Long> claims = new ArrayList<>();
        try (Session completion = database.connect()) {
            Frontier frontier = new Frontier();
            Instant nextLook = Instant.MIN;
            while (Instant.now().isBefore(end)) {
                boolean all = !Instant.now().isBefore(nextLook);
                if (all) nextLook = Instant.now().plus(BETWEEN_LOOKS);
                long start = System.nanoTime();
                List<Claim> claimed = now(
                        all ? queue.claim(BATCH, LEASE, 5, frontier) : queue.claimBeyond(frontier, BATCH, LEASE, 5));
                claims.add(System.nanoTime() - start);
                for (Claim claim : claimed)
                    completion.run(
                            "delete from cineai.rec_refresh_queue where user_id = ? and claim_token = ?",
                            claim.user().value(),
                            claim.token());
                completion.rows("select pg_sleep(0.01)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return claims;
    }

    private static String figures(List<Long> sorted) {
        return "%,d | %.1f ms | %.1f ms | %.1f ms |"
                .formatted(
                        sorted.size(),
                        percentile(sorted, 0.5) / 1e6,
                        percentile(sorted, 0.95) / 1e6,
                        sorted.get(sorted.size() - 1) / 1e6);
    }

    private static long percentile(List<Long> sorted, double part) {
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(part * sorted.size())));
    }
}
