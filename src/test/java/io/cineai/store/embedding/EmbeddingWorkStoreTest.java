package io.cineai.store.embedding;

import static io.cineai.testkit.TestPool.now;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.MovieId;
import io.cineai.store.embedding.EmbeddingWorkStore.States;
import io.cineai.store.embedding.EmbeddingWorkStore.Wish;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EmbeddingWorkStoreTest {
    private static final Space SPACE = Space.of("openai", "small", 3);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final UUID ADA = UUID.randomUUID();
    private static final UUID BOB = UUID.randomUUID();

    @Test
    void aModelIsOneRunsUntilItIsReleasedOrItsLeaseIsOver() throws SQLException {
        TestPostgres database = TestPostgres.fresh();
        try (Session session = database.connect();
                TestPool pool = TestPool.of(database, TestPostgres.WORKER)) {
            EmbeddingWorkStore work = new EmbeddingWorkStore(pool.pool());
            assertFalse(now(work.claim(SPACE, ADA, MINUTE)));
            now(work.register(SPACE));
            now(work.register(SPACE));

            assertTrue(now(work.claim(SPACE, ADA, MINUTE)));
            assertTrue(now(work.claim(SPACE, ADA, MINUTE)));
            assertFalse(now(work.claim(SPACE, BOB, MINUTE)));
            now(work.release(SPACE, BOB));
            assertFalse(now(work.claim(SPACE, BOB, MINUTE)));
            session.run("update cineai.embedding_models set leased_until = clock_timestamp() - interval '1 ms'");
            assertTrue(now(work.claim(SPACE, BOB, MINUTE)));
            assertFalse(now(work.claim(SPACE, ADA, MINUTE)));
            now(work.release(SPACE, BOB));
            assertTrue(now(work.claim(SPACE, ADA, MINUTE)));
        }
    }

    @Test
    void wantedIsWhatHasNoVectorOfItsPresentContent() throws SQLException {
        TestPostgres database = TestPostgres.fresh();
        try (Session session = database.connect();
                TestPool pool = TestPool.of(database, TestPostgres.WORKER)) {
            EmbeddingWorkStore work = new EmbeddingWorkStore(pool.pool());
            MovieId heat = new MovieId(SampleWorld.aFilm(session, "Heat"));
            MovieId clue = new MovieId(SampleWorld.aFilm(session, "Clue"));
            SampleWorld.rates(session, SampleWorld.aUser(session), clue.value(), 5);
            Wish wish = new Wish(SPACE, "text1:", Optional.empty(), true);

            assertEquals(List.of(clue, heat), now(work.wanted(wish, 10)));
            assertEquals(List.of(clue), now(work.wanted(wish, 1)));
            WantedStoryline found = now(work.stillWanted(wish, List.of(heat))).get(0);
            assertTrue(found.inputHash().startsWith("text1:"));
            session.run(
                    "insert into cineai.movie_embeddings (movie_id, model, dimensions, embedding, input_hash)"
                            + " values (?, ?, 3, '{1,0,0}', ?)",
                    heat.value(),
                    SPACE.name(),
                    found.inputHash());
            assertEquals(List.of(clue), now(work.wanted(wish, 10)));
            assertEquals(new States(1, 1), now(work.states(wish)));
            assertEquals(
                    2,
                    now(work.wanted(new Wish(SPACE, "text2:", Optional.empty(), true), 10))
                            .size());
            assertEquals(List.of(), now(work.wanted(new Wish(SPACE, "text1:", Optional.of(List.of(heat)), true), 10)));

            now(work.register(SPACE));
            assertTrue(now(work.makeCurrent(SPACE, false)));
            assertFalse(now(work.makeCurrent(SPACE, true)));
            Space other = Space.of("openai", "large", 3);
            now(work.register(other));
            assertFalse(now(work.makeCurrent(other, true)), "it has no vectors");
        }
    }

    @Test
    void theAppsOwnVectorsAreReadWhereItHasSome() throws SQLException {
        TestPostgres database = TestPostgres.freshWithPgvectorOrSkip();
        try (Session session = database.connect();
                TestPool pool = TestPool.of(database, TestPostgres.WORKER)) {
            EmbeddingWorkStore work = new EmbeddingWorkStore(pool.pool());
            MovieId heat = new MovieId(SampleWorld.aFilm(session, "Heat"));
            MovieId clue = new MovieId(SampleWorld.aFilm(session, "Clue"));
            assertEquals(Map.of(), now(work.appVectors(List.of(heat, clue), 3)));

            session.run("create schema elsewhere");
            session.run("create extension vector with schema elsewhere");
            session.run("alter table public.movies add storyline_embedding elsewhere.vector(3)");
            session.run("update public.movies set storyline_embedding = '[3,0,4]' where title = 'Heat'");

            Map<MovieId, float[]> vectors = now(work.appVectors(List.of(heat, clue), 3));
            assertEquals(Set.of(heat), vectors.keySet());
            assertArrayEquals(new float[] {3, 0, 4}, vectors.get(heat));
            assertEquals(Map.of(), now(work.appVectors(List.of(heat, clue), 4)));
        }
    }
}
