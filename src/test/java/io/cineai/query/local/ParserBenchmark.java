package io.cineai.query.local;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.ingest.MovieLensFolder;
import io.cineai.ingest.SampleCatalogue;
import io.cineai.ingest.SourceFilm;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.query.catalogue.Catalogue;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What reading a query costs, with 10,000 films: {@code ./mvnw -Pbenchmark test -pl src -Dtest=ParserBenchmark}. The films are those of
 * MovieLens where it is there, and the sample's under changed titles. Judged by the time on a processor: others may load the machine.
 */
class ParserBenchmark {
    private static final Path DATA =
            Path.of(System.getProperty("cineai.movielens", "../../shared/data/ml-latest-small"));
    private static final int FILMS = 10_000;
    private static final int ROUNDS = 300;
    private static final List<String> QUERIES = List.of(
            "movies like Inception but more emotional and less violent",
            "something like incepton or the shawshank redemtion, not too long",
            "90s thrillers under two hours without gore",
            "I feel lonely, cheer me up with a comedy for the whole family",
            "films by christoper nolan starring leonardo di caprio from the last ten years",
            "between Alien and The Thing, but slower, weirder and with a happy ending, nothing too scary or sad",
            "what is the capital of France");
    /** Nearly as long as queries may be, and hardly a word that is known: each is looked up as a misspelt name. */
    private static final List<String> WORST =
            List.of("zombies, vampires, flamingos and xylophones in Paris with trombones ".repeat(7));

    @Test
    void aQueryIsReadInFiveMilliseconds() {
        List<Movie> films = films();
        LocalParser parser = new LocalParser(Catalogue.of(films, film -> 1), 2026);

        Times usual = Times.of(parser, QUERIES);
        Times worst = Times.of(parser, WORST);

        System.out.printf("%d films; a query %s; the longest %s%n", films.size(), usual, worst);
        assertTrue(usual.p95() <= 5, "p95 " + usual.p95() + " ms");
        assertTrue(worst.p95() <= 5, "the longest query's p95 " + worst.p95() + " ms");
    }

    @Test
    void theCatalogueIsMadeWellUnderASecond() {
        List<Movie> films = films();
        double first = cost(() -> Catalogue.of(films, film -> 1));
        double[] warm = IntStream.range(0, 9)
                .mapToDouble(round -> cost(() -> Catalogue.of(films, film -> 1)))
                .sorted()
                .toArray();

        System.out.printf("catalogue of %d films: first %.0f ms, then %.0f ms of CPU%n", films.size(), first, warm[4]);
        assertTrue(warm[4] <= 500, "median " + warm[4] + " ms");
    }

    /** Of a warm parser. In milliseconds of CPU. */
    private record Times(double p50, double p95) {
        static Times of(LocalParser parser, List<String> queries) {
            for (int round = 0; round < ROUNDS; round++) queries.forEach(parser::parse);
            double[] times = IntStream.range(0, ROUNDS * queries.size())
                    .mapToDouble(call -> cost(() -> parser.parse(queries.get(call % queries.size()))))
                    .sorted()
                    .toArray();
            return new Times(times[times.length / 2], times[times.length * 95 / 100]);
        }

        @Override
        public String toString() {
            return "p50 %.3f ms, p95 %.3f ms of CPU".formatted(p50, p95);
        }
    }

    /** In milliseconds of this thread on a processor. */
    private static double cost(Runnable work) {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long start = clock.getCurrentThreadCpuTime();
        work.run();
        return (clock.getCurrentThreadCpuTime() - start) / 1e6;
    }

    private static List<Movie> films() {
        List<Movie> films = new ArrayList<>(SampleCatalogue.films());
        List<Movie> sample = List.copyOf(films);
        if (Files.isDirectory(DATA))
            films.addAll(new MovieLensFolder(DATA)
                    .films().stream().map(SourceFilm::movie).toList());
        for (int copy = 2; films.size() < FILMS; copy++)
            for (Movie film : sample) if (films.size() < FILMS) films.add(again(film, copy));
        return films;
    }

    private static Movie again(Movie film, int copy) {
        String title = film.title() + " " + Integer.toString(copy * 7919, 36);
        MovieId id = new MovieId(UUID.nameUUIDFromBytes(title.getBytes(StandardCharsets.UTF_8)));
        return new Movie(
                id,
                title,
                film.year(),
                film.genres(),
                film.directors(),
                film.cast(),
                film.keywords(),
                film.runtime(),
                film.overview(),
                "");
    }
}
