package io.cineai.functions.opinions;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.cineai.testkit.CallSeams;
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
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Killed around the call to the model, whose bill is the witness: one lease later the opinion is there, once, and one list is asked for. */
@ParameterizedClass
@MethodSource("io.cineai.testkit.Stage#ways")
class OpinionSeamsIT implements CallSeams {

    private static final String THE_RESULT = "set state = 'ready'";

    private static final ModelStages STAGES = new ModelStages(Map.of(
            "CINEAI_RECOMMEND_MODEL_ENABLED",
            "true",
            "CINEAI_LLM_TIMEOUT",
            "1s",
            "CINEAI_OPINIONS_LEASE",
            ModelStages.LEASE.toString(),
            "CINEAI_ANALYSIS_RESERVATION",
            ModelStages.LEASE.toString()));

    private final Stage stage;
    private Session db;
    private UUID user;
    private KilledInvocation invocation;

    OpinionSeamsIT(Way way) {
        stage = STAGES.of(way);
    }

    @BeforeEach
    void oneUserWhoWantsAnOpinion() throws SQLException {
        db = stage.database().connect();
        if (db.count("select count(*) from public.movies") == 0) SampleWorld.fill(db);
        db.run("truncate cineai.list_opinions, cineai.llm_calls, cineai.llm_budget, cineai.llm_cooldown,"
                + " cineai.llm_reservations, cineai.rec_refresh_queue");
        model().reset();
        model().answering(new Opiner());
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
        return "claim_list_opinion";
    }

    @Override
    public String claims() {
        return "cineai.list_opinions";
    }

    @Override
    public void nothingIsThere() throws SQLException {
        assertThat(db.count("select count(*) from cineai.list_opinions where result is not null"), equalTo(0L));
        assertThat(db.count("select count(*) from cineai.rec_refresh_queue"), equalTo(0L));
    }

    /** One opinion, one call that is booked with it, and one wish for a list. */
    @Override
    public void isThereOnce() throws SQLException {
        assertThat(
                db.one("select count(*), count(*) filter (where state = 'ready') from cineai.list_opinions"),
                equalTo("1 1"));
        assertThat(db.one("select count(*) from cineai.llm_calls where outcome = 'succeeded'"), equalTo("1"));
        assertThat(
                db.rows("select user_id, gen, reason from cineai.rec_refresh_queue"),
                equalTo(List.of(user + " 1 opinion")));
    }
}
