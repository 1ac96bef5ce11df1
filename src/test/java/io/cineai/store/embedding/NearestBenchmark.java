package io.cineai.store.embedding;

import static io.cineai.testkit.TestPool.now;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.embed.local.LocalEmbedder;
import io.cineai.ingest.MovieLensFolder;
import io.cineai.ingest.SourceFilm;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.testkit.Embeddings;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What the index of near films misses and what each way takes, on the films of MovieLens with texts of Wikipedia:
 * {@code ./mvnw -Pbenchmark verify -pl src -Dtest=NearestBenchmark}. The data are not part of this project; where they, or pgvector, are not
 * found the benchmark is skipped.
 */
class NearestBenchmark {
    private static final Path MOVIELENS =
            Path.of(System.getProperty("cineai.movielens", "../../shared/data/ml-latest-small"));
    private static final Path TEXTS =
            Path.of(System.getProperty("cineai.film.texts", "../../shared/data/wikipedia-movies/movies.jsonl"));
    private static final int SHORTLIST = 200;
    private static final int TASTES = 200;
    private static final double LEAST_RECALL = 0.98;

    @Test
    void theIndexFindsWhatLookingAtAllFinds() throws Exception {
        List<Movie> films = filmsOrSkip();
        TestPostgres database = TestPostgres.freshWithPgvectorOrSkip();
        try (Session session = database.connect();
                TestPool pool = TestPool.of(database, TestPostgres.WORKER)) {
            fill(session, films);
            long start = System.nanoTime();
            LocalEmbedder embedder = Embeddings.embedder(films);
            List<float[]> vectors = films.stream().map(embedder::embed).toList();
            System.out.printf("%,d films counted and embedded in %,d ms%n", films.size(), since(start));
            sane(films, vectors);

            Embeddings.model(session, Embeddings.MODEL, 256);
            session.run("create extension vector");
            start = System.nanoTime();
            session.rows("select cineai.ensure_embedding_index(?, 256)", Embeddings.MODEL);
            System.out.printf("index of no vectors made in %,d ms%n", since(start));
            start = System.nanoTime();
            Embeddings.write(session, embedder, films);
            System.out.printf("vectors written into table and index in %,d ms%n", since(start));
            session.run("analyze");
            List<float[]> tastes = tastes(vectors);
            Set<MovieId> seen = films.stream().limit(500).map(Movie::id).collect(Collectors.toSet());

            EmbeddingStore byIndex = new EmbeddingStore(pool.pool());
            Map<String, List<Set<MovieId>>> found = new HashMap<>();
            found.put("index", timed("by the index", tastes, taste -> byIndex.nearest(taste, SHORTLIST, List.of())));
            found.put(
                    "index, 500 seen",
                    timed("by the index, without 500", tastes, taste -> byIndex.nearest(taste, SHORTLIST, seen)));
            await().atMost(Duration.ofSeconds(30)).until(() -> scans(session) > TASTES);

            session.run("drop index cineai." + session.one("select cineai.embedding_index(?)", Embeddings.MODEL));
            start = System.nanoTime();
            session.rows("select cineai.ensure_embedding_index(?, 256)", Embeddings.MODEL);
            System.out.printf("index of vectors that are there made in %,d ms%n", since(start));
            EmbeddingStore again = new EmbeddingStore(pool.pool());
            found.put(
                    "built at once",
                    timed("by the index built at once", tastes, taste -> again.nearest(taste, SHORTLIST, List.of())));

            session.run("drop extension vector cascade");
            EmbeddingStore inMemory = new EmbeddingStore(pool.pool());
            start = System.nanoTime();
            now(inMemory.nearest(tastes.get(0), SHORTLIST, List.of()));
            System.out.printf("vectors read into memory, first answer: %,d ms%n", since(start));
            List<Set<MovieId>> exact =
                    timed("by memory", tastes, taste -> inMemory.nearest(taste, SHORTLIST, List.of()));
            List<Set<MovieId>> exactUnseen =
                    timed("by memory, without 500", tastes, taste -> inMemory.nearest(taste, SHORTLIST, seen));
            EmbeddingStore paging = new EmbeddingStore(pool.pool(), 0);
            timed("page by page", tastes.subList(0, 20), taste -> paging.nearest(taste, SHORTLIST, List.of()));
            inSql(session, tastes.subList(0, 5));

            double recall = recall(found.get("index"), exact);
            double unseen = recall(found.get("index, 500 seen"), exactUnseen);
            double atOnce = recall(found.get("built at once"), exact);
            System.out.printf(
                    "Recall@200 of the index: %.4f; without 500: %.4f; built at once: %.4f; as near as the 200th, in the mean: %.4f%n",
                    recall, unseen, atOnce, asNear(films, vectors, tastes, found.get("index"), exact));
            assertTrue(films.size() >= 9_000, films.size() + " films");
            assertTrue(recall >= LEAST_RECALL, "recall " + recall);
            assertTrue(unseen >= LEAST_RECALL, "recall without films that were seen " + unseen);
            assertTrue(atOnce >= LEAST_RECALL, "recall " + atOnce);
        }
    }

    private static void sane(List<Movie> films, List<float[]> vectors) {
        for (String title : List.of("Toy Story", "Heat", "Godfather, The", "Alien", "Annie Hall")) {
            int of = IntStream.range(0, films.size())
                    .filter(k -> films.get(k).title().startsWith(title))
                    .findFirst()
                    .orElse(0);
            List<Integer> order = IntStream.range(0, films.size())
                    .boxed()
                    .sorted((a, b) -> Float.compare(
                            Matrix.cosine(vectors.get(of), vectors.get(b), 0),
                            Matrix.cosine(vectors.get(of), vectors.get(a), 0)))
                    .limit(7)
                    .toList();
            System.out.println(films.get(of).title() + " " + films.get(of).year() + ": "
                    + order.stream()
                            .skip(1)
                            .map(k -> films.get(k).title() + " " + films.get(k).year())
                            .toList());
        }
    }

    /** Halves: films themselves, and means of some, as people like them. */
    private static List<float[]> tastes(List<float[]> vectors) {
        SplittableRandom dice = new SplittableRandom(7);
        List<float[]> tastes = new ArrayList<>();
        while (tastes.size() < TASTES) {
            float[] taste = new float[256];
            int liked = tastes.size() % 2 == 0 ? 1 : dice.nextInt(3, 30);
            for (int n = 0; n < liked; n++) {
                float[] one = vectors.get(dice.nextInt(vectors.size()));
                for (int k = 0; k < taste.length; k++) taste[k] += one[k];
            }
            tastes.add(taste);
        }
        return tastes;
    }

    private static List<Set<MovieId>> timed(String how, List<float[]> tastes, Function<float[], Uni<List<Near>>> way) {
        for (int warm = 0; warm < Math.min(30, tastes.size()); warm++) now(way.apply(tastes.get(warm)));
        List<Set<MovieId>> all = new ArrayList<>();
        double[] millis = new double[tastes.size()];
        for (int k = 0; k < millis.length; k++) {
            long start = System.nanoTime();
            List<Near> near = now(way.apply(tastes.get(k)));
            millis[k] = (System.nanoTime() - start) / 1e6;
            all.add(near.stream().map(Near::film).collect(Collectors.toSet()));
        }
        Arrays.sort(millis);
        System.out.printf(
                "%s: median %.2f ms, p95 %.2f ms%n", how, millis[millis.length / 2], millis[millis.length * 95 / 100]);
        return all;
    }

    /** What it would be to let Postgres do the sums. */
    private static void inSql(Session session, List<float[]> tastes) throws Exception {
        long start = System.nanoTime();
        for (float[] taste : tastes)
            session.rows("""
                    select e.movie_id
                      from cineai.movie_embeddings e
                     cross join lateral (select sum(a * b) as near
                                           from unnest(e.embedding, ?::real[]) as t (a, b)) s
                     order by s.near desc
                     limit 200""", Arrays.toString(taste).replace('[', '{').replace(']', '}'));
        System.out.printf("in SQL without pgvector: %.0f ms%n", since(start) / (double) tastes.size());
    }

    private static double recall(List<Set<MovieId>> found, List<Set<MovieId>> exact) {
        double sum = 0;
        for (int k = 0; k < exact.size(); k++) {
            Set<MovieId> both = new HashSet<>(exact.get(k));
            both.retainAll(found.get(k));
            sum += both.size() / (double) exact.get(k).size();
        }
        return sum / exact.size();
    }

    /** Films of which no more than genres is known are equally near by the dozen: which of them are found does not matter. */
    private static double asNear(
            List<Movie> films,
            List<float[]> vectors,
            List<float[]> tastes,
            List<Set<MovieId>> found,
            List<Set<MovieId>> exact) {
        Map<MovieId, float[]> byFilm = new HashMap<>();
        for (int k = 0; k < films.size(); k++) byFilm.put(films.get(k).id(), vectors.get(k));
        double sum = 0;
        for (int k = 0; k < tastes.size(); k++) {
            float[] taste = tastes.get(k);
            double last = exact.get(k).stream()
                    .mapToDouble(film -> Matrix.cosine(taste, byFilm.get(film), 0))
                    .min()
                    .orElseThrow();
            sum += found.get(k).stream()
                            .filter(film -> Matrix.cosine(taste, byFilm.get(film), 0) >= last * (1 - 1e-4))
                            .count()
                    / (double) SHORTLIST;
        }
        return sum / tastes.size();
    }

    /** Backends tell of them when they have been idle for a while. */
    private static long scans(Session session) throws Exception {
        return session.count("select coalesce(sum(idx_scan), 0) from pg_stat_user_indexes"
                + " where indexrelname like 'movie_embeddings_near%'");
    }

    private static long since(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static void fill(Session session, List<Movie> films) throws Exception {
        for (int from = 0; from < films.size(); from += 1_000) {
            List<Movie> some = films.subList(from, Math.min(films.size(), from + 1_000));
            session.run(
                    "insert into public.movies (id, title) select id, 'a film' from unnest(?::uuid[]) as t (id)",
                    some.stream().map(film -> film.id().value().toString()).collect(Collectors.joining(",", "{", "}")));
        }
    }

    /** MovieLens' films with its tags as keywords, and Wikipedia's text and cast where it has the film. */
    static List<Movie> filmsOrSkip() throws IOException {
        boolean found = Files.isDirectory(MOVIELENS) && Files.exists(TEXTS);
        if (!found) System.out.println("Skipped, no films at " + MOVIELENS + " and " + TEXTS);
        Assumptions.assumeTrue(found);
        Map<MovieId, JsonObject> texts = new HashMap<>();
        try (Stream<String> lines = Files.lines(TEXTS)) {
            lines.map(JsonObject::new)
                    .forEach(text -> texts.put(MovieLensFolder.movieId(text.getInteger("movieId")), text));
        }
        return new MovieLensFolder(MOVIELENS)
                .films().stream()
                        .map(SourceFilm::movie)
                        .map(film -> told(film, texts.getOrDefault(film.id(), new JsonObject())))
                        .toList();
    }

    private static Movie told(Movie film, JsonObject text) {
        return new Movie(
                film.id(),
                film.title(),
                film.year(),
                film.genres(),
                film.directors(),
                strings(text.getJsonArray("cast", new JsonArray())),
                film.keywords(),
                film.runtime(),
                text.getString("extract", ""),
                "");
    }

    private static List<String> strings(Collection<?> some) {
        return some.stream().map(String::valueOf).filter(it -> !it.isBlank()).toList();
    }

    private static List<String> strings(JsonArray some) {
        return strings(some.getList());
    }
}
