package io.cineai.ingest;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Counts what users call films. */
final class MovieLensTags {
    private static final int MOST = 30;
    private final Map<Integer, Map<String, Integer>> uses = new HashMap<>();

    void count(Stream<CsvLine> lines) {
        lines.forEach(line -> {
            String tag = line.text("tag").toLowerCase(Locale.ROOT);
            if (!tag.isEmpty())
                uses.computeIfAbsent(line.integer("movieId", 1), film -> new HashMap<>())
                        .merge(tag, 1, Integer::sum);
        });
    }

    /** The most used tags of a film, at most 30, ties by alphabet. */
    List<String> of(int film) {
        return uses.getOrDefault(film, Map.of()).entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
    }
}
