package io.cineai.store.embedding;

import static io.cineai.testkit.TestPool.now;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.embed.local.LocalEmbedder;
import io.cineai.ingest.SampleCatalogue;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.testkit.Embeddings;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoryStoreTest {
    private static final List<Movie> FILMS = SampleCatalogue.films();
    private static final LocalEmbedder EMBEDDER = Embeddings.embedder(FILMS);

    @Test
    void readersSeeTheVectorsOfTheModelInUseWhereTheyFit() throws Exception {
        TestPostgres database = TestPostgres.fresh();
        TestPool pool = TestPool.of(database, TestPostgres.READER);
        try (Session session = database.connect()) {
            StoryStore stories = new StoryStore(pool.pool());
            assertEquals(Map.of(), now(stories.all(1_000_000)));
            SampleWorld.fill(session);
            Embeddings.model(session, Embeddings.MODEL, 256);
            Embeddings.write(session, EMBEDDER, FILMS);
            session.run(
                    "insert into cineai.embedding_models (name, provider, dimensions) values ('next/one/256', 'next', 256)");
            session.run("""
                    insert into cineai.movie_embeddings (movie_id, model, dimensions, embedding, input_hash)
                    select e.movie_id, 'next/one/256', 256, e.embedding, 'a test' from cineai.movie_embeddings e limit 5""");

            Map<MovieId, float[]> all = now(stories.all(FILMS.size() * 256L));

            assertEquals(FILMS.size(), all.size());
            for (Movie film : FILMS) assertArrayEquals(EMBEDDER.embed(film), all.get(film.id()), 1e-6f);
            assertEquals(Map.of(), now(stories.all(FILMS.size() * 256L - 1)));
        } finally {
            pool.close();
        }
    }
}
