package io.cineai.functions.local;

import io.cineai.ingest.MovieLensFolder;
import io.cineai.ingest.SourceRating;
import io.cineai.taste.Signal;
import io.cineai.taste.UserId;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Where the benchmarks find MovieLens, and folders derived from it. The data are not part of this project (GroupLens:
 * non-commercial); where they are not found a benchmark is skipped.
 */
record MovieLensData(Path folder) {
    private static final String RATINGS = "ratings.csv";

    static MovieLensData orSkip() {
        Path data = Path.of(System.getProperty("cineai.movielens", "../../../shared/data/ml-latest-small"))
                .toAbsolutePath()
                .normalize();
        boolean found = Files.isDirectory(data);
        if (!found) System.out.println("Skipped, no MovieLens at " + data + ": set -Dcineai.movielens=<folder>");
        Assumptions.assumeTrue(found);
        return new MovieLensData(data);
    }

    Map<UserId, List<Signal>> history() {
        Map<UserId, List<Signal>> history = new LinkedHashMap<>();
        try (Stream<List<SourceRating>> batches = new MovieLensFolder(folder).ratings(1_000)) {
            batches.flatMap(List::stream)
                    .forEach(rating -> history.computeIfAbsent(rating.user(), user -> new ArrayList<>())
                            .add(rating.signal()));
        }
        return history;
    }

    /** The same films; of the ratings only these. */
    Path withOnly(Map<UserId, List<Signal>> train, Path target) throws IOException {
        Map<UserId, Set<Object>> kept = new HashMap<>();
        train.forEach((user, signals) ->
                kept.put(user, new HashSet<>(signals.stream().map(Signal::movie).toList())));
        try (BufferedWriter out = begin(target)) {
            for (String line : ratings()) {
                String[] fields = line.split(",");
                UserId user = MovieLensFolder.userId(Integer.parseInt(fields[0]));
                if (kept.getOrDefault(user, Set.of()).contains(MovieLensFolder.movieId(Integer.parseInt(fields[1]))))
                    out.append(line).append('\n');
            }
        }
        return target;
    }

    /** The same films, and every user so many times, under other numbers. */
    Path repeated(int times, Path target) throws IOException {
        List<String> ratings = ratings();
        try (BufferedWriter out = begin(target)) {
            for (int copy = 0; copy < times; copy++)
                for (String line : ratings) {
                    int comma = line.indexOf(',');
                    int user = Integer.parseInt(line.substring(0, comma)) + copy * 100_000;
                    out.append(String.valueOf(user))
                            .append(line.substring(comma))
                            .append('\n');
                }
        }
        return target;
    }

    private List<String> ratings() throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve(RATINGS))) {
            return lines.skip(1).toList();
        }
    }

    private BufferedWriter begin(Path target) throws IOException {
        Files.createDirectories(target);
        for (String file : List.of("movies.csv", "tags.csv", "links.csv"))
            Files.copy(folder.resolve(file), target.resolve(file));
        BufferedWriter out = Files.newBufferedWriter(target.resolve(RATINGS));
        out.write("userId,movieId,rating,timestamp\n");
        return out;
    }
}
