package io.cineai.embed.local;

import static io.cineai.testkit.FilmBuilder.aFilm;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.ingest.SampleCatalogue;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LocalEmbedderTest {
    private static final List<Movie> SAMPLE = SampleCatalogue.films();
    private static final LocalEmbedder EMBEDDER = new LocalEmbedder(counted(SAMPLE), LocalEmbedder.DIMENSIONS);

    private static WordCounts counted(List<Movie> films) {
        WordCounts.Counting counting = new WordCounts.Counting();
        counting.add(films);
        return counting.done();
    }

    @Test
    void everyVectorHasLengthOne() {
        for (Movie film : SAMPLE)
            assertEquals(1, cosine(EMBEDDER.embed(film), EMBEDDER.embed(film)), 1e-5, film.title());
    }

    @Test
    void theSameFilmIsTheSameVectorWhenCountedInAnotherOrder() {
        List<Movie> backwards = SAMPLE.stream()
                .sorted(Comparator.comparing(Movie::title).reversed())
                .toList();

        assertArrayEquals(
                EMBEDDER.embed(SAMPLE.get(7)),
                new LocalEmbedder(counted(backwards), LocalEmbedder.DIMENSIONS).embed(SAMPLE.get(7)));
    }

    /** Vectors of one name are compared for years: where this changes, VERSION must. */
    @Test
    void aFilmsVectorIsWhatItWasWhenThisVersionWasMade() {
        Movie film = aFilm("Heat")
                .withGenres("Crime")
                .by("Michael Mann")
                .with("Al Pacino")
                .withKeywords("heist")
                .build();
        float[] vector = new LocalEmbedder(counted(List.of(film)), 16).embed(film);

        assertEquals(1, LocalEmbedder.VERSION);
        assertEquals(PINNED, Arrays.toString(vector));
    }

    private static final String PINNED =
            "[0.22497903, 0.0, -0.22497903, 0.14567135, 0.30336165, -0.13566746, 0.6056333, -0.22497903,"
                    + " 0.0, 0.0, 0.30336165, -0.30336165, -0.30336165, 0.0, 0.13566746, -0.23498292]";

    @Test
    void aFilmOfWhichNothingIsKnownIsNowhere() {
        assertArrayEquals(new float[256], EMBEDDER.embed(aFilm("It").build()));
    }

    @Test
    void spellingAndPluralsDoNotMatter() {
        Movie one = withOverview("Two thieves rob the café.");
        Movie other = withOverview("TWO THIEF'S rob, the Cafe; thieves!");

        assertTrue(cosine(EMBEDDER.embed(one), EMBEDDER.embed(other)) > 0.7);
    }

    private static Movie withOverview(String text) {
        Movie plain = aFilm("Heat").build();
        return new Movie(plain.id(), plain.title(), 1995, List.of(), List.of(), List.of(), List.of(), 120, text, "");
    }

    /** What the cosine of words themselves says, without any hashing into few places. */
    @Test
    void theCosineOfVectorsIsNearlyThatOfAThousandTimesAsManyDimensions() {
        LocalEmbedder wide = new LocalEmbedder(EMBEDDER.counts(), 4_096);
        double squares = 0;
        int pairs = 0;
        for (int a = 0; a < 60; a++)
            for (int b = a + 1; b < 60; b++) {
                double error = cosine(EMBEDDER.embed(SAMPLE.get(a)), EMBEDDER.embed(SAMPLE.get(b)))
                        - cosine(wide.embed(SAMPLE.get(a)), wide.embed(SAMPLE.get(b)));
                squares += error * error;
                pairs++;
            }

        assertTrue(Math.sqrt(squares / pairs) < 1.3 / Math.sqrt(256), "error " + Math.sqrt(squares / pairs));
    }

    @Test
    void aFilmsNearestShareItsGenresOrPeopleFarMoreOftenThanOthersDo() {
        Map<MovieId, float[]> vectors = new HashMap<>();
        SAMPLE.forEach(film -> vectors.put(film.id(), EMBEDDER.embed(film)));
        double near = 0;
        double all = 0;
        for (Movie film : SAMPLE) {
            List<Movie> nearest = SAMPLE.stream()
                    .filter(it -> !it.id().equals(film.id()))
                    .sorted(Comparator.comparingDouble(it -> -cosine(vectors.get(film.id()), vectors.get(it.id()))))
                    .limit(5)
                    .toList();
            near += nearest.stream()
                    .mapToDouble(it -> shared(film, it))
                    .average()
                    .orElseThrow();
            all += SAMPLE.stream().mapToDouble(it -> shared(film, it)).average().orElseThrow();
        }

        System.out.printf(
                "Features shared with the five nearest: %.2f a film; with any: %.2f%n",
                near / SAMPLE.size(), all / SAMPLE.size());
        assertTrue(near > 2.5 * all, near + " against " + all);
    }

    @Test
    void ofATastesDirectorTheOtherFilmIsTheNearest() {
        Movie heat = aFilm("Heat")
                .withGenres("Crime", "Drama")
                .by("Michael Mann")
                .with("Al Pacino", "Robert De Niro")
                .build();
        Movie insider = aFilm("The Insider")
                .withGenres("Drama")
                .by("Michael Mann")
                .with("Al Pacino")
                .build();
        Movie clue = aFilm("Clue")
                .withGenres("Comedy")
                .by("Jonathan Lynn")
                .with("Tim Curry")
                .build();
        float[] vector = EMBEDDER.embed(heat);

        assertTrue(cosine(vector, EMBEDDER.embed(insider)) > 0.3 + cosine(vector, EMBEDDER.embed(clue)));
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new LocalEmbedder(EMBEDDER.counts(), 8));
        assertThrows(IllegalArgumentException.class, () -> new WordCounts(1, new int[3]));
        assertThrows(IllegalArgumentException.class, () -> new WordCounts(-1, new int[WordCounts.PLACES]));
    }

    private static double shared(Movie one, Movie other) {
        Set<String> features = features(one);
        features.retainAll(features(other));
        return features.size();
    }

    private static Set<String> features(Movie film) {
        return new HashSet<>(Stream.of(film.genres(), film.directors(), film.cast(), film.keywords())
                .flatMap(List::stream)
                .toList());
    }

    static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) sum += (double) a[k] * b[k];
        return sum;
    }
}
