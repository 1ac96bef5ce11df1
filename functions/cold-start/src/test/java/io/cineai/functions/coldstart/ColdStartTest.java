package io.cineai.functions.coldstart;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.cineai.testkit.Analyses;
import io.cineai.testkit.Lists;
import io.cineai.testkit.NoModelForFunction;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
@QuarkusTestResource(value = NoModelForFunction.class, restrictToAnnotatedClass = true)
class ColdStartTest {
    private static final int USERS = 60;
    private static final int FILMS = 300;

    Session db;

    @BeforeEach
    void aNewInstallation() throws SQLException {
        db = PostgresForFunction.database.connect();
        if (db.count("select count(*) from public.movies") == 0) SampleWorld.fill(db);
        SampleWorld.forgetLists(db);
        db.run("truncate cineai.similarity_model, cineai.movie_neighbours");
        Analyses.forget(db);
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    @Test
    void learnsAndMakesEveryList() throws SQLException {
        coldStart("{\"movies\": 1000, \"resume\": true}")
                .statusCode(200)
                .body("function", equalTo("cold-start"))
                .body("succeeded", equalTo(USERS))
                .body("failed", equalTo(0))
                .body("remaining", equalTo(0))
                .body("details.films", equalTo(FILMS));

        assertThat(Lists.broken(db), is(empty()));
        assertThat(db.count("select count(*) from cineai.movie_neighbours"), equalTo((long) FILMS));
        assertThat(db.rows("select user_id from cineai.rec_refresh_queue"), is(empty()));
        assertThat(
                db.rows("select distinct algorithm_used from public.recommendation_feeds order by 1"),
                hasItem("hybrid"));
    }

    @Test
    void everyFilmIsAnalysedFirst() throws SQLException {
        coldStart("{}")
                .statusCode(200)
                .body("succeeded", equalTo(USERS))
                .body("details.analyses.style-analysis.succeeded", equalTo(FILMS))
                .body("details.analyses.thematic-analysis.succeeded", equalTo(FILMS))
                .body("details.analyses.emotional-analysis.ready", equalTo(FILMS));

        assertThat(Analyses.broken(db, 3), is(empty()));
        assertThat(db.one("""
                        select (select max(analyzed_at) from cineai.movie_analyses)
                               < (select min(generated_at) from public.recommendation_feeds)"""), equalTo("true"));
    }

    @Test
    void soManyFilmsAreAnalysedAndNoMoreByASecondRun() throws SQLException {
        coldStart("{\"movies\": 20}").statusCode(200);
        coldStart("{\"movies\": 20}").statusCode(200).body("details.analyses.style-analysis.succeeded", equalTo(0));
        assertThat(
                db.rows("select kind, count(*) from cineai.movie_analyses group by 1 order by 1"),
                equalTo(List.of("emotional 20", "style 20", "thematic 20")));

        coldStart("{\"movies\": 50}").statusCode(200).body("details.analyses.style-analysis.succeeded", equalTo(30));
    }

    @Test
    void withoutFilmsThereAreLists() throws SQLException {
        coldStart("{\"movies\": 0}").statusCode(200).body("succeeded", equalTo(USERS));

        assertThat(db.rows("select key from cineai.movie_analyses"), is(empty()));
    }

    /** A trigger sees each state of the row that others could see. */
    @Test
    void itsRowSaysHowFarItIs() throws SQLException {
        db.run("""
                create table if not exists public.told (phase text, done int, films int, status text, nth serial);
                alter table public.told disable row level security;
                create or replace function public.note_told() returns trigger language plpgsql security definer as $$
                begin
                    insert into public.told (phase, done, films, status)
                    values (new.report ->> 'phase', (new.report ->> 'done')::int, (new.report ->> 'of')::int, new.status);
                    return null;
                end $$;
                create or replace trigger told after update on cineai.function_runs
                    for each row when (new.report ? 'phase') execute function public.note_told()""");
        try {
            coldStart("{}").statusCode(200);

            assertThat(
                    db.rows("select phase, films, status from public.told where done = 0 order by nth"),
                    equalTo(List.of(
                            "style-analysis 300 running",
                            "thematic-analysis 300 running",
                            "emotional-analysis 300 running",
                            "model 1 running",
                            "lists 60 running")));
            assertThat(
                    db.one("select status, report ->> 'phase' from cineai.function_runs"), equalTo("succeeded null"));
        } finally {
            db.run("drop table public.told; drop function public.note_told() cascade");
        }
    }

    @Test
    void aSecondTimeThereIsNothingToDo() throws SQLException {
        coldStart("").statusCode(200);
        String before = Lists.digest(db);

        coldStart("{\"resume\": true}").statusCode(200).body("claimed", equalTo(0));

        assertThat(Lists.digest(db), equalTo(before));
    }

    @Test
    void withoutResumeEveryListIsMadeAgain() throws SQLException {
        coldStart("{}").statusCode(200);
        List<String> generations = generations();

        coldStart("{\"resume\": false}").statusCode(200).body("succeeded", equalTo(USERS));

        assertThat(generations(), not(equalTo(generations)));
        assertThat(Lists.broken(db), is(empty()));
    }

    @Test
    void aLimitIsKeptAndTheRestIsDoneByTheNext() throws SQLException {
        coldStart("{\"limit\": 10}")
                .statusCode(200)
                .body("succeeded", equalTo(10))
                .body("remaining", equalTo(50));
        List<String> first = generations();

        coldStart("{}").statusCode(200).body("succeeded", equalTo(50)).body("remaining", equalTo(0));

        assertThat(generations().containsAll(first), is(true));
        assertThat(Lists.broken(db), is(empty()));
    }

    @Test
    void aDryRunCountsAndChangesNothing() throws SQLException {
        String before = Lists.digest(db);

        coldStart("{\"dryRun\": true}")
                .statusCode(200)
                .body("remaining", equalTo(USERS))
                .body("claimed", equalTo(0))
                .body("details.style-analysis", equalTo(FILMS))
                .body("details.price", startsWith("300 films, three analyses: $0.00"));

        assertThat(Lists.digest(db), equalTo(before));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"movies\": -1}|movies",
                "{\"movies\": \"1000\"}|movies",
                "{\"limit\": 0}|limit",
                "{\"deadlineSeconds\": 0}|deadlineSeconds",
                "{\"resume\": \"yes\"}|resume",
                "{\"users\": 3}|users"
            })
    void whatDoesNotFitIsRefusedByName(String payloadAndField) throws SQLException {
        String[] parts = payloadAndField.split("\\|");

        coldStart(parts[0]).statusCode(400).body("field", equalTo(parts[1])).body("detail", startsWith(parts[1] + " "));

        assertThat(db.rows("select run_id from cineai.function_runs"), is(empty()));
    }

    private List<String> generations() throws SQLException {
        return db.rows("select user_id, generation from public.recommendation_feeds order by user_id");
    }

    private static ValidatableResponse coldStart(String payload) {
        return given().auth()
                .oauth2(PostgresForFunction.SECRET)
                .body(payload)
                .post("/cold-start")
                .then();
    }
}
