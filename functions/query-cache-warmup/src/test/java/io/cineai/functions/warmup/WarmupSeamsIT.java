package io.cineai.functions.warmup;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.cineai.testkit.CallSeams;
import io.cineai.testkit.KilledInvocation;
import io.cineai.testkit.ModelStages;
import io.cineai.testkit.Session;
import io.cineai.testkit.Stage;
import io.cineai.testkit.Stage.Way;
import io.cineai.testkit.anthropic.FakeAnthropic;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Killed around the call to the model, whose bill is the witness: one lease later the parse is cached, once. */
@ParameterizedClass
@MethodSource("io.cineai.testkit.Stage#ways")
class WarmupSeamsIT implements CallSeams {
    private static final String QUERY = "qwxz blorp on the moon";

    private static final String THE_RESULT = "local_quality =";

    private static final ModelStages STAGES = new ModelStages(Map.of(
            "CINEAI_LLM_TIMEOUT",
            "1s",
            "CINEAI_LLM_SHARE_USER_TEXT",
            "true",
            "CINEAI_QUERY_WARMUP_LEASE",
            ModelStages.LEASE.toString(),
            "CINEAI_ANALYSIS_RESERVATION",
            ModelStages.LEASE.toString()));

    private final Stage stage;
    private Session db;
    private KilledInvocation invocation;

    WarmupSeamsIT(Way way) {
        stage = STAGES.of(way);
    }

    @BeforeEach
    void oneQueryIsWanted() throws SQLException {
        db = stage.database().connect();
        Warmup.asNew(db);
        Warmup.commonAreKnown(db);
        Warmup.wanted(db, QUERY);
        model().reset();
        model().answering(new Understander());
        invocation = new KilledInvocation(stage, "/query-cache-warmup", "{\"batch\": false}", THE_RESULT);
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

    @Override
    public KilledInvocation invocation() {
        return invocation;
    }

    @Override
    public Session db() {
        return db;
    }

    @Override
    public FakeAnthropic model() {
        return STAGES.model();
    }

    @Override
    public String claim() {
        return "insert into cineai.query_parsing";
    }

    @Override
    public String claims() {
        return "cineai.query_parsing";
    }

    @Override
    public void nothingIsThere() throws SQLException {
        assertThat(Warmup.parserOf(db, QUERY), equalTo("none true"));
    }

    @Override
    public void isThereOnce() throws SQLException {
        assertThat(Warmup.parserOf(db, QUERY), equalTo("model false"));
        assertThat(Warmup.states(db).toString(), equalTo("[ready 1]"));
    }
}
