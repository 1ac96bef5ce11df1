package io.cineai.functions.retention;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
class RetentionTest {
    private static final int FILMS = 250;
    private static final int OLD = 50 + 4 + 1;

    Session db;
    UUID ada;

    /** A list of 250 rows beside 10 of the app's own, and a row or more of each history that is too old beside one that is not. */
    @BeforeEach
    void muchThatIsOld() throws SQLException {
        db = PostgresForFunction.database.connect();
        db.run(
                "truncate cineai.function_runs, cineai.llm_calls, public.conversational_query_cache, public.recommendations");
        db.run("delete from public.movies");
        db.run("delete from auth.users");
        ada = SampleWorld.aUser(db);
        db.run("insert into public.movies (title) select 'Film ' || n from generate_series(1, ?) as n", FILMS + 10);
        db.run("""
                insert into public.recommendations (user_id, movie_id, score, rank, generation)
                select ?, id, 0.5, row_number() over (order by id), 7 from public.movies limit ?""", ada, FILMS);
        db.run("""
                insert into public.recommendations (user_id, movie_id, score)
                select ?, id, 0.9 from public.movies where id not in (select movie_id from public.recommendations)""", ada);
        db.run("""
                insert into cineai.llm_calls (feature, provider, model, outcome, called_at)
                select 'style-analysis', 'local', 'm', 'succeeded', now() - make_interval(days => d) from unnest(array[500, 450, 420, 401, 1]) as d""");
        db.run("""
                insert into public.conversational_query_cache (query_key, original_query, created_at, last_hit_at)
                values ('old', 'old', '2020-01-01', now() - interval '8 days'), ('of late', 'of late', '2020-01-01', now())""");
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    @Test
    void whatIsPastItsTimeGoesAndTheRestStays() throws SQLException {
        retention("")
                .statusCode(200)
                .body("function", equalTo("retention"))
                .body("succeeded", equalTo(OLD))
                .body("failed", equalTo(0))
                .body("remaining", equalTo(0))
                .body("details.recommendations", equalTo(FILMS - 200))
                .body("details.llm_calls", equalTo(4))
                .body("details.conversational_query_cache", equalTo(1));

        assertThat(
                db.one("select count(*), max(rank) from public.recommendations where generation is not null"),
                equalTo("200 200"));
        assertThat(db.count("select count(*) from public.recommendations where generation is null"), equalTo(10L));
        assertThat(db.count("select count(*) from cineai.llm_calls"), equalTo(1L));
        assertThat(db.one("select original_query from public.conversational_query_cache"), equalTo("of late"));
    }

    @Test
    void aSecondTimeThereIsNothingToDo() {
        retention("{}").statusCode(200);

        retention("{}").statusCode(200).body("claimed", equalTo(0)).body("remaining", equalTo(0));
    }

    @Test
    void aDryRunCountsAndChangesNothing() throws SQLException {
        String before = digest();

        retention("{\"dryRun\": true}")
                .statusCode(200)
                .body("claimed", equalTo(0))
                .body("remaining", equalTo(OLD))
                .body("details.recommendations", equalTo(FILMS - 200));

        assertThat(digest(), equalTo(before));
    }

    @Test
    void aLimitIsKeptToTheRowAndTheNextRunGoesOn() {
        retention("{\"limit\": 20}")
                .statusCode(200)
                .body("succeeded", equalTo(20))
                .body("details.unfinished", hasItems("recommendations", "llm_calls"));

        retention("{}").statusCode(200).body("succeeded", equalTo(OLD - 20));
    }

    @Test
    void afterTheDeadlineNoFurtherPageIsLookedAt() throws SQLException {
        db.run("""
                create function public.slowly() returns trigger language plpgsql as
                'begin perform pg_sleep(1.1); return null; end';
                create trigger slowly after delete on public.recommendations for each statement execute function public.slowly()""");
        try {
            retention("{\"deadlineSeconds\": 1}")
                    .statusCode(200)
                    .body("succeeded", equalTo(FILMS - 200))
                    .body("details.unfinished", hasItems("llm_calls", "conversational_query_cache"));
        } finally {
            db.run("drop function public.slowly() cascade");
        }

        retention("{}").statusCode(200).body("succeeded", equalTo(OLD - 50));
    }

    @Test
    void aRunThatDiedHasFailedAndTheOthersLastStays() throws SQLException {
        db.run("""
                insert into cineai.function_runs (run_id, function, status, started_at, finished_at)
                values (gen_random_uuid(), 'cold-start', 'running', now() - interval '2 days', null),
                       (gen_random_uuid(), 'queue-drain', 'succeeded', now() - interval '90 days', now()),
                       (gen_random_uuid(), 'queue-drain', 'succeeded', now() - interval '91 days', now())""");

        retention("{}").statusCode(200).body("details.dead_runs", equalTo(1)).body("details.function_runs", equalTo(1));

        assertThat(
                db.rows("select function, status from cineai.function_runs order by 1"),
                equalTo(List.of("cold-start failed", "queue-drain succeeded", "retention succeeded")));
    }

    @Test
    void aTableThatSomebodyAltersWaitsForTheNextRunAndKeepsNoOtherFromItsOwn() throws SQLException {
        try (Session altering = PostgresForFunction.database.connect()) {
            altering.run("begin");
            altering.run("lock table cineai.llm_calls in access exclusive mode");

            retention("{}")
                    .statusCode(200)
                    .body("deferred", equalTo(1))
                    .body("succeeded", equalTo(OLD - 4))
                    .body("details.unfinished", hasItem("llm_calls"))
                    .body("problems.item", hasItem("llm_calls"));
        }

        retention("{}").statusCode(200).body("succeeded", equalTo(4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"limit\": 0}|limit",
                "{\"limit\": \"all\"}|limit",
                "{\"deadlineSeconds\": 0}|deadlineSeconds",
                "{\"dryRun\": 1}|dryRun",
                "{\"tables\": []}|tables"
            })
    void whatDoesNotFitIsRefusedByName(String payloadAndField) throws SQLException {
        String[] parts = payloadAndField.split("\\|");
        String before = digest();

        retention(parts[0]).statusCode(400).body("field", equalTo(parts[1])).body("detail", startsWith(parts[1] + " "));

        assertThat(digest(), equalTo(before));
        assertThat(db.rows("select run_id from cineai.function_runs"), is(empty()));
    }

    @Test
    void aGetStartsNothing() throws SQLException {
        String before = digest();

        given().auth()
                .oauth2(PostgresForFunction.SECRET)
                .get("/retention")
                .then()
                .statusCode(405);
        given().post("/retention").then().statusCode(401);

        assertThat(digest(), equalTo(before));
    }

    private String digest() throws SQLException {
        return db.one("""
                select md5(concat_ws('|',
                       (select string_agg(r::text || r.xmin || r.xmax, ',' order by r.id) from public.recommendations r),
                       (select string_agg(c::text || c.xmin || c.xmax, ',' order by c.id) from cineai.llm_calls c),
                       (select string_agg(q::text || q.xmin || q.xmax, ',' order by q.id) from public.conversational_query_cache q)))""");
    }

    private static ValidatableResponse retention(String payload) {
        return given().auth()
                .oauth2(PostgresForFunction.SECRET)
                .body(payload)
                .post("/retention")
                .then();
    }
}
