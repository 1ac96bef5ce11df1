package io.cineai.functions.embedding;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
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

/** By words, which is what happens where nothing is configured. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
class StorylineEmbeddingTest {
    private static final int FILMS = 300;

    Session db;

    @BeforeEach
    void theSampleWithoutVectors() throws SQLException {
        db = PostgresForFunction.database.connect();
        db.run("truncate cineai.embedding_models, cineai.movie_embeddings");
        if (db.count("select count(*) from public.movies") == 0) SampleWorld.fill(db);
        SampleWorld.forgetLists(db);
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    @Test
    void everyFilmIsEmbeddedOnceAndTheModelIsInUse() throws SQLException {
        embed("{}")
                .statusCode(200)
                .body("function", equalTo("storyline-embedding"))
                .body("succeeded", equalTo(FILMS))
                .body("remaining", equalTo(0))
                .body("llm.calls", equalTo(0))
                .body("details.model", equalTo("local/words-1.1/256"))
                .body("details.index", equalTo("no pgvector"));

        assertThat(
                db.rows("select distinct model, dimensions, cardinality(embedding) from cineai.movie_embeddings"),
                equalTo(List.of("local/words-1.1/256 256 256")));
        assertThat(
                db.count("select count(*) from cineai.movie_embeddings where abs(1 - (select sum(v * v)"
                        + " from unnest(embedding) as v)) < 0.0001"),
                equalTo((long) FILMS));
        assertThat(
                db.one("select films, current_since is not null, claim_token from cineai.embedding_models"),
                equalTo("300 true null"));
        assertThat(db.one("select status from cineai.function_runs"), equalTo("succeeded"));

        embed("{}").statusCode(200).body("claimed", equalTo(0)).body("details.ready", equalTo(FILMS));
    }

    @Test
    void aFilmWhoseTextChangedIsEmbeddedAgainAndNoOther() throws SQLException {
        embed("{}").statusCode(200);
        UUID film = anyFilm();
        String others = othersThan(film);
        String before = vectorOf(film);
        db.run("update public.movies set description = 'A whale teaches sailors to sing.' where id = ?", film);

        embed("{}").statusCode(200).body("succeeded", equalTo(1)).body("claimed", equalTo(1));

        assertThat(vectorOf(film), not(equalTo(before)));
        assertThat(othersThan(film), equalTo(others));
    }

    @Test
    void aFilmThatIsDeletedTakesItsVectorAlong() throws SQLException {
        embed("{}").statusCode(200);
        UUID film = SampleWorld.aFilm(db, "Gone Tomorrow");
        embed("{}").statusCode(200).body("succeeded", equalTo(1));

        db.run("delete from public.movies where id = ?", film);

        assertThat(db.count("select count(*) from cineai.movie_embeddings"), equalTo((long) FILMS));
    }

    @Test
    void aCatalogueThatGrewByAQuarterIsLearnedAnewAndTheOldModelGoesAnHourLater() throws SQLException {
        embed("{}").statusCode(200);
        db.run("insert into public.movies (title, description) select 'Film ' || n, 'A story of ' || n"
                + " from generate_series(1, 74) as n");
        embed("{}")
                .statusCode(200)
                .body("succeeded", equalTo(74))
                .body("details.model", equalTo("local/words-1.1/256"));
        SampleWorld.aFilm(db, "The Last Straw");

        embed("{\"limit\": 100}")
                .statusCode(200)
                .body("succeeded", equalTo(100))
                .body("details.model", equalTo("local/words-1.2/256"));
        assertThat(inUse(), equalTo("local/words-1.1/256"));
        embed("{}").statusCode(200).body("succeeded", equalTo(FILMS + 75 - 100));
        assertThat(inUse(), equalTo("local/words-1.2/256"));

        db.run("update cineai.embedding_models set current_since = current_since - interval '2 hours'");
        embed("{}").statusCode(200).body("claimed", equalTo(0));
        assertThat(db.rows("select name from cineai.embedding_models"), equalTo(List.of("local/words-1.2/256")));
        assertThat(
                db.rows("select distinct model from cineai.movie_embeddings"), equalTo(List.of("local/words-1.2/256")));
    }

    @Test
    void theMostWantedComeFirstUpToTheLimit() throws SQLException {
        embed("{\"limit\": 10}").statusCode(200).body("succeeded", equalTo(10)).body("remaining", equalTo(FILMS - 10));

        assertThat(db.count("""
                        with rated as (
                            select movie_id, count(*) as ratings from cineai.rec_signals where kind = 'rating' group by movie_id)
                        select count(*)
                          from rated r
                         where r.ratings > (select max(o.ratings)
                                              from rated o
                                             where o.movie_id not in (select movie_id from cineai.movie_embeddings))
                           and r.movie_id not in (select movie_id from cineai.movie_embeddings)"""), equalTo(0L));
    }

    @Test
    void theseFilmsAndNoOther() throws SQLException {
        UUID film = anyFilm();

        embed("{\"movieIds\": [\"" + film + "\"]}").statusCode(200).body("succeeded", equalTo(1));

        assertThat(db.rows("select movie_id from cineai.movie_embeddings"), equalTo(List.of(film.toString())));
    }

    @Test
    void aDryRunCountsAndChangesNothing() throws SQLException {
        embed("{\"dryRun\": true}")
                .statusCode(200)
                .body("remaining", equalTo(FILMS))
                .body("succeeded", equalTo(0));

        assertThat(db.rows("select name from cineai.embedding_models"), is(empty()));
        assertThat(db.rows("select movie_id from cineai.movie_embeddings"), is(empty()));
    }

    @Test
    void whoComesWhileAnotherIsAtWorkIsPutOff() throws SQLException {
        embed("{\"limit\": 1}").statusCode(200);
        db.run("update cineai.embedding_models set claim_token = gen_random_uuid(),"
                + " leased_until = clock_timestamp() + interval '1 minute'");

        embed("{}").statusCode(200).body("deferred", equalTo(1)).body("succeeded", equalTo(0));

        db.run("update cineai.embedding_models set leased_until = clock_timestamp() - interval '1 second'");
        embed("{}").statusCode(200).body("succeeded", equalTo(FILMS - 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"limit\": 0}|limit",
                "{\"dryRun\": \"true\"}|dryRun",
                "{\"movieIds\": []}|movieIds",
                "{\"movieIds\": [\"heat\"]}|movieIds",
                "{\"movieIds\": [null]}|movieIds",
                "{\"deadlineSeconds\": 0}|deadlineSeconds",
                "{\"userId\": 1}|userId"
            })
    void whatDoesNotFitIsRefusedByName(String payloadAndField) throws SQLException {
        String[] parts = payloadAndField.split("\\|");

        embed(parts[0]).statusCode(400).body("field", startsWith(parts[1]));

        assertThat(db.rows("select run_id from cineai.function_runs"), is(empty()));
    }

    private UUID anyFilm() throws SQLException {
        return UUID.fromString(db.one("select id from public.movies order by id limit 1 offset 7"));
    }

    private String vectorOf(UUID film) throws SQLException {
        return db.one("select embedding from cineai.movie_embeddings where movie_id = ?", film);
    }

    private String othersThan(UUID film) throws SQLException {
        return db.one(
                "select md5(string_agg(movie_id || embedded_at::text, ',' order by movie_id))"
                        + " from cineai.movie_embeddings where movie_id <> ?",
                film);
    }

    private String inUse() throws SQLException {
        return db.one("select name from cineai.embedding_models where current_since is not null"
                + " order by current_since desc limit 1");
    }

    private static ValidatableResponse embed(String payload) {
        return given().auth()
                .oauth2(PostgresForFunction.SECRET)
                .body(payload)
                .post("/storyline-embedding")
                .then();
    }
}
