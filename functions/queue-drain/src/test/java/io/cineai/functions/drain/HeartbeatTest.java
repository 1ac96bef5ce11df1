package io.cineai.functions.drain;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.cineai.testkit.Lists;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.usecase.TrainSimilarity;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work that takes longer than its lease keeps it by heartbeats, and knows when it was taken away. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
@TestProfile(HeartbeatTest.ShortLease.class)
class HeartbeatTest {
    public static final class ShortLease implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("cineai.queue.lease", "1s", "cineai.queue.lanes", "1");
        }
    }

    @Inject
    TrainSimilarity training;

    Session db;

    @BeforeEach
    void aTrainedSampleWhoseListsAreWrittenSlowly() throws SQLException {
        db = PostgresForFunction.database.connect();
        if (db.count("select count(*) from public.movies") == 0) SampleWorld.fill(db);
        PostgresForFunction.database.asWorker(training.run(TrainSimilarity.Request.DEFAULT));
        SampleWorld.forgetLists(db);
        db.run("""
                create or replace function public.slowly() returns trigger language plpgsql as
                'begin perform pg_sleep(1.5); return new; end'""");
        db.run("create or replace trigger slowly before insert on public.recommendation_feeds for each row"
                + " execute function public.slowly()");
    }

    @AfterEach
    void close() throws SQLException {
        db.run("drop trigger slowly on public.recommendation_feeds");
        db.close();
    }

    /** Three users of one batch, one after the other: the third waits three times its lease. */
    @Test
    void whoWaitsForTheirTurnStaysOurs() throws SQLException {
        List<UUID> users = threeUsersWait();

        given().auth()
                .oauth2(PostgresForFunction.SECRET)
                .body("{}")
                .post("/queue-drain")
                .then()
                .statusCode(200)
                .body("succeeded", equalTo(3))
                .body("claimed", equalTo(3));

        for (UUID user : users) assertThat(Lists.films(db, user), hasSize(50));
        assertThat(db.count("select count(*) from cineai.rec_refresh_queue"), equalTo(0L));
    }

    @Test
    void whoseClaimWasTakenAwayIsNotWritten() throws SQLException {
        threeUsersWait();

        CompletableFuture<Integer> run = CompletableFuture.supplyAsync(() -> given().auth()
                .oauth2(PostgresForFunction.SECRET)
                .body("{}")
                .post("/queue-drain")
                .then()
                .statusCode(200)
                .extract()
                .path("deferred"));
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        db.count("select count(*) from cineai.rec_refresh_queue where status = 'in_progress'") == 3);
        // The lock of the one that is being written is not waited for.
        int taken = db.run("""
                update cineai.rec_refresh_queue q
                   set claim_token = gen_random_uuid(), leased_until = clock_timestamp() + interval '1 hour'
                  from (select user_id from cineai.rec_refresh_queue for update skip locked) free
                 where q.user_id = free.user_id""");

        assertThat(run.join(), equalTo(taken));
        assertThat(db.count("select count(*) from public.recommendation_feeds"), equalTo(3L - taken));
        assertThat(db.count("select count(*) from cineai.rec_refresh_queue"), equalTo((long) taken));
    }

    private List<UUID> threeUsersWait() throws SQLException {
        List<UUID> users = db.rows("select id from auth.users order by id limit 3").stream()
                .map(UUID::fromString)
                .toList();
        for (UUID user : users) db.rows("select cineai.enqueue_refresh(?)", user);
        return users;
    }
}
