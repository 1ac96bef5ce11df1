package io.cineai.functions.evaluation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import io.cineai.testkit.Lists;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(EvaluationTest.SwitchedOn.class)
@QuarkusTestResource(PostgresForFunction.class)
class EvaluationTest {
    /** Of each algorithm: six means and a coverage, as configured and undiversified. */
    private static final int FIGURES = 4 * 2 * 7;

    Session db;

    public static class SwitchedOn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("cineai.evaluation.enabled", "true");
        }
    }

    @BeforeEach
    void theSample() throws SQLException {
        db = PostgresForFunction.database.connect();
        if (db.count("select count(*) from public.movies") == 0) SampleWorld.fill(db);
        SampleWorld.forgetLists(db);
        db.run(
                "truncate cineai.algorithm_evaluations, public.recommendation_feedback, public.recommendation_satisfaction");
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    @Test
    void everyAlgorithmIsMeasuredAndItsNumbersAreRows() throws SQLException {
        ValidatableResponse answer = evaluate("{}")
                .statusCode(200)
                .body("function", equalTo("evaluation"))
                .body("succeeded", equalTo(4))
                .body("deferred", equalTo(0))
                .body("skipped", equalTo(0))
                .body("details.usersTested", greaterThan(40))
                .body("details.table", hasSize(FIGURES));

        String run = answer.extract().path("runId");
        assertThat(
                db.count("select count(*) from cineai.algorithm_evaluations where run_id = ?::uuid", run),
                equalTo((long) FIGURES));
        assertThat(db.count("select count(distinct evaluated_at) from cineai.algorithm_evaluations"), equalTo(1L));
        assertThat(db.count("select count(*) from cineai.status_evaluations"), equalTo((long) FIGURES));
        assertThat(
                db.rows("select metric from cineai.algorithm_evaluations where low is null group by 1"),
                equalTo(List.of("coverage@20")));
        assertThat(db.rows("""
                        select * from cineai.algorithm_evaluations
                         where value < 0
                            or value > 1 and metric not in ('novelty@20', 'miscalibration@20')
                            or metric = 'novelty@20' and value > 10
                            or low > value or high < value or high - low > 2
                            or mode <> 'offline'
                            or experiment not in ('diversity=0.4', 'diversity=0.0')
                            or samples < 40"""), is(empty()));
    }

    @Test
    void theNumbersTellWhatIsKnownOfTheAlgorithms() throws SQLException {
        evaluate("{}").statusCode(200);

        assertThat(value("recall@20", "popular", "0.0"), lessThan(value("recall@20", "hybrid", "0.0")));
        assertThat(value("ndcg@100", "popular", "0.0"), lessThan(value("ndcg@100", "hybrid", "0.0")));
        assertThat(value("coverage@20", "popular", "0.0"), lessThan(value("coverage@20", "hybrid", "0.0")));
        assertThat(value("novelty@20", "popular", "0.0"), lessThan(value("novelty@20", "hybrid", "0.0")));
        assertThat(value("distance@20", "hybrid", "0.0"), lessThan(value("distance@20", "hybrid", "0.4")));
    }

    @Test
    void thePastIsMeasuredAlikeEachTime() throws SQLException {
        evaluate("{}").statusCode(200);
        List<String> first = numbers();
        db.run("truncate cineai.algorithm_evaluations");

        evaluate("{}").statusCode(200);

        assertThat(numbers(), equalTo(first));
    }

    @Test
    void nothingIsPublishedAndNoListChanges() throws SQLException {
        String before = Lists.digest(db);

        evaluate("{}").statusCode(200);

        assertThat(Lists.digest(db), equalTo(before));
        assertThat(db.rows("select version from cineai.similarity_model"), is(empty()));
        assertThat(db.rows("select movie_id from cineai.movie_neighbours"), is(empty()));
        assertThat(db.rows("select user_id from cineai.rec_refresh_queue"), is(empty()));
    }

    @Test
    void aDryRunTellsTheNumbersAndWritesNone() throws SQLException {
        evaluate("{\"dryRun\": true, \"algorithms\": [\"popular\"]}")
                .statusCode(200)
                .body("succeeded", equalTo(1))
                .body("details.table", hasSize(14))
                .body("details.table.metric", hasItem("recall@20"));

        assertThat(db.rows("select metric from cineai.algorithm_evaluations"), is(empty()));
    }

    @Test
    void onlyTheAlgorithmsThatAreNamed() throws SQLException {
        evaluate("{\"algorithms\": [\"hybrid\", \"popular\", \"hybrid\"]}")
                .statusCode(200)
                .body("succeeded", equalTo(2));

        assertThat(
                db.rows("select distinct algorithm from cineai.algorithm_evaluations order by 1"),
                equalTo(List.of("hybrid", "popular")));
    }

    @Test
    void theLatestNumbersAreShownAndOlderOnesKept() throws SQLException {
        evaluate("{}").statusCode(200);
        db.run(
                "update cineai.algorithm_evaluations set evaluated_at = now() - interval '7 days', value = 0, low = 0, high = 0");

        evaluate("{\"algorithms\": [\"hybrid\"]}").statusCode(200);

        assertThat(
                db.rows(
                        "select distinct algorithm, evaluated_at > now() - interval '1 hour' from cineai.status_evaluations order by 1"),
                equalTo(List.of("collaborative false", "content false", "hybrid true", "popular false")));
        assertThat(db.count("select count(*) from cineai.status_evaluations where algorithm = 'hybrid'"), equalTo(14L));
    }

    @Test
    void whatUsersMadeOfTheirListsIsMeasuredToo() throws SQLException {
        db.run("""
                insert into public.recommendation_feedback
                       (user_id, client_id, movie_id, action, generation, rank, algorithm_used, experiment, arm, occurred_at)
                select u.id, gen_random_uuid(), m.id, a.action, 1, 1, 'hybrid', 'trial', case when u.n % 2 = 0 then 'even' else 'odd' end,
                       now() - interval '1 hour'
                  from (select id, row_number() over (order by id) as n from auth.users) u
                 cross join (select id, row_number() over (order by id) as n from public.movies order by id limit 10) m
                 cross join (values ('impression', 1), ('click', 5)) as a (action, every)
                 where m.n % a.every = 0 and (a.every = 1 or u.n % 2 = 0)""");

        evaluate("{\"algorithms\": [\"hybrid\"], \"dryRun\": true}").statusCode(200);
        evaluate("{}").statusCode(200).body("details.tooFewUsersOnline", equalTo(null));

        assertThat(
                db.rows("""
                        select experiment, algorithm, value, samples, low < value or value = 0, value < high
                          from cineai.status_evaluations where mode = 'online' and metric = 'click_rate' order by 1"""),
                equalTo(List.of(
                        "everybody hybrid 0.1 60 true true",
                        "trial/even all 0.2 30 true true",
                        "trial/odd all 0.0 30 true true")));
        assertThat(
                db.rows(
                        "select metric from cineai.status_evaluations where mode = 'online' and algorithm = 'hybrid' order by 1"),
                equalTo(List.of("click_rate", "dismissal_rate", "users_who_click", "users_who_watch", "watch_rate")));
    }

    @Test
    void ofFewUsersNoNumberIsTold() throws SQLException {
        db.run("""
                insert into public.recommendation_feedback (user_id, client_id, movie_id, action, algorithm_used, occurred_at)
                select u.id, gen_random_uuid(), m.id, 'impression', 'content', now()
                  from (select id from auth.users order by id limit 29) u, (select id from public.movies order by id limit 1) m""");

        evaluate("{}").statusCode(200).body("details.tooFewUsersOnline", equalTo(List.of("everybody content")));

        assertThat(db.rows("select metric from cineai.algorithm_evaluations where mode = 'online'"), is(empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"algorithms\": [\"best\"]}|algorithms",
                "{\"algorithms\": []}|algorithms",
                "{\"algorithms\": \"hybrid\"}|algorithms",
                "{\"deadlineSeconds\": 0}|deadlineSeconds",
                "{\"limit\": 1}|limit"
            })
    void whatDoesNotFitIsRefusedByName(String payloadAndField) throws SQLException {
        String[] parts = payloadAndField.split("\\|");

        evaluate(parts[0]).statusCode(400).body("field", startsWith(parts[1]));

        assertThat(db.rows("select run_id from cineai.function_runs"), is(empty()));
    }

    private double value(String metric, String algorithm, String factor) throws SQLException {
        return Double.parseDouble(db.one(
                "select value from cineai.status_evaluations where metric = ? and algorithm = ? and experiment = ?",
                metric,
                algorithm,
                "diversity=" + factor));
    }

    private List<String> numbers() throws SQLException {
        return db.rows("select mode, experiment, algorithm, metric, value, low, high, samples"
                + " from cineai.algorithm_evaluations order by 1, 2, 3, 4");
    }

    static ValidatableResponse evaluate(String payload) {
        return given().auth()
                .oauth2(PostgresForFunction.SECRET)
                .body(payload)
                .post("/evaluation")
                .then();
    }
}
