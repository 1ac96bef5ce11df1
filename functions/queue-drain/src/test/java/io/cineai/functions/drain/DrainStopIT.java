package io.cineai.functions.drain;

import static io.cineai.testkit.Stage.ALLOWED;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.cineai.testkit.FunctionProcess;
import io.cineai.testkit.Lists;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.Stage;
import io.cineai.testkit.Stage.Way;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A platform takes an instance away in the middle of a run: what was not begun is handed back, what was begun is finished. */
class DrainStopIT {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int USERS = 2_000;

    @Test
    void askedToEndItHandsBackWhatItHolds() throws Exception {
        try (Stage stage = new Stage(Way.STRAIGHT, Map.of());
                Session db = stage.database().connect()) {
            SampleWorld.fill(db);
            db.run("insert into auth.users (id) select gen_random_uuid() from generate_series(1, %d)".formatted(USERS));
            db.run("""
                    insert into cineai.rec_refresh_queue (user_id, reason, run_at)
                    select id, 'test', now() - interval '1 minute' from auth.users on conflict (user_id) do nothing""");
            long waiting = db.count("select count(*) from cineai.rec_refresh_queue");
            FunctionProcess worker = stage.worker();
            CompletableFuture<HttpResponse<String>> run = worker.posted("/queue-drain", "{}", ALLOWED);
            await("the first list")
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> db.count("select count(*) from public.recommendation_feeds") > 0);

            worker.terminate();

            assertThat(worker.exitWithin(SOON), equalTo(0));
            assertThat(run.get(5, TimeUnit.SECONDS).statusCode(), equalTo(200));
            long made = db.count("select count(*) from public.recommendation_feeds");
            long left = db.count("select count(*) from cineai.rec_refresh_queue where status = 'pending'");
            System.out.printf("asked to end: %d lists made, %d users handed back%n", made, left);
            assertThat(left, is(greaterThan(0L)));
            assertThat(made + left, equalTo(waiting));
            assertThat(
                    db.rows(
                            "select status, attempts from cineai.rec_refresh_queue where status <> 'pending' or attempts > 0"),
                    is(empty()));
            db.run("delete from auth.users u using cineai.rec_refresh_queue q where q.user_id = u.id");
            assertThat(Lists.broken(db), is(empty()));
            assertThat(db.rows("select status from cineai.function_runs").size(), equalTo(1));
        }
    }
}
