package io.cineai.functions.style;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.cineai.testkit.Analyses;
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

/** Killed around the call to the model, whose bill is the witness: one lease later the analysis is there, once, and paid as seldom as can be. */
@ParameterizedClass
@MethodSource("io.cineai.testkit.Stage#ways")
class AnalysisSeamsIT implements CallSeams {

    private static final String THE_RESULT = "set state = 'ready'";

    private static final ModelStages STAGES = new ModelStages(Map.of(
            "CINEAI_LLM_TIMEOUT",
            "1s",
            "CINEAI_ANALYSIS_LEASE",
            ModelStages.LEASE.toString(),
            "CINEAI_ANALYSIS_RESERVATION",
            ModelStages.LEASE.toString()));

    private final Stage stage;
    private Session db;
    private KilledInvocation invocation;

    AnalysisSeamsIT(Way way) {
        stage = STAGES.of(way);
    }

    @BeforeEach
    void oneFilm() throws SQLException {
        db = stage.database().connect();
        Analyses.forget(db);
        model().reset();
        String film = db.one("select id from public.movies order by id limit 1");
        String payload = "{\"batch\": false, \"movieIds\": [\"" + film + "\"]}";
        invocation = new KilledInvocation(stage, "/style-analysis", payload, THE_RESULT);
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
        return "insert into cineai.movie_analyses as a";
    }

    @Override
    public String claims() {
        return "cineai.movie_analyses";
    }

    @Override
    public void nothingIsThere() throws SQLException {
        assertThat(db.count("select count(*) from public.movie_cinematic_styles"), equalTo(0L));
    }

    @Override
    public void isThereOnce() throws SQLException {
        assertThat(
                db.one("select count(*), count(*) filter (where state = 'ready') from cineai.movie_analyses"),
                equalTo("1 1"));
        assertThat(db.count("select count(*) from public.movie_cinematic_styles"), equalTo(1L));
    }
}
