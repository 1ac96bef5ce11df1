package io.cineai.functions.opinions;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.cineai.testkit.KilledInvocation;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.Stage;
import io.cineai.testkit.Stage.Way;
import io.cineai.testkit.anthropic.FakeAnthropic;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Killed around the call to the model, whose bill is the witness: one lease later the opinion is there, once, and one list is asked for. */
@ParameterizedClass
@MethodSource("io.cineai.testkit.Stage#ways")
class OpinionSeamsIT {
    private static final Duration LEASE = Duration.ofSeconds(2);

    private static final String THE_CLAIM = "claim_list_opinion";
    private static final String THE_RESULT = "set state = 'ready'";

    private static final FakeAnthropic MODEL = new FakeAnthropic();
    private static final Map<Way, Stage> STAGES = new EnumMap<>(Way.class);

    private final Stage stage;
    private Session db;
    private UUID user;
    private KilledInvocation invocation;

    OpinionSeamsIT(Way way) {
        stage = STAGES.computeIfAbsent(
                way.orSkip(),
                it -> new Stage(
                        it,
                        Map.of(
                                "CINEAI_RECOMMEND_MODEL_ENABLED",
                                "true",
                                "CINEAI_LLM_PROVIDER",
                                "anthropic",
                                "CINEAI_LLM_BASE_URL",
                                MODEL.url(),
                                "ANTHROPIC_API_KEY",
                                FakeAnthropic.KEY,
                                "CINEAI_LLM_TIMEOUT",
                                "1s",
                                "CINEAI_OPINIONS_LEASE",
                                LEASE.toString(),
                                "CINEAI_ANALYSIS_RESERVATION",
                                LEASE.toString())));
    }

    @BeforeEach
    void oneUserWhoWantsAnOpinion() throws SQLException {
        db = stage.database().connect();
        if (db.count("select count(*) from public.movies") == 0) SampleWorld.fill(db);
        db.run("truncate cineai.list_opinions, cineai.llm_calls, cineai.llm_budget, cineai.llm_cooldown,"
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
        invocation = new KilledInvocation(stage, "/list-opinions", "{\"batch\": false}", THE_RESULT);
        stage.worker();
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    @AfterAll
    static void closeAll() throws IOException {
        for (Stage stage : STAGES.values()) stage.close();
        STAGES.clear();
        MODEL.close();
    }

    @Test
    void killedAfterItsClaimNothingWasPaid() throws Exception {
        invocation.killedAfter(THE_CLAIM);

        isPaid(0);
        aLeaseLater(1);
        isPaid(1);
        isThereOnce();
    }

    @Test
    void killedAfterTheAnswerItIsPaidOnceMore() throws Exception {
        invocation.killedBefore(THE_RESULT);

        isPaid(1);
        assertThat(db.count("select count(*) from cineai.rec_refresh_queue"), equalTo(0L));
        aLeaseLater(1);
        isPaid(2);
        isThereOnce();
    }

    @Test
    void killedBeforeTheCommitNothingOfItIsWritten() throws Exception {
        invocation.killedAtTheCommit(false);

        assertThat(db.count("select count(*) from cineai.list_opinions where result is not null"), equalTo(0L));
        assertThat(db.count("select count(*) from cineai.rec_refresh_queue"), equalTo(0L));
        assertThat(db.count("select count(*) from cineai.llm_calls"), equalTo(0L));
        aLeaseLater(1);
        isPaid(2);
        isThereOnce();
    }

    @Test
    void killedBeforeItHearsOfTheCommitAllOfItIsWritten() throws Exception {
        invocation.killedAtTheCommit(true);

        isThereOnce();
        aLeaseLater(0);
        isPaid(1);
    }

    private void aLeaseLater(int succeeded) throws SQLException {
        await("the lease")
                .atMost(LEASE.multipliedBy(3))
                .until(() ->
                        db.count("select count(*) from cineai.list_opinions where leased_until > clock_timestamp()")
                                == 0);
        invocation.again(succeeded);
    }

    private void isPaid(int times) {
        assertThat(MODEL.ledger().billed().size(), equalTo(times));
    }

    /** One opinion, one call that is booked with it, and one wish for a list. */
    private void isThereOnce() throws SQLException {
        assertThat(
                db.one("select count(*), count(*) filter (where state = 'ready') from cineai.list_opinions"),
                equalTo("1 1"));
        assertThat(db.one("select count(*) from cineai.llm_calls where outcome = 'succeeded'"), equalTo("1"));
        assertThat(
                db.rows("select user_id, gen, reason from cineai.rec_refresh_queue"),
                equalTo(List.of(user + " 1 opinion")));
    }
}
