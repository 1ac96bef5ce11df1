package io.cineai.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefreshQueueTest {
    private final TestPostgres database = TestPostgres.fresh();
    private Session session;
    private Session worker;
    private UUID ada;

    @BeforeEach
    void aUser() throws Exception {
        session = database.connect();
        worker = database.connect(TestPostgres.WORKER);
        ada = World.aUser(session);
    }

    @AfterEach
    void close() throws Exception {
        worker.close();
        session.close();
    }

    @Test
    void aBurstIsOneRowAndEveryRequestCounts() throws Exception {
        enqueue(9);
        enqueue(2);
        enqueue(5);

        assertEquals(
                "3 pending 2 0 true",
                session.one("select gen, status, priority, attempts, run_at <= now() from cineai.rec_refresh_queue"));
    }

    @Test
    void whoDoesNotExistIsSkipped() throws Exception {
        worker.rows("select cineai.enqueue_refresh(?)", UUID.randomUUID());

        assertEquals(0, session.count("select count(*) from cineai.rec_refresh_queue"));
    }

    @Test
    void aRunThatIsUnderWayKeepsItsLeaseAndSeesANewGeneration() throws Exception {
        enqueue(2);
        UUID token = UUID.randomUUID();
        session.run(
                "update cineai.rec_refresh_queue set status = 'in_progress', claim_token = ?, claimed_gen = gen,"
                        + " leased_until = now() + interval '1 minute', run_at = now() - interval '1 hour', attempts = 1",
                token);

        enqueue(2);

        assertEquals(
                "2 1 in_progress 1 " + token + " true",
                session.one(
                        "select gen, claimed_gen, status, attempts, claim_token, run_at < now() - interval '59 minutes'"
                                + " from cineai.rec_refresh_queue"));
    }

    @Test
    void aBackOffEndsWithANewRequest() throws Exception {
        enqueue(2);
        session.run("update cineai.rec_refresh_queue set run_at = now() + interval '1 hour', attempts = 3");

        enqueue(9);

        assertEquals(
                "true 3 2", session.one("select run_at <= now(), attempts, priority from cineai.rec_refresh_queue"));
    }

    @Test
    void theDeadRiseWithTheirAttemptsGivenBack() throws Exception {
        enqueue(2);
        session.run(
                "update cineai.rec_refresh_queue set status = 'dead', attempts = 5, run_at = now() + interval '1 day',"
                        + " enqueued_at = now() - interval '1 day'");

        enqueue(2);

        assertEquals(
                "pending 0 true true",
                session.one("select status, attempts, run_at <= now(), enqueued_at > now() - interval '1 minute'"
                        + " from cineai.rec_refresh_queue"));
    }

    @Test
    void aReadThatFindsNothingAsksOnce() throws Exception {
        try (Session reader = database.connect(TestPostgres.READER)) {
            request(reader, ada);
            request(reader, ada);
            request(reader, null);
            request(reader, UUID.randomUUID());
        }

        assertEquals(
                List.of(ada + " 1 2 read"),
                session.rows("select user_id, gen, priority, reason from cineai.rec_refresh_queue"));
    }

    @Test
    void aReadDisturbsNeitherTheRunningNorTheDead() throws Exception {
        enqueue(2);
        try (Session reader = database.connect(TestPostgres.READER)) {
            session.run("update cineai.rec_refresh_queue set status = 'dead'");
            request(reader, ada);
            assertEquals("1 dead", session.one("select gen, status from cineai.rec_refresh_queue"));

            session.run("update cineai.rec_refresh_queue set status = 'in_progress', claim_token = gen_random_uuid(),"
                    + " claimed_gen = 1, leased_until = now()");
            request(reader, ada);
            assertEquals("1 in_progress", session.one("select gen, status from cineai.rec_refresh_queue"));
        }
    }

    private void enqueue(int priority) throws Exception {
        worker.rows("select cineai.enqueue_refresh(?, ?)", ada, (short) priority);
    }

    private static void request(Session reader, UUID user) throws Exception {
        reader.run("begin");
        reader.rows("select set_config('request.jwt.claims', ?, true)", Session.claims("authenticated", user));
        reader.rows("select cineai.request_refresh()");
        reader.run("commit");
    }
}
