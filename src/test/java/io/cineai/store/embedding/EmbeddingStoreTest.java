package io.cineai.store.embedding;

import static io.cineai.testkit.TestPool.now;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.embed.local.LocalEmbedder;
import io.cineai.ingest.SampleCatalogue;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.testkit.Embeddings;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EmbeddingStoreTest {
    private static final List<Movie> FILMS = SampleCatalogue.films();
    private static final LocalEmbedder EMBEDDER = Embeddings.embedder(FILMS);
    private static final int SHORTLIST = 200;

    /** What must hold whatever the way. */
    abstract static class Rules {
        final TestPostgres database = postgres();
        final TestPool pool = TestPool.of(database, TestPostgres.WORKER);
        EmbeddingStore store;
        Session session;

        abstract TestPostgres postgres();

        abstract EmbeddingStore store();

        void prepare() throws SQLException {}

        @BeforeEach
        void theSampleEmbedded() throws SQLException {
            session = database.connect();
            SampleWorld.fill(session);
            Embeddings.model(session, Embeddings.MODEL, 256);
            prepare();
            Embeddings.write(session, EMBEDDER, FILMS);
            session.run("analyze cineai.movie_embeddings");
            store = store();
        }

        @AfterEach
        void close() throws SQLException {
            if (session != null) session.close();
            pool.close();
        }

        @Test
        void theNearestAreThoseThatAnotherWayOfCountingFinds() {
            for (int k = 0; k < FILMS.size(); k += 10) {
                float[] taste = EMBEDDER.embed(FILMS.get(k));

                List<Near> near = now(store.nearest(taste, SHORTLIST, List.of()));

                assertEquals(SHORTLIST, near.size());
                assertEquals(FILMS.get(k).id(), near.get(0).film());
                assertEquals(1, near.get(0).similarity(), 1e-4);
                List<MovieId> expected = byHand(taste, Set.of(), SHORTLIST);
                Set<MovieId> found = films(near);
                assertTrue(expected.stream().filter(found::contains).count() >= 0.98 * SHORTLIST);
                for (int n = 1; n < near.size(); n++)
                    assertTrue(near.get(n).similarity() <= near.get(n - 1).similarity() + 1e-6);
            }
        }

        @Test
        void whoIsNotWantedIsNotThereAndTheRestMovesUp() {
            float[] taste = EMBEDDER.embed(FILMS.get(0));
            List<MovieId> first = byHand(taste, Set.of(), 90);

            List<Near> near = now(store.nearest(taste, SHORTLIST, first));

            assertEquals(SHORTLIST, near.size());
            assertTrue(films(near).stream().noneMatch(first::contains));
            List<MovieId> expected = byHand(taste, new HashSet<>(first), SHORTLIST);
            assertTrue(expected.stream().filter(films(near)::contains).count() >= 0.98 * SHORTLIST);
        }

        @Test
        void aTasteOfAnyLengthIsADirection() {
            float[] taste = EMBEDDER.embed(FILMS.get(3));
            float[] longer = taste.clone();
            for (int k = 0; k < longer.length; k++) longer[k] *= 17;

            List<Near> near = now(store.nearest(longer, 10, List.of()));

            assertEquals(films(now(store.nearest(taste, 10, List.of()))), films(near));
            assertEquals(1, near.get(0).similarity(), 1e-4);
        }

        @Test
        void nothingIsNearToNoTasteAndAnotherLengthIsRefused() {
            assertEquals(List.of(), now(store.nearest(new float[256], 10, List.of())));
            assertThrows(IllegalArgumentException.class, () -> now(store.nearest(new float[] {1, 0}, 10, List.of())));
            float[] broken = new float[256];
            broken[0] = Float.NaN;
            assertThrows(IllegalArgumentException.class, () -> now(store.nearest(broken, 10, List.of())));
            assertThrows(IllegalArgumentException.class, () -> store.nearest(new float[256], 0, List.of()));
        }

        @Test
        void moreThanThereAreIsAllThereAre() {
            assertEquals(
                    FILMS.size(),
                    now(store.nearest(EMBEDDER.embed(FILMS.get(0)), 1_000, List.of()))
                            .size());
        }

        @Test
        void aFilmThatIsDeletedIsNearToNobodyOnceTheStoreLooksAgain() throws SQLException {
            float[] taste = EMBEDDER.embed(FILMS.get(0));
            now(store.nearest(taste, 5, List.of()));
            session.run(
                    "delete from public.movies where id = ?", FILMS.get(0).id().value());

            store.forget();

            assertFalse(films(now(store.nearest(taste, 5, List.of())))
                    .contains(FILMS.get(0).id()));
            assertEquals(
                    0,
                    session.count(
                            "select count(*) from cineai.movie_embeddings where movie_id = ?",
                            FILMS.get(0).id().value()));
        }

        @Test
        void vectorsAreReadByIdAndAllOfThemInPages() {
            Map<MovieId, float[]> some =
                    now(store.of(List.of(FILMS.get(1).id(), FILMS.get(2).id(), new MovieId(UUID.randomUUID()))));

            assertEquals(Set.of(FILMS.get(1).id(), FILMS.get(2).id()), some.keySet());
            assertArrayEquals(
                    EMBEDDER.embed(FILMS.get(1)), some.get(FILMS.get(1).id()));
            List<Vector> all = now(store.all().collect().in(ArrayList<Vector>::new, List::addAll));
            assertEquals(FILMS.size(), all.size());
            assertEquals(FILMS.size(), all.stream().map(Vector::film).distinct().count());
            assertEquals(
                    new Space(Embeddings.MODEL, "local", 256),
                    now(store.space()).orElseThrow());
        }
    }

    @Nested
    class InMemory extends Rules {
        @Override
        TestPostgres postgres() {
            return TestPostgres.fresh();
        }

        @Override
        EmbeddingStore store() {
            return new EmbeddingStore(pool.pool());
        }

        @Test
        void twoWaysOfLookingAtAllAreOne() {
            EmbeddingStore paging = new EmbeddingStore(pool.pool(), 0);
            for (int k = 0; k < FILMS.size(); k += 30) {
                float[] taste = EMBEDDER.embed(FILMS.get(k));

                assertEquals(
                        now(store.nearest(taste, SHORTLIST, List.of())),
                        now(paging.nearest(taste, SHORTLIST, List.of())));
            }
        }
    }

    @Nested
    class PageByPage extends Rules {
        @Override
        TestPostgres postgres() {
            return TestPostgres.fresh();
        }

        @Override
        EmbeddingStore store() {
            return new EmbeddingStore(pool.pool(), 0);
        }
    }

    @Nested
    class ByIndex extends Rules {
        @Override
        TestPostgres postgres() {
            return TestPostgres.freshWithPgvectorOrSkip();
        }

        /** In a schema of its own, as platforms have it. */
        @Override
        void prepare() throws SQLException {
            session.run("create schema extensions_of_the_platform");
            session.run("create extension vector with schema extensions_of_the_platform");
            try (Session worker = database.connect(TestPostgres.WORKER)) {
                assertEquals(
                        "cineai_worker may not use schema extensions_of_the_platform",
                        worker.one("select cineai.ensure_embedding_index(?, 256)", Embeddings.MODEL));
                session.run("grant usage on schema extensions_of_the_platform to cineai_worker");
                assertEquals(
                        "test_owner may not use schema extensions_of_the_platform",
                        worker.one("select cineai.ensure_embedding_index(?, 256)", Embeddings.MODEL));
                session.run("grant usage on schema extensions_of_the_platform to test_owner");
                assertEquals("hnsw", worker.one("select cineai.ensure_embedding_index(?, 256)", Embeddings.MODEL));
                assertEquals("hnsw", worker.one("select cineai.ensure_embedding_index(?, 256)", Embeddings.MODEL));
            }
        }

        @Override
        EmbeddingStore store() {
            return new EmbeddingStore(pool.pool());
        }

        @Test
        void theIndexIsUsedAndNotTheTable() throws SQLException {
            long before = scans();
            try (Session worker = database.connect(TestPostgres.WORKER)) {
                worker.rows(
                        "select movie_id from cineai.near_films(?, ?::real[], 200, '{}')",
                        Embeddings.MODEL,
                        Arrays.toString(EMBEDDER.embed(FILMS.get(0)))
                                .replace('[', '{')
                                .replace(']', '}'));
                worker.rows("select pg_stat_force_next_flush()");
                worker.rows("select 1");
            }

            assertEquals(before + 1, scans());
        }

        private long scans() throws SQLException {
            return session.count("select coalesce(sum(idx_scan), 0) from pg_stat_user_indexes where indexrelname ="
                    + " cineai.embedding_index('" + Embeddings.MODEL + "')");
        }

        @Test
        void withoutTheIndexAllAreLookedAtAndTheAnswerIsTheSame() throws SQLException {
            float[] taste = EMBEDDER.embed(FILMS.get(5));
            Set<MovieId> byIndex = films(now(store.nearest(taste, SHORTLIST, List.of())));
            session.run("drop extension vector cascade");

            // It still believes that there is one.
            assertEquals(byIndex, films(now(store.nearest(taste, SHORTLIST, List.of()))));
            store.forget();
            assertEquals(byIndex, films(now(store.nearest(taste, SHORTLIST, List.of()))));
        }

        @Test
        void onlyRegisteredModelsGetAnIndexAndOnlyTheirLength() throws SQLException {
            try (Session worker = database.connect(TestPostgres.WORKER)) {
                assertThrows(
                        SQLException.class,
                        () -> worker.one("select cineai.ensure_embedding_index('x'' or true', 256)"));
                assertThrows(
                        SQLException.class,
                        () -> worker.one("select cineai.ensure_embedding_index(?, 128)", Embeddings.MODEL));
                assertThrows(SQLException.class, () -> worker.run("drop index cineai.movie_embeddings_pkey"));
            }
        }

        @Test
        void theIndexOfAModelThatIsForgottenGoesWithTheNextOne() throws SQLException {
            session.run("delete from cineai.embedding_models");
            Embeddings.model(session, "local/words-1.2/256", 256);
            try (Session worker = database.connect(TestPostgres.WORKER)) {
                assertEquals("hnsw", worker.one("select cineai.ensure_embedding_index('local/words-1.2/256', 256)"));
            }

            assertEquals(
                    List.of("true"),
                    session.rows("select indexname = cineai.embedding_index('local/words-1.2/256') from pg_indexes"
                            + " where indexname like 'movie_embeddings_near%'"));
        }

        @Test
        void whoWaitsForTheTableSaysSoAndHoldsNobodyUp() throws SQLException {
            Embeddings.model(session, "local/words-1.2/256", 256);
            try (Session other = database.connect();
                    Session worker = database.connect(TestPostgres.WORKER)) {
                other.run("begin; lock table cineai.movie_embeddings in row exclusive mode");

                assertEquals("busy", worker.one("select cineai.ensure_embedding_index('local/words-1.2/256', 256)"));

                other.run("rollback");
                assertEquals("hnsw", worker.one("select cineai.ensure_embedding_index('local/words-1.2/256', 256)"));
            }
        }

        @Test
        void vectorsThatAreTooLongAreLookedAtWithoutAnIndex() throws SQLException {
            Embeddings.model(session, "openai/large/3072", 3_072);
            try (Session worker = database.connect(TestPostgres.WORKER)) {
                assertEquals(
                        "too many dimensions",
                        worker.one("select cineai.ensure_embedding_index('openai/large/3072', 3072)"));
            }
        }
    }

    @Nested
    class WithoutPgvector {
        private final TestPostgres database = TestPostgres.fresh();

        @Test
        void thereIsNoIndexAndThatIsSaid() throws SQLException {
            try (Session session = database.connect();
                    Session worker = database.connect(TestPostgres.WORKER)) {
                Embeddings.model(session, Embeddings.MODEL, 256);

                assertEquals(
                        "no pgvector", worker.one("select cineai.ensure_embedding_index(?, 256)", Embeddings.MODEL));
                assertEquals(
                        0,
                        worker.count("select count(*) from cineai.near_films(?, '{1,0}', 5, '{}')", Embeddings.MODEL));
            }
        }

        @Test
        void nobodyButTheWorkerMayAsk() throws SQLException {
            for (String role : List.of("anon", "authenticated", "service_role", "cineai_reader"))
                try (Session session = database.connect()) {
                    session.run("set role " + role);
                    assertThrows(SQLException.class, () -> session.one("select cineai.ensure_embedding_index('x', 2)"));
                    assertThrows(SQLException.class, () -> session.rows("select * from cineai.embedding_models"));
                }
        }

        @Test
        void withoutVectorsNothingIsNear() {
            try (TestPool pool = TestPool.of(database, TestPostgres.WORKER)) {
                EmbeddingStore store = new EmbeddingStore(pool.pool());

                assertEquals(List.of(), now(store.nearest(new float[] {1}, 10, List.of())));
                assertEquals(Map.of(), now(store.of(List.of(FILMS.get(0).id()))));
                assertEquals(List.of(), now(store.all().collect().asList()));
                assertTrue(now(store.space()).isEmpty());
            }
        }
    }

    private static Set<MovieId> films(List<Near> near) {
        return new HashSet<>(near.stream().map(Near::film).toList());
    }

    private static List<MovieId> byHand(float[] taste, Set<MovieId> without, int count) {
        return FILMS.stream()
                .filter(film -> !without.contains(film.id()))
                .sorted(Comparator.comparingDouble(film -> -cosine(taste, EMBEDDER.embed(film))))
                .limit(count)
                .map(Movie::id)
                .toList();
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) sum += (double) a[k] * b[k];
        return sum;
    }
}
