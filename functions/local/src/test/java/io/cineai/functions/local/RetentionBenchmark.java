package io.cineai.functions.local;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.testkit.FunctionProcess;
import io.cineai.testkit.Migrations;
import io.cineai.testkit.Session;
import io.vertx.core.json.JsonObject;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A million rows of lists, half of them too many: how long the longest statement of the packaged function takes, by Postgres' own account,
 * and what somebody notices who reads lists all the while.
 */
class RetentionBenchmark {
    private static final int USERS = 2_500;
    private static final int FILMS = 2_000;
    private static final int ROWS_A_USER = 400;
    private static final int KEPT = 200;
    private static final double LONGEST_MS = 500;
    private static final Duration BEFORE = Duration.ofSeconds(5);
    private static final String SECRET = "a secret of the tests";
    private static final String WORKER = "bench_worker";

    private static final String LIST = """
            select r.rank, r.score, r.reason, r.explanation, m.title
              from public.recommendations r
              join public.movies m on m.id = r.movie_id
             where r.user_id = ?
             order by r.score desc
             limit 50""";

    private volatile boolean reading;

    @Test
    void aMillionRowsAreHalvedAndNobodyNotices() throws Exception {
        try (EmbeddedPostgres postgres = start();
                Session db = Session.open(url(postgres), "postgres", "postgres")) {
            fill(db, url(postgres));
            Reads before = readFor(postgres, BEFORE);
            try (FunctionProcess retention = FunctionProcess.startNeighbour("retention", environment(postgres))
                    .awaitLive()) {
                measure(postgres, db, retention, before);
            }
        }
    }

    private void measure(EmbeddedPostgres postgres, Session db, FunctionProcess retention, Reads before)
            throws SQLException {
        db.rows("select pg_stat_statements_reset()");
        Meanwhile<JsonObject> counted = whileReading(postgres, () -> post(retention, "{\"dryRun\": true}"));
        Longest counting = longest(db);
        db.rows("select pg_stat_statements_reset()");
        Meanwhile<JsonObject> halved = whileReading(postgres, () -> post(retention, "{\"deadlineSeconds\": 840}"));
        Longest deleting = longest(db);
        db.rows("select pg_stat_statements_reset()");
        Meanwhile<JsonObject> again = whileReading(postgres, () -> post(retention, "{}"));
        Longest nothing = longest(db);

        System.out.printf(
                "| retention, %,d rows of %,d users | rows | seconds | statements | longest statement | longest read | reads, median / p99 | waits for a lock |%n",
                USERS * ROWS_A_USER, USERS);
        System.out.println("|---|---|---|---|---|---|---|---|");
        System.out.printf("| before | | | | | %s | |%n", before);
        print("counted (dry run)", counted.report().getLong("remaining"), counted, counting);
        print("halved", halved.report().getLong("succeeded"), halved, deleting);
        print("again, nothing to do", again.report().getLong("succeeded"), again, nothing);

        assertAll(
                () -> assertEquals(
                        (long) USERS * (ROWS_A_USER - KEPT), counted.report().getLong("remaining")),
                () -> assertEquals(
                        (long) USERS * (ROWS_A_USER - KEPT), halved.report().getLong("succeeded")),
                () -> assertEquals(0, halved.report().getLong("remaining")),
                () -> assertEquals(0, again.report().getLong("claimed")),
                () -> assertEquals(
                        List.of(USERS + " " + KEPT),
                        db.rows(
                                "select count(*), n from (select count(*) as n from public.recommendations group by user_id) u group by n")),
                () -> assertTrue(deleting.millis() < LONGEST_MS, deleting.toString()),
                () -> assertTrue(counting.millis() < LONGEST_MS, counting.toString()),
                () -> assertTrue(
                        halved.reads().longest() < LONGEST_MS, halved.reads().toString()),
                () -> assertEquals(0, halved.lockWaits()));
    }

    private static void print(String what, long rows, Meanwhile<JsonObject> run, Longest longest) {
        System.out.printf(
                "| %s | %,d | %.1f | %,d | %.0f ms | %s | %d |%n",
                what,
                rows,
                run.report().getLong("durationMs") / 1000.0,
                longest.statements(),
                longest.millis(),
                run.reads(),
                run.lockWaits());
    }

    /** Durable, as a real one. */
    private static EmbeddedPostgres start() throws Exception {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .start();
    }

    private static String url(EmbeddedPostgres postgres) {
        return "jdbc:" + address(postgres);
    }

    private static String address(EmbeddedPostgres postgres) {
        return "postgresql://localhost:" + postgres.getPort() + "/postgres";
    }

    /** Rows as wide as ours are, a user's together, as they are written. */
    private static void fill(Session db, String url) throws SQLException {
        Migrations.run(url, "postgres", "postgres");
        db.run("create extension pg_stat_statements");
        db.run("create role " + WORKER + " login in role cineai_worker");
        db.run("insert into auth.users (id) select gen_random_uuid() from generate_series(1, ?)", USERS);
        db.run("insert into public.movies (title) select 'Film ' || n from generate_series(1, ?) as n", FILMS);
        db.run("""
                insert into public.recommendations
                       (user_id, movie_id, rank, score, reason, status, algorithm_used, explanation, generation, last_generated_at)
                select u.id, m.id, m.rank, 1 - m.rank / 500.0, 'Because you liked Heat, another Crime film', 'ready', 'hybrid',
                       jsonb_build_object('relevance', 0.6, 'primary_reason', 'because_liked', 'reasons', jsonb_build_array(
                           jsonb_build_object('type', 'because_liked', 'movie_id', m.id, 'title', 'Heat', 'share', 0.2))), 7, now()
                  from (select id, abs(hashtext(id::text)) %% 5 as part from auth.users) u
                 cross join lateral (
                       select n.id, row_number() over (order by n.id) as rank
                         from (select id, row_number() over (order by id) as n from public.movies) n
                        where n.n %% 5 = u.part) m""".replace("%%", "%"));
        db.run("vacuum analyze public.recommendations");
        db.run("checkpoint");
        assertEquals((long) USERS * ROWS_A_USER, db.count("select count(*) from public.recommendations"));
    }

    private static Map<String, String> environment(EmbeddedPostgres postgres) {
        return Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                address(postgres),
                "QUARKUS_DATASOURCE_USERNAME",
                WORKER,
                "QUARKUS_DATASOURCE_PASSWORD",
                "postgres",
                "CINEAI_SCHEDULER_SECRET",
                SECRET);
    }

    private static JsonObject post(FunctionProcess retention, String payload) {
        HttpResponse<String> answer = retention.post("/retention", payload, "Authorization", "Bearer " + SECRET);
        assertEquals(200, answer.statusCode(), answer.body());
        return new JsonObject(answer.body());
    }

    /** The longest statement of the function, as the server measured it. */
    private record Longest(long statements, double millis) {}

    private static Longest longest(Session db) throws SQLException {
        String of = """
                select %s
                  from pg_stat_statements s
                  join pg_roles r on r.oid = s.userid
                 where r.rolname = '%s'""";
        return new Longest(
                db.count(of.formatted("sum(s.calls)", WORKER)),
                Double.parseDouble(db.one(of.formatted("max(s.max_exec_time)", WORKER))));
    }

    /** Milliseconds that reads took. */
    private record Reads(List<Double> sorted) {
        double longest() {
            return sorted.get(sorted.size() - 1);
        }

        @Override
        public String toString() {
            return "%.0f ms | %,d, %.2f / %.1f ms"
                    .formatted(
                            longest(),
                            sorted.size(),
                            sorted.get(sorted.size() / 2),
                            sorted.get(sorted.size() * 99 / 100));
        }
    }

    /** What came of a run, and what was seen meanwhile. */
    private record Meanwhile<T>(T report, Reads reads, long lockWaits) {}

    private Reads readFor(EmbeddedPostgres postgres, Duration time) throws SQLException {
        return whileReading(postgres, () -> CompletableFuture.supplyAsync(
                                () -> "over", CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS))
                        .join())
                .reads();
    }

    private <T> Meanwhile<T> whileReading(EmbeddedPostgres postgres, java.util.function.Supplier<T> run) {
        reading = true;
        CompletableFuture<Reads> reader = CompletableFuture.supplyAsync(() -> read(postgres));
        CompletableFuture<Long> watcher = CompletableFuture.supplyAsync(() -> watch(postgres));
        T report;
        try {
            report = run.get();
        } finally {
            reading = false;
        }
        return new Meanwhile<>(report, reader.join(), watcher.join());
    }

    /** One user of the app after the other, under row security, as PostgREST would. */
    private Reads read(EmbeddedPostgres postgres) {
        try (Session app = Session.open(url(postgres), "postgres", "postgres")) {
            List<String> users = app.rows("select id from auth.users order by id");
            List<Double> millis = new ArrayList<>();
            for (int turn = 0; reading; turn++) {
                UUID user = UUID.fromString(users.get(turn * 7 % users.size()));
                app.actAs("authenticated", user);
                long start = System.nanoTime();
                int films = app.rows(LIST, user).size();
                millis.add((System.nanoTime() - start) / 1e6);
                assertEquals(50, films);
            }
            Collections.sort(millis);
            return new Reads(millis);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** How often somebody was seen to wait for a lock, looking every 20 ms. */
    private long watch(EmbeddedPostgres postgres) {
        try (Session watching = Session.open(url(postgres), "postgres", "postgres")) {
            long seen = 0;
            while (reading) {
                seen += watching.count("select count(*) from pg_stat_activity where wait_event_type = 'Lock'");
                watching.rows("select pg_sleep(0.02)");
            }
            return seen;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
