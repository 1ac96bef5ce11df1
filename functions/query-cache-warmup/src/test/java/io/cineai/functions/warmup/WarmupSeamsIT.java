package io.cineai.functions.warmup;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.cineai.testkit.KilledInvocation;
import io.cineai.testkit.Session;
import io.cineai.testkit.Stage;
import io.cineai.testkit.Stage.Way;
import io.cineai.testkit.anthropic.FakeAnthropic;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Killed around the call to the model, whose bill is the witness: one lease later the parse is cached, once. */
@ParameterizedClass
@MethodSource("io.cineai.testkit.Stage#ways")
class WarmupSeamsIT {
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final String QUERY = "qwxz blorp on the moon";

    private static final String THE_CLAIM = "insert into cineai.query_parsing";
    private static final String THE_RESULT = "local_quality =";

    private static final FakeAnthropic MODEL = new FakeAnthropic();
    private static final Map<Way, Stage> STAGES = new EnumMap<>(Way.class);

    private final Stage stage;
    private Session db;
    private KilledInvocation invocation;

    WarmupSeamsIT(Way way) {
        stage = STAGES.computeIfAbsent(
                way.orSkip(),
                it -> new Stage(
                        it,
                        Map.of(
                                "CINEAI_LLM_PROVIDER",
                                "anthropic",
                                "CINEAI_LLM_BASE_URL",
                                MODEL.url(),
                                "ANTHROPIC_API_KEY",
                                FakeAnthropic.KEY,
                                "CINEAI_LLM_TIMEOUT",
                                "1s",
                                "CINEAI_LLM_SHARE_USER_TEXT",
                                "true",
                                "CINEAI_QUERY_WARMUP_LEASE",
                                LEASE.toString(),
                                "CINEAI_ANALYSIS_RESERVATION",
                                LEASE.toString())));
    }

    @BeforeEach
    void oneQueryIsWanted() throws SQLException {
        db = stage.database().connect();
        Warmup.asNew(db);
        Warmup.commonAreKnown(db);
        Warmup.wanted(db, QUERY);
        MODEL.reset();
        MODEL.answering(new Understander());
        invocation = new KilledInvocation(stage, "/query-cache-warmup", "{\"batch\": false}", THE_RESULT);
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
        aLeaseLater(1);
        isPaid(2);
        isThereOnce();
    }

    @Test
    void killedBeforeTheCommitNothingOfItIsWritten() throws Exception {
        invocation.killedAtTheCommit(false);

        assertThat(Warmup.parserOf(db, QUERY), equalTo("none true"));
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
                        db.count("select count(*) from cineai.query_parsing where leased_until > clock_timestamp()")
                                == 0);
        invocation.again(succeeded);
    }

    private void isPaid(int times) {
        assertThat(MODEL.ledger().billed(), hasSize(times));
    }

    private void isThereOnce() throws SQLException {
        assertThat(Warmup.parserOf(db, QUERY), equalTo("model false"));
        assertThat(Warmup.states(db).toString(), equalTo("[ready 1]"));
    }
}
