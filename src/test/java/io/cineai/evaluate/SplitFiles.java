package io.cineai.evaluate;

import io.cineai.ingest.MovieLensFolder;
import io.cineai.movie.MovieId;
import io.cineai.taste.Signal;
import io.cineai.taste.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A split of MovieLens as files that any program can read, in the numbers of MovieLens: {@code train.csv} (every rating before the
 * cut), {@code test.csv} (the hidden likes), {@code candidates.csv}; and the lists that came back, {@code
 * recommendations-<engine>.csv}, with {@code seconds-<engine>.csv}. What is read is what was written, order included.
 */
record SplitFiles(Path folder) {
    private static final String LISTS = "recommendations-";

    /** Lists that are there already are of another split where this one is new, and are deleted. */
    void write(Split split, MovieLensNumbers numbers) {
        boolean same = put("train.csv", train(split, numbers))
                & put("test.csv", test(split, numbers))
                & put("candidates.csv", candidates(split, numbers));
        if (!same) engines().forEach(this::delete);
    }

    Split read() {
        Map<UserId, List<Signal>> train = new LinkedHashMap<>();
        for (String[] line : lines(folder.resolve("train.csv")))
            train.computeIfAbsent(user(line[0]), user -> new ArrayList<>()).add(rating(line));
        Map<UserId, Set<MovieId>> test = new LinkedHashMap<>();
        for (String[] line : lines(folder.resolve("test.csv")))
            test.computeIfAbsent(user(line[0]), user -> new LinkedHashSet<>()).add(film(line[1]));
        Set<MovieId> candidates = new LinkedHashSet<>();
        for (String[] line : lines(folder.resolve("candidates.csv"))) candidates.add(film(line[0]));
        return new Split(train, test, candidates);
    }

    /** Whose lists are there, by name. */
    List<String> engines() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(LISTS))
                    .map(name -> name.substring(LISTS.length(), name.length() - ".csv".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void writeLists(
            String engine, Map<UserId, List<MovieId>> lists, MovieLensNumbers numbers, double wall, double cpu) {
        List<String> lines = new ArrayList<>(List.of("userId,movieId,rank"));
        lists.forEach((user, films) -> {
            for (int i = 0; i < films.size(); i++)
                lines.add(numbers.of(user) + "," + numbers.of(films.get(i)) + "," + (i + 1));
        });
        put(LISTS + engine + ".csv", lines);
        put("seconds-" + engine + ".csv", List.of("wall,cpu", "%.1f,%.1f".formatted(wall, cpu)));
    }

    /** The lists of an engine. Refused where they break the rules: ranks 1, 2, …; candidates only; nothing twice; nothing rated. */
    Map<UserId, List<MovieId>> lists(String engine, Split split) {
        Map<UserId, List<MovieId>> lists = new LinkedHashMap<>();
        Map<UserId, Set<MovieId>> allowed = new LinkedHashMap<>();
        for (String[] line : lines(folder.resolve(LISTS + engine + ".csv"))) {
            List<MovieId> list = lists.computeIfAbsent(user(line[0]), user -> new ArrayList<>());
            list.add(film(line[1]));
            boolean inOrder = list.size() == Integer.parseInt(line[2]);
            boolean asked = allowed.computeIfAbsent(user(line[0]), user -> unrated(split, user))
                    .remove(film(line[1]));
            if (!inOrder || !asked)
                throw new IllegalArgumentException("%s must rank candidates that were not rated, each once: %s"
                        .formatted(engine, String.join(",", line)));
        }
        return lists;
    }

    /** Seconds by the wall clock and of CPU from the split to the lists, as the engine left them; a dash where it did not. */
    String[] seconds(String engine) {
        Path file = folder.resolve("seconds-" + engine + ".csv");
        return Files.exists(file) ? lines(file).get(0) : new String[] {"–", "–"};
    }

    private static List<String> train(Split split, MovieLensNumbers numbers) {
        List<String> lines = new ArrayList<>(List.of("userId,movieId,rating,timestamp"));
        split.train().forEach((user, signals) -> {
            for (Signal signal : signals)
                lines.add("%d,%d,%s,%d"
                        .formatted(
                                numbers.of(user),
                                numbers.of(signal.movie()),
                                signal.value(),
                                signal.at().getEpochSecond()));
        });
        return lines;
    }

    private static List<String> test(Split split, MovieLensNumbers numbers) {
        List<String> lines = new ArrayList<>(List.of("userId,movieId"));
        split.test().forEach((user, films) -> {
            for (MovieId film : films) lines.add(numbers.of(user) + "," + numbers.of(film));
        });
        return lines;
    }

    private static List<String> candidates(Split split, MovieLensNumbers numbers) {
        List<String> lines = new ArrayList<>(List.of("movieId"));
        for (MovieId film : split.candidates()) lines.add(String.valueOf(numbers.of(film)));
        return lines;
    }

    private static Set<MovieId> unrated(Split split, UserId user) {
        Set<MovieId> films = new LinkedHashSet<>(split.candidates());
        split.train().getOrDefault(user, List.of()).forEach(signal -> films.remove(signal.movie()));
        return films;
    }

    private static UserId user(String number) {
        return MovieLensFolder.userId(Integer.parseInt(number));
    }

    private static MovieId film(String number) {
        return MovieLensFolder.movieId(Integer.parseInt(number));
    }

    private static Signal rating(String[] line) {
        Instant at = Instant.ofEpochSecond(Long.parseLong(line[3]));
        return new Signal(film(line[1]), Signal.Kind.RATING, Double.parseDouble(line[2]), at);
    }

    /** True where the file says so already. */
    private boolean put(String name, List<String> lines) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(folder);
            if (Files.exists(file) && Files.readAllLines(file).equals(lines)) return true;
            Files.write(file, lines);
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete(String engine) {
        try {
            Files.delete(folder.resolve(LISTS + engine + ".csv"));
            Files.deleteIfExists(folder.resolve("seconds-" + engine + ".csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String[]> lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.skip(1).map(line -> line.split(",")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
