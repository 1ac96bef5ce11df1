package io.cineai.movie;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FilmIndexTest {
    private static final int FILMS = 20_000;
    private static final int THREADS = 8;

    private final FilmIndex index = new FilmIndex();
    private final List<MovieId> films = LongStream.range(0, FILMS)
            .mapToObj(low -> new MovieId(new UUID(low * 31, low)))
            .toList();

    @Test
    void numbersFollowTheOrderInWhichFilmsAreMet() {
        assertEquals(0, index.number(films.get(5)));
        assertEquals(1, index.number(films.get(3)));
        assertEquals(0, index.number(films.get(5)));
        assertEquals(2, index.size());
        assertEquals(films.get(3), index.film(1));
        assertArrayEquals(new MovieId[] {films.get(3), films.get(5)}, index.films(new int[] {1, 0}));
    }

    @Test
    void whoKnowsANumberFindsItsFilmAndIsWithinTheSizeWhoeverElseNumbersFilms() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Void>> all = new ArrayList<>();
            for (int seed = 0; seed < THREADS; seed++) all.add(threads.submit(numbersAll(seed, start)));
            start.countDown();
            for (Future<Void> one : all) one.get();
        } finally {
            threads.shutdownNow();
        }

        assertEquals(FILMS, index.size());
        for (MovieId film : films) assertEquals(film, index.film(index.number(film)));
    }

    private Callable<Void> numbersAll(int seed, CountDownLatch start) {
        List<MovieId> shuffled = new ArrayList<>(films);
        Collections.shuffle(shuffled, new Random(seed));
        return () -> {
            start.await();
            for (MovieId film : shuffled) {
                int number = index.number(film);
                assertTrue(number < index.size());
                assertEquals(film, index.film(number));
            }
            return null;
        };
    }
}
