package io.cineai.functions.coldstart;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.cineai.testkit.Analyses;
import io.cineai.testkit.FunctionProcess;
import io.cineai.testkit.Lists;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged function as a process that ends in the middle of its work: killed, or asked to. */
class ColdStartKillIT {
    private static final int USERS = 1_500;
    private static final int LIST = 50;
    private static final String SECRET = "a secret of the tests";
    private static final String[] ALLOWED = {"Authorization", "Bearer " + SECRET};
    private static final String EVERYTHING = "{\"movies\": 1000, \"resume\": true}";

    final TestPostgres database = TestPostgres.fresh();
    Session db;

    @BeforeEach
    void manyUsersWithoutLists() throws SQLException {
        db = database.connect();
        SampleWorld.fill(db);
        db.run("""
                insert into auth.users (id, email)
                select gen_random_uuid(), 'user' || n || '@example.invalid'
                  from generate_series(1, %d) as n""".formatted(USERS - 60));
        db.run("""
                insert into public.ratings (user_id, movie_id, rating, interested, rated_at)
                select u.id, m.id, 1 + abs(hashtext(u.id::text || m.id)) %% 5, true,
                       now() - make_interval(hours => abs(hashtext(m.id || u.id::text)) %% 1000)
                  from auth.users u
                 cross join public.movies m
                 where u.email like 'user%%'
                   and abs(hashtext(m.id::text || u.email)) %% 15 = 0""".replace("%%", "%"));
        db.run("analyze");
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    @Test
    void killedAtAnyMomentItsSuccessorsDoTheRestAndNothingTwice() throws Exception {
        List<String> madeBefore = List.of();
        for (int percent : List.of(10, 50, 90)) {
            try (FunctionProcess process = start()) {
                CompletableFuture<HttpResponse<String>> answer = process.posted("/cold-start", EVERYTHING, ALLOWED);
                awaitLists(USERS * percent / 100, answer, process);
                awaitProgress();
                process.kill();
                answer.cancel(true);
            }

            List<String> made = generations();
            assertThat(made.size(), allOf(greaterThan(0), lessThan(USERS)));
            assertThat(halfLists(), is(empty()));
            assertThat(made.containsAll(madeBefore), is(true));
            madeBefore = made;
        }

        HttpResponse<String> last;
        try (FunctionProcess process = start()) {
            last = process.post("/cold-start", EVERYTHING, ALLOWED);
        }

        assertThat(last.body(), last.statusCode(), equalTo(200));
        assertThat(new JsonObject(last.body()).getInteger("remaining"), equalTo(0));
        assertThat(generations().size(), equalTo(USERS));
        assertThat(generations().containsAll(madeBefore), is(true));
        assertThat(Lists.broken(db), is(empty()));
        assertThat(db.count("select count(*) from public.recommendations"), equalTo((long) USERS * LIST));
        assertThat(db.rows("select user_id, status from cineai.rec_refresh_queue"), is(empty()));
        assertThat(Analyses.broken(db, 3), is(empty()));
        assertThat(
                db.rows(
                        "select status, count(*), count(report ->> 'phase') from cineai.function_runs group by 1 order by 1"),
                equalTo(List.of("running 3 3", "succeeded 1 0")));
    }

    @Test
    void askedToEndItFinishesWhatItBeganHandsBackTheRestAndSaysSo() throws Exception {
        try (FunctionProcess process = start()) {
            CompletableFuture<HttpResponse<String>> answer = process.posted("/cold-start", EVERYTHING, ALLOWED);
            awaitLists(USERS / 5, answer, process);

            process.terminate();

            // 143 is how a JVM says that it ended because it was asked to.
            assertThat(process.exitWithin(Duration.ofSeconds(10)), anyOf(equalTo(0), equalTo(143)));
            assertThat(answer.join().statusCode(), equalTo(200));
            JsonObject report = new JsonObject(answer.join().body());
            assertThat(report.getInteger("succeeded"), equalTo(generations().size()));
            assertThat(report.getInteger("failed"), equalTo(0));
            assertThat(
                    report.getInteger("remaining"),
                    equalTo(USERS - generations().size()));
            assertThat(process.terminal(), containsString("stopped in"));
        }

        assertThat(generations().size(), lessThan(USERS));
        assertThat(halfLists(), is(empty()));
        assertThat(
                db.rows("select distinct status, attempts, claim_token from cineai.rec_refresh_queue"),
                equalTo(List.of("pending 0 null")));
        assertThat(db.one("select status from cineai.function_runs"), equalTo("succeeded"));
    }

    private FunctionProcess start() {
        return FunctionProcess.start(Map.of(
                        "QUARKUS_DATASOURCE_REACTIVE_URL",
                        database.reactiveUrl(),
                        "QUARKUS_DATASOURCE_USERNAME",
                        TestPostgres.FUNCTION,
                        "QUARKUS_DATASOURCE_PASSWORD",
                        database.password(),
                        "CINEAI_SCHEDULER_SECRET",
                        SECRET,
                        "CINEAI_QUEUE_LEASE",
                        "2s",
                        "CINEAI_COLD_START_PROGRESS",
                        "200ms"))
                .awaitLive();
    }

    private void awaitLists(int count, CompletableFuture<HttpResponse<String>> answer, FunctionProcess process) {
        await("lists")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .pollDelay(Duration.ZERO)
                .until(() -> {
                    if (answer.isDone()) throw new AssertionError(answer.join().body() + process.terminal());
                    return db.count("select count(*) from public.recommendation_feeds") >= count;
                });
    }

    /** What somebody sees who asks how far it is. */
    private void awaitProgress() {
        await("progress")
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> db.count("""
                        select count(*)
                          from cineai.function_runs
                         where status = 'running'
                           and report ->> 'phase' = 'lists'
                           and (report ->> 'done')::int between 1 and (report ->> 'of')::int - 1
                           and started_at = (select max(started_at) from cineai.function_runs)""") == 1);
    }

    private List<String> generations() throws SQLException {
        return db.rows("select user_id, generation from public.recommendation_feeds order by user_id");
    }

    /** Users with rows and no feed, a feed and no rows, or too few rows. */
    private List<String> halfLists() throws SQLException {
        return db.rows("""
                select coalesce(f.user_id, r.user_id), r.films
                  from public.recommendation_feeds f
                  full join (select user_id, count(*) as films, max(rank) as last
                               from public.recommendations
                              group by user_id) r on r.user_id = f.user_id
                 where f.user_id is null
                    or r.films is distinct from %1$d
                    or r.last is distinct from %1$d""".formatted(LIST));
    }
}
