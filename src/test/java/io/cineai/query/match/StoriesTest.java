package io.cineai.query.match;

import static io.cineai.testkit.FilmBuilder.aFilm;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StoriesTest {
    private static final Movie HEAT = aFilm("Heat").build();
    private static final Movie RONIN = aFilm("Ronin").build();
    private static final Movie BAMBI = aFilm("Bambi").build();
    private static final Movie UNTOLD = aFilm("Untold").build();
    private static final List<Movie> FILMS = List.of(HEAT, RONIN, BAMBI, UNTOLD);

    private static Stories told(float[] heat, float[] ronin, float[] bambi) {
        return Stories.of(FILMS, Map.of(HEAT.id(), heat, RONIN.id(), ronin, BAMBI.id(), bambi));
    }

    @Test
    void whatIsNoNearerThanMostIsNotNear() {
        float[] near = told(new float[] {1, 0}, new float[] {0.8f, 0.6f}, new float[] {0, 1})
                .near(List.of(0));

        assertEquals(0.4, near[0], 0.02);
        assertEquals(0.2, near[1], 0.02);
        assertEquals(0, near[2]);
        assertEquals(0, near[3]);
    }

    @Test
    void aFilmWithoutAVectorIsNearToNone() {
        assertArrayEquals(
                new float[4],
                told(new float[] {1, 0}, new float[] {0.8f, 0.6f}, new float[] {0, 1})
                        .near(List.of(3)));
        assertArrayEquals(new float[4], Stories.of(FILMS, Map.of()).near(List.of(0, 1)));
    }

    @Test
    void aByteANumberIsExactToAHundredth() {
        Random random = new Random(7);
        Map<MovieId, float[]> vectors = new HashMap<>();
        for (Movie film : FILMS) vectors.put(film.id(), unit(random));
        double usual = FILMS.stream()
                .mapToDouble(it -> cosine(vectors.get(HEAT.id()), vectors.get(it.id())))
                .average()
                .orElseThrow();

        float[] near = Stories.of(FILMS, vectors).near(List.of(0));

        for (int film = 0; film < near.length; film++) {
            double exact =
                    cosine(vectors.get(HEAT.id()), vectors.get(FILMS.get(film).id())) - usual;
            assertTrue(Math.abs(Math.max(0, exact) - near[film]) < 0.01, film + ": " + exact + " " + near[film]);
        }
    }

    private static float[] unit(Random random) {
        float[] vector = new float[256];
        double squares = 0;
        for (int k = 0; k < vector.length; k++) {
            vector[k] = (float) random.nextGaussian();
            squares += vector[k] * vector[k];
        }
        for (int k = 0; k < vector.length; k++) vector[k] /= (float) Math.sqrt(squares);
        return vector;
    }

    private static double cosine(float[] one, float[] other) {
        double sum = 0;
        for (int k = 0; k < one.length; k++) sum += one[k] * other[k];
        return sum;
    }
}
