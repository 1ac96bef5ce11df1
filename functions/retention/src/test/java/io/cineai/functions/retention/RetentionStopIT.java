package io.cineai.functions.retention;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.cineai.testkit.FunctionProcess;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The packaged function as a process that is asked to end in the middle of its work. */
class RetentionStopIT {
    private static final int USERS = 400;
    private static final String SECRET = "a secret of the tests";
    private static final String[] ALLOWED = {"Authorization", "Bearer " + SECRET};

    final TestPostgres database = TestPostgres.fresh();

    @Test
    void askedToEndItLooksAtNoFurtherPageAndSaysWhatItLeft() throws Exception {
        try (Session db = database.connect();
                FunctionProcess process = start()) {
            db.run("insert into auth.users (id) select gen_random_uuid() from generate_series(1, ?)", USERS);
            db.run("insert into public.movies (title) select 'Film ' || n from generate_series(1, 3) as n");
            db.run("""
                    insert into public.recommendations (user_id, movie_id, score, rank, generation)
                    select u.id, m.id, 0.5, row_number() over (partition by u.id order by m.id), 7
                      from auth.users u cross join public.movies m""");
            db.run("""
                    create function public.slowly() returns trigger language plpgsql as
                    'begin perform pg_sleep(0.05); return null; end';
                    create trigger slowly after delete on public.recommendations for each statement execute function public.slowly()""");
            CompletableFuture<HttpResponse<String>> answer = process.posted("/retention", "{}", ALLOWED);
            await("rows that went")
                    .atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> db.count("select count(*) from public.recommendations") < USERS * 3);

            process.terminate();

            // 143 is how a JVM says that it ended because it was asked to.
            assertThat(process.exitWithin(Duration.ofSeconds(10)), anyOf(equalTo(0), equalTo(143)));
            assertThat(answer.join().body(), answer.join().statusCode(), equalTo(200));
            JsonObject report = new JsonObject(answer.join().body());
            long left = db.count("select count(*) from public.recommendations");
            assertThat(left, greaterThan((long) USERS));
            assertThat(report.getLong("succeeded"), equalTo(USERS * 3 - left));
            JsonArray unfinished = report.getJsonObject("details").getJsonArray("unfinished");
            assertThat(unfinished.getString(0), equalTo("recommendations"));
            assertThat(db.rows("select status from cineai.function_runs"), equalTo(List.of("succeeded")));
        }
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
                        "CINEAI_RETENTION_LIST_ROWS",
                        "1",
                        "CINEAI_RETENTION_USERS",
                        "1"))
                .awaitLive();
    }
}
