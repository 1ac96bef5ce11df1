package io.cineai.functions.coldstart;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.cineai.testkit.Lists;
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
                .body("claimed", equalTo(0));

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
