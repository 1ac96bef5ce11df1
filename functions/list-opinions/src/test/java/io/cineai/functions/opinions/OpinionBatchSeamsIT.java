package io.cineai.functions.opinions;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.cineai.testkit.KilledInvocation;
import io.cineai.testkit.ModelStages;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.Stage;
import io.cineai.testkit.Stage.Way;
import io.cineai.testkit.anthropic.FakeAnthropic;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Killed at each seam of a batch. The provider's own count of batches and its bill are the witnesses: whatever happens a batch is sent once,
 * its answer is kept once, and it is paid once.
 */
@ParameterizedClass
@MethodSource("io.cineai.testkit.Stage#ways")
class OpinionBatchSeamsIT {
    private static final String THE_CLAIM = "claim_list_opinions";
    private static final String THE_RESERVATION = "cineai.llm_reserve";
    private static final String THE_NAME = "batch_id=";
    private static final String THE_RESULT = "set state = 'ready'";

    private static final ModelStages STAGES = new ModelStages(Map.of(
            "CINEAI_RECOMMEND_MODEL_ENABLED",
            "true",
            "CINEAI_OPINIONS_LEASE",
            ModelStages.LEASE.toString(),
            "CINEAI_ANALYSIS_BATCH_TURN",
            ModelStages.LEASE.toString()));

    private static final FakeAnthropic MODEL = STAGES.model();

    private final Stage stage;
    private Session db;
    private UUID user;
    private KilledInvocation sending;
    private KilledInvocation collecting;

    OpinionBatchSeamsIT(Way way) {
        stage = STAGES.of(way);
    }

    @BeforeEach
    void oneUserWhoWantsAnOpinion() throws SQLException {
        db = stage.database().connect();
        if (db.count("select count(*) from public.movies") == 0) SampleWorld.fill(db);
        db.run(
                "truncate cineai.list_opinions, cineai.llm_calls, cineai.llm_batches, cineai.llm_budget, cineai.llm_cooldown,"
                        + " cineai.llm_reservations, cineai.rec_refresh_queue");
        MODEL.reset();
        MODEL.answering(new Opiner());
        user = SampleWorld.aUser(db);
        db.run("delete from cineai.rec_refresh_queue");
        db.run("""
                insert into cineai.list_opinions (user_id, key, brief)
                select ?, 'a key', jsonb_build_object('films', jsonb_build_array(jsonb_build_object('film', a.id, 'reasons',
                           jsonb_build_array(jsonb_build_object('type', 'because_liked', 'film', b.id, 'title', b.title)))),
                           'liked', jsonb_build_array(b.id))
                  from (select id, title from public.movies order by id limit 1) a,
                       (select id, title from public.movies order by id desc limit 1) b""", user);
        sending = new KilledInvocation(stage, "/list-opinions", "{}", THE_RESERVATION);
        collecting = new KilledInvocation(stage, "/list-opinions", "{\"collect\": true}", THE_RESULT);
        stage.worker();
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    @AfterAll
    static void closeAll() throws IOException {
        STAGES.close();
    }

    @Nested
    class WhileItIsSent {
        @Test
        void afterTheClaim() throws Exception {
            sending.killedAfter(THE_CLAIM);

            aLeaseLater();
            sending.again(0);
            isSentAndAnsweredOnce();
        }

        @Test
        void beforeTheIntentIsWritten() throws Exception {
            sending.killedAtTheCommit(false);

            assertThat(db.count("select count(*) from cineai.llm_batches"), equalTo(0L));
            aLeaseLater();
            sending.again(0);
            isSentAndAnsweredOnce();
        }

        /** Nobody knows whether it was sent; the provider does. */
        @Test
        void afterTheIntentIsWritten() throws Exception {
            sending.killedAtTheCommit(true);

            assertThat(db.one("select state from cineai.llm_batches"), equalTo("intended"));
            aLeaseLater();
            collecting.again(0);
            assertThat(db.one("select state from cineai.llm_batches"), equalTo("failed"));
            assertThat(db.count("select count(*) from cineai.llm_reservations"), equalTo(0L));
            aLeaseLater();
            sending.again(0);
            isSentAndAnsweredOnce();
        }

        @Test
        void beforeItsNameIsWritten() throws Exception {
            sending.killedBefore(THE_NAME);

            isSent(1);
            assertThat(db.one("select state, batch_id from cineai.llm_batches"), equalTo("intended null"));
            aLeaseLater();
            // It goes on: whose it is cannot be seen yet, so nothing is sent again.
            sending.again(0);
            isSentAndAnsweredOnce();
        }
    }

    @Nested
    class WhileItIsCollected {
        @BeforeEach
        void itEnded() {
            sending.again(0);
            MODEL.batches().end();
        }

        @Test
        void beforeTheAnswerIsWritten() throws Exception {
            collecting.killedBefore(THE_RESULT);

            aLeaseLater();
            collecting.again(1);
            isThereOnce();
        }

        @Test
        void beforeTheCommitNothingOfItIsWritten() throws Exception {
            collecting.killedAtTheCommit(false);

            assertThat(db.count("select count(*) from cineai.list_opinions where result is not null"), equalTo(0L));
            assertThat(db.count("select count(*) from cineai.llm_calls"), equalTo(0L));
            aLeaseLater();
            collecting.again(1);
            isThereOnce();
        }

        @Test
        void beforeItHearsOfTheCommitAllOfItIsWritten() throws Exception {
            collecting.killedAtTheCommit(true);

            aLeaseLater();
            collecting.again(0);
            isThereOnce();
        }
    }

    /** Nobody has the claim or sees to the batch any more. A list that waits for a batch goes on waiting. */
    private void aLeaseLater() throws SQLException {
        await("the lease").atMost(ModelStages.LEASE.multipliedBy(3)).until(() -> db.count("""
                        select (select count(*) from cineai.list_opinions
                                 where batch_intent is null and leased_until > clock_timestamp())
                             + (select count(*) from cineai.llm_batches where leased_until > clock_timestamp())""") == 0);
        db.run("update cineai.list_opinions set asked_at = asked_at - interval '61 seconds'");
    }

    private static void isSent(int times) {
        assertThat(MODEL.batches().size(), equalTo(times));
    }

    private void isSentAndAnsweredOnce() throws SQLException {
        isSent(1);
        MODEL.batches().end();
        aLeaseLater();
        collecting.again(1);
        isThereOnce();
    }

    /** One batch, one bill, one opinion, one call that is booked with it, no money kept, and one wish for a list. */
    private void isThereOnce() throws SQLException {
        isSent(1);
        assertThat(MODEL.ledger().billed().size(), equalTo(1));
        assertThat(
                db.one("select count(*), count(*) filter (where state = 'ready') from cineai.list_opinions"),
                equalTo("1 1"));
        assertThat(db.rows("select outcome from cineai.llm_calls"), equalTo(List.of("succeeded")));
        assertThat(db.count("select count(*) from cineai.llm_batches where state = 'collected'"), equalTo(1L));
        assertThat(db.count("select count(*) from cineai.llm_reservations"), equalTo(0L));
        assertThat(
                db.rows("select user_id, gen, reason from cineai.rec_refresh_queue"),
                equalTo(List.of(user + " 1 opinion")));
    }
}
