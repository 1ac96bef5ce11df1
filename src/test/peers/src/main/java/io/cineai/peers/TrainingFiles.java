package io.cineai.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an engine may know of a split: MovieLens numbers, never the hidden likes.
 *
 * @param rated films each user rated before the cut, liked or not: never to be recommended
 * @param liked those of 4 stars or more: what is learned from
 * @param asked the users who want a list
 * @param candidates the films that may be recommended
 */
record TrainingFiles(
        Map<Integer, Set<Integer>> rated,
        Map<Integer, Set<Integer>> liked,
        Set<Integer> asked,
        Set<Integer> candidates) {
    private static final double LIKE = 4;

    static TrainingFiles read(Path folder) {
        List<String[]> train = lines(folder.resolve("train.csv"));
        return new TrainingFiles(
                films(train.stream()),
                films(train.stream().filter(line -> Double.parseDouble(line[2]) >= LIKE)),
                numbers(folder.resolve("test.csv")),
                numbers(folder.resolve("candidates.csv")));
    }

    boolean mayBeRecommended(int user, int film) {
        return candidates.contains(film) && !rated.getOrDefault(user, Set.of()).contains(film);
    }

    private static Map<Integer, Set<Integer>> films(Stream<String[]> ratings) {
        return ratings.collect(Collectors.groupingBy(
                line -> Integer.valueOf(line[0]),
                TreeMap::new,
                Collectors.mapping(line -> Integer.valueOf(line[1]), Collectors.toCollection(TreeSet::new))));
    }

    private static Set<Integer> numbers(Path file) {
        return lines(file).stream()
                .map(line -> Integer.valueOf(line[0]))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String[]> lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.skip(1).map(line -> line.split(",")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("write the split first, see README.md: " + file, e);
        }
    }
}
