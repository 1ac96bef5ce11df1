package io.cineai.usecase.opinion;

import static io.cineai.testkit.TestPool.now;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.embed.local.LocalEmbedder;
import io.cineai.ingest.SampleCatalogue;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.recommend.Algorithm;
import io.cineai.recommend.ListSettings;
import io.cineai.recommend.NearFilms;
import io.cineai.store.embedding.EmbeddingStore;
import io.cineai.store.opinion.OpinionStore;
import io.cineai.taste.TasteProfile;
import io.cineai.taste.TasteProfile.Opinion;
import io.cineai.testkit.Embeddings;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SecondOpinionsTest {
    private static final List<Movie> FILMS = SampleCatalogue.films();
    private static final LocalEmbedder EMBEDDER = Embeddings.embedder(FILMS);
    private static final ListSettings SETTINGS = new ListSettings(50, Algorithm.HYBRID, 0.4, true);
    private static final int SHORTLIST = 200;

    /** Switched on or off, for users of fewer than 20 opinions. */
    private record Settings(boolean enabled) implements OpinionConfig {
        @Override
        public int fewerThan() {
            return 20;
        }

        @Override
        public Duration atMostEvery() {
            return Duration.ofDays(1);
        }
    }

    /** What must hold whatever the way. */
    abstract static class Rules {
        final TestPostgres database = postgres();
        final TestPool pool = TestPool.of(database, TestPostgres.WORKER);
        final SecondOpinions opinions = opinions(true);
        Session session;

        abstract TestPostgres postgres();

        void prepare() throws SQLException {}

        SecondOpinions opinions(boolean enabled) {
            return new SecondOpinions(
                    new OpinionStore(pool.pool()), new EmbeddingStore(pool.pool()), new Settings(enabled));
        }

        @BeforeEach
        void theSample() throws SQLException {
            session = database.connect();
            SampleWorld.fill(session);
            prepare();
        }

        void embedded() throws SQLException {
            Embeddings.write(session, EMBEDDER, FILMS);
            session.run("analyze cineai.movie_embeddings");
        }

        @AfterEach
        void close() throws SQLException {
            if (session != null) session.close();
            pool.close();
        }

        /** Likes every other of the first films, and did not like the rest. */
        static TasteProfile whoSaid(int films) {
            List<Opinion> said = IntStream.range(0, films)
                    .mapToObj(k -> new Opinion(FILMS.get(k).id(), k % 2 == 0 ? 1 : -0.3, k % 2 == 0 ? 1 : -0.3))
                    .toList();
            return new TasteProfile(said, said.stream().map(Opinion::movie).collect(Collectors.toSet()));
        }

        Advice advice(SecondOpinions asked, TasteProfile taste) {
            return now(asked.advice(SETTINGS, Optional.empty(), () -> taste));
        }

        @Test
        void whoIsLittleKnownGetsTheFilmsNearestToWhatTheyLikedAndNoneThatTheyKnow() throws SQLException {
            embedded();
            TasteProfile taste = whoSaid(9);

            NearFilms near = now(opinions.near(advice(opinions, taste), taste));

            assertEquals(
                    IntStream.of(0, 2, 4, 6, 8).mapToObj(k -> FILMS.get(k).id()).collect(Collectors.toSet()),
                    near.liked().keySet());
            assertEquals(SHORTLIST, near.near().size());
            assertTrue(near.near().keySet().stream().noneMatch(taste.settled()::contains));
            assertTrue(near.near().keySet().stream()
                            .filter(byHand(taste)::contains)
                            .count()
                    >= 0.98 * SHORTLIST);
        }

        @Test
        void whereNothingIsEmbeddedNothingIsNearAndTheListIsMadeOfTheSame() {
            TasteProfile taste = whoSaid(9);
            Advice advice = advice(opinions, taste);

            assertTrue(advice.sought());
            assertEquals(
                    NearFilms.NONE.near(), now(opinions.near(advice, taste)).near());
        }

        @Test
        void whomAModelIsNotToJudgeGetsNone() throws SQLException {
            embedded();
            TasteProfile well = whoSaid(20);
            TasteProfile little = whoSaid(9);

            assertSame(Advice.NONE, advice(opinions, well));
            assertSame(Advice.NONE, advice(opinions, TasteProfile.UNKNOWN));
            assertSame(Advice.NONE, advice(opinions(false), little));
            assertSame(NearFilms.NONE, now(opinions.near(Advice.NONE, little)));
        }

        private static Set<MovieId> byHand(TasteProfile taste) {
            List<float[]> liked = IntStream.of(0, 2, 4, 6, 8)
                    .mapToObj(k -> EMBEDDER.embed(FILMS.get(k)))
                    .toList();
            return FILMS.stream()
                    .filter(film -> !taste.settled().contains(film.id()))
                    .sorted(Comparator.comparingDouble(film -> -liked.stream()
                            .mapToDouble(it -> dot(it, EMBEDDER.embed(film)))
                            .sum()))
                    .limit(SHORTLIST)
                    .map(Movie::id)
                    .collect(Collectors.toSet());
        }

        private static double dot(float[] a, float[] b) {
            double dot = 0;
            for (int k = 0; k < a.length; k++) dot += a[k] * b[k];
            return dot;
        }
    }

    @Nested
    class ByLookingAtAll extends Rules {
        @Override
        TestPostgres postgres() {
            return TestPostgres.fresh();
        }

        @Override
        void prepare() throws SQLException {
            Embeddings.model(session, Embeddings.MODEL, 256);
        }

        @Test
        void otherVectorsAreAnotherListAndNoVectorsAreNoMark() throws SQLException {
            assertEquals("/n" + Embeddings.MODEL, advice(opinions, whoSaid(9)).mark());
            session.run("delete from cineai.embedding_models");

            assertEquals("", advice(opinions(true), whoSaid(9)).mark());
        }
    }

    @Nested
    class ByIndex extends Rules {
        @Override
        TestPostgres postgres() {
            return TestPostgres.freshWithPgvectorOrSkip();
        }

        @Override
        void prepare() throws SQLException {
            session.run("create extension vector");
            Embeddings.model(session, Embeddings.MODEL, 256);
            try (Session worker = database.connect(TestPostgres.WORKER)) {
                assertEquals("hnsw", worker.one("select cineai.ensure_embedding_index(?, 256)", Embeddings.MODEL));
            }
        }
    }
}
