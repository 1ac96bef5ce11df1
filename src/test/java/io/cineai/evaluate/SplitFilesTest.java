package io.cineai.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cineai.ingest.MovieLensFolder;
import io.cineai.movie.MovieId;
import io.cineai.taste.Signal;
import io.cineai.taste.UserId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitFilesTest {
    private static final UserId ANNA = MovieLensFolder.userId(7);
    private static final UserId BEN = MovieLensFolder.userId(3);
    private static final Split SPLIT = new Split(
            inOrder(
                    Map.entry(ANNA, List.of(rated(50, 4.5), rated(1, 0.5))),
                    Map.entry(BEN, List.of(rated(296, 4), rated(2, 5)))),
            Map.of(ANNA, films(2, 296)),
            films(50, 296, 2));
    private static final MovieLensNumbers NUMBERS = new MovieLensNumbers(
            Map.of(ANNA, 7, BEN, 3),
            Stream.of(1, 2, 50, 296).collect(Collectors.toMap(MovieLensFolder::movieId, n -> n)));

    @TempDir
    private Path folder;

    private SplitFiles files;

    @BeforeEach
    void write() {
        files = new SplitFiles(folder);
        files.write(SPLIT, NUMBERS);
    }

    @Test
    void whatIsReadIsWhatWasWrittenInItsOrder() {
        Split read = files.read();

        assertEquals(SPLIT, read);
        assertEquals(
                List.copyOf(SPLIT.train().keySet()), List.copyOf(read.train().keySet()));
        assertEquals(List.copyOf(SPLIT.candidates()), List.copyOf(read.candidates()));
    }

    @Test
    void listsComeBackWithTheirSeconds() {
        Map<UserId, List<MovieId>> lists = Map.of(ANNA, List.copyOf(films(296, 2)));

        files.writeLists("peer", lists, NUMBERS, 12.34, 5);

        assertEquals(List.of("peer"), files.engines());
        assertEquals(lists, files.lists("peer", SPLIT));
        assertEquals(List.of("12.3", "5.0"), List.of(files.seconds("peer")));
    }

    @Test
    void aListThatBreaksTheRulesIsRefused() {
        Stream.of(films(50), films(1)).map(List::copyOf).forEach(this::isRefused);
        isRefused(List.copyOf(films(2, 296)), List.copyOf(films(2)));
    }

    @Test
    void listsOfAnotherSplitAreDeleted() {
        files.writeLists("peer", Map.of(ANNA, List.copyOf(films(2))), NUMBERS, 1, 1);

        files.write(SPLIT, NUMBERS);
        assertEquals(List.of("peer"), files.engines());
        files.write(new Split(SPLIT.train(), Map.of(ANNA, films(2)), SPLIT.candidates()), NUMBERS);
        assertEquals(List.of(), files.engines());
    }

    @SafeVarargs
    private void isRefused(List<MovieId>... parts) {
        List<MovieId> list = new ArrayList<>();
        for (List<MovieId> part : parts) list.addAll(part);
        files.writeLists("peer", Map.of(ANNA, list), NUMBERS, 1, 1);
        assertThrows(IllegalArgumentException.class, () -> files.lists("peer", SPLIT), () -> "allowed: " + list);
    }

    private static Signal rated(int film, double stars) {
        return new Signal(
                MovieLensFolder.movieId(film), Signal.Kind.RATING, stars, Instant.ofEpochSecond(1_000_000_000L + film));
    }

    private static Set<MovieId> films(int... numbers) {
        Set<MovieId> films = new LinkedHashSet<>();
        for (int number : numbers) films.add(MovieLensFolder.movieId(number));
        return films;
    }

    @SafeVarargs
    private static <K, V> Map<K, V> inOrder(Map.Entry<K, V>... entries) {
        Map<K, V> map = new LinkedHashMap<>();
        for (Map.Entry<K, V> entry : entries) map.put(entry.getKey(), entry.getValue());
        return map;
    }
}
