package io.cineai.functions.opinions;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.cineai.embed.local.LocalEmbedder;
import io.cineai.ingest.SampleCatalogue;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.store.embedding.EmbeddingStore;
import io.cineai.testkit.AnthropicForFunction;
import io.cineai.testkit.Embeddings;
import io.cineai.testkit.FilmBuilder;
import io.cineai.testkit.Lists;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.anthropic.FakeAnthropic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Before a model judges a list, films near to what the user liked compete for it too. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
@QuarkusTestResource(AnthropicForFunction.class)
@QuarkusTestResource(value = ModelHeardForFunction.class, restrictToAnnotatedClass = true)
class NearFilmsTest {
    private static final String STORY = "A thief plans one last robbery while a detective comes nearer.";

    final FakeAnthropic model = AnthropicForFunction.model;

    @Inject
    Viewers viewers;

    @Inject
    EmbeddingStore embeddings;

    Opiner opiner = new Opiner();
    Session db;

    @BeforeEach
    void aSampleWithVectors() throws SQLException {
        db = PostgresForFunction.database.connect();
        model.reset();
        model.answering(opiner);
        viewers.asNew(db);
        Embeddings.model(db, Embeddings.MODEL, LocalEmbedder.DIMENSIONS);
        Embeddings.write(db, Embeddings.embedder(SampleCatalogue.films()), SampleCatalogue.films());
        embeddings.forget();
    }

    @AfterEach
    void without() throws SQLException {
        db.run("delete from cineai.movie_embeddings");
        db.run("delete from cineai.embedding_models");
        db.close();
        embeddings.forget();
    }

    /** The same story under another title: nothing else is known of it, and nobody has seen it. */
    private UUID aNewFilm(String title) throws SQLException {
        UUID id = viewers.aNewFilm(db, title, STORY);
        Movie film =
                FilmBuilder.aFilm(title).withId(new MovieId(id)).told(STORY).build();
        Embeddings.write(db, Embeddings.embedder(SampleCatalogue.films()), List.of(film));
        return id;
    }

    @Test
    void whoLikedAFilmThatIsNewerThanTheModelGetsFilmsNearToItAndIsToldSo() throws SQLException {
        UUID heist = aNewFilm("The Heist");
        UUID again = aNewFilm("The Heist Again");
        embeddings.forget();
        UUID ada = SampleWorld.aUser(db);
        SampleWorld.rates(db, ada, heist, 5);

        viewers.listed(ada);

        assertThat(Lists.films(db, ada), hasItem(again.toString()));
        assertThat(Lists.films(db, ada), not(hasItem(heist.toString())));
        assertThat(Lists.films(db, ada).get(0), equalTo(again.toString()));
        assertThat(
                db.one("select reason from public.recommendations where user_id = ? and rank = 1", ada),
                containsString("The Heist"));
        List<String> named = db.rows("""
                select explanation -> 'reasons' -> 0 ->> 'movie_id'
                  from public.recommendations
                 where user_id = ?
                   and algorithm_used <> 'popular'""", ada);
        assertThat(named.size(), greaterThan(1));
        assertThat(named, everyItem(equalTo(heist.toString())));
        assertThat(Lists.served(db, ada), equalTo(Lists.films(db, ada)));
    }

    @Test
    void theModelIsAskedAboutThem() throws SQLException {
        UUID heist = aNewFilm("The Heist");
        aNewFilm("The Heist Again");
        embeddings.forget();
        UUID ada = SampleWorld.aUser(db);
        SampleWorld.rates(db, ada, heist, 5);
        viewers.listed(ada);

        given().header("Authorization", "Bearer " + PostgresForFunction.SECRET)
                .contentType("application/json")
                .body("{}")
                .when()
                .post("/list-opinions")
                .then()
                .statusCode(200)
                .body("succeeded", equalTo(1));

        assertThat(opiner.requests().get(0), containsString("The Heist Again"));
        viewers.drained();
        assertThat(Viewers.sentences(db, ada).get(0).startsWith("model: "), is(true));
    }
}
