package io.cineai.functions.training;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.cineai.testkit.Lists;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
class SimilarityTrainingTest {
    private static final int FILMS = 300;

    Session db;

    @BeforeEach
    void theSampleWithoutAModel() throws SQLException {
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
    void publishesARowForEveryFilm() throws SQLException {
        train("{}")
                .statusCode(200)
                .body("function", equalTo("similarity-training"))
                .body("succeeded", equalTo(FILMS))
                .body("failed", equalTo(0))
                .body("details.films", equalTo(FILMS))
                .body("details.peakHeapMegabytes", greaterThan(0));

        long version = db.count("select version from cineai.similarity_model");
        assertThat(version, greaterThan(0L));
        assertThat(
                db.count("select count(*) from cineai.movie_neighbours where model_version = ?", version),
                equalTo((long) FILMS));
        assertThat(
                db.count("select count(*) from public.movies m where not exists"
                        + " (select from cineai.movie_neighbours n where n.movie_id = m.id)"),
                equalTo(0L));
        assertThat(db.one("select report ->> 'films' from cineai.similarity_model"), equalTo(String.valueOf(FILMS)));
        assertThat(db.one("select status from cineai.function_runs"), equalTo("succeeded"));
    }

    @Test
    void neighboursAreOtherFilmsOfTheCatalogueAtMostFourHundred() throws SQLException {
        train("").statusCode(200);

        assertThat(
                db.count(
                        "select count(*) from cineai.movie_neighbours where movie_id = any (neighbours || content_neighbours)"),
                equalTo(0L));
        assertThat(db.count("""
                select count(*)
                  from cineai.movie_neighbours n, unnest(n.neighbours || n.content_neighbours) as other
                 where not exists (select from public.movies where id = other)"""), equalTo(0L));
        assertThat(db.count("select max(cardinality(neighbours)) from cineai.movie_neighbours") <= 400, is(true));
        assertThat(
                db.count("select count(*) from cineai.movie_neighbours where cardinality(neighbours) > 0"),
                greaterThan(FILMS / 2L));
        assertThat(
                db.count("select count(*) from cineai.movie_neighbours where cardinality(content_neighbours) > 0"),
                greaterThan(FILMS / 2L));
    }

    @Test
    void likesAreUsersWhoRatedFourOrMore() throws SQLException {
        train("{}").statusCode(200);

        assertThat(db.rows("""
                select n.movie_id, n.likes, l.likes
                  from cineai.movie_neighbours n
                 cross join lateral (
                       select count(*) as likes
                         from public.ratings r
                        where r.movie_id = n.movie_id
                          and r.stars >= 4) l
                 where n.likes <> l.likes"""), is(empty()));
    }

    @Test
    void aFilmWithoutRatingsIsKnownByItsContentAndLearnedByWhatItShares() throws SQLException {
        UUID film = UUID.fromString(db.one("""
                insert into public.movies (title, genre, director, "cast", metadata)
                select 'A Sequel', genre, director, "cast", metadata
                  from public.movies
                 where cardinality(genre) > 0
                 order by id
                 limit 1
                returning id"""));

        train("{}").statusCode(200).body("succeeded", equalTo(FILMS + 1));

        assertThat(
                db.one(
                        "select cardinality(neighbours) > 0, cardinality(content_neighbours) > 0, likes"
                                + " from cineai.movie_neighbours where movie_id = ?",
                        film),
                equalTo("true true 0"));
        assertThat(
                db.count("select count(*) from cineai.movie_neighbours where ? = any (neighbours)", film),
                greaterThan(0L));
    }

    @Test
    void theNextTrainingReplacesTheModelAndForgetsFilmsThatWent() throws SQLException {
        UUID film = SampleWorld.aFilm(db, "Gone Tomorrow");
        train("{}").statusCode(200);
        long first = db.count("select version from cineai.similarity_model");
        db.run("delete from public.movies where id = ?", film);

        train("{}").statusCode(200).body("succeeded", equalTo(FILMS));

        assertThat(db.count("select version from cineai.similarity_model"), greaterThan(first));
        assertThat(
                db.count("select count(*) from cineai.movie_neighbours where model_version <= ?", first), equalTo(0L));
        assertThat(db.count("select count(*) from cineai.movie_neighbours"), equalTo((long) FILMS));
        assertThat(
                db.count("select count(*) from cineai.movie_neighbours where ? = any (content_neighbours)", film),
                equalTo(0L));
    }

    @Test
    void anOlderTrainingThatEndsLateDoesNotPublish() throws SQLException {
        train("{}").statusCode(200);
        db.run("update cineai.similarity_model set version = version + 1000");
        String published = db.one("select version, trained_at from cineai.similarity_model");

        train("{}").statusCode(200);

        assertThat(db.one("select version, trained_at from cineai.similarity_model"), equalTo(published));
    }

    @Test
    void anEmptyCatalogueIsAnEmptyModel() throws SQLException {
        db.run("delete from public.movies");
        try {
            train("{}").statusCode(200).body("succeeded", equalTo(0));

            assertThat(db.count("select count(*) from cineai.movie_neighbours"), equalTo(0L));
        } finally {
            db.run("delete from auth.users");
        }
    }

    @Test
    void aDryRunCountsAndChangesNothing() throws SQLException {
        String before = Lists.digest(db);

        train("{\"dryRun\": true}")
                .statusCode(200)
                .body("remaining", equalTo(FILMS))
                .body("succeeded", equalTo(0));

        assertThat(Lists.digest(db), equalTo(before));
        assertThat(db.rows("select version from cineai.similarity_model"), is(empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"dryRun\": \"true\"}|dryRun", "{\"limit\": 5}|limit", "{\"dryRun\": []}|dryRun"})
    void whatDoesNotFitIsRefusedByName(String payloadAndField) throws SQLException {
        String[] parts = payloadAndField.split("\\|");

        train(parts[0]).statusCode(400).body("field", equalTo(parts[1])).body("detail", startsWith(parts[1] + " "));

        assertThat(db.rows("select run_id from cineai.function_runs"), is(empty()));
    }

    private static ValidatableResponse train(String payload) {
        return given().auth()
                .oauth2(PostgresForFunction.SECRET)
                .body(payload)
                .post("/similarity-training")
                .then();
    }
}
