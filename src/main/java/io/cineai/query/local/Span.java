package io.cineai.query.local;

import io.cineai.query.Range;
import java.util.List;
import java.util.stream.IntStream;

/** What can be said of a span of years or minutes that is not wanted. */
final class Span {
    private static final int DECADE = 10;
    /** Years; a longer span is not told by its decades. */
    private static final int LONGEST = 50;

    private Span() {}

    /** What is left without it; all where it has two ends. */
    static Range complement(Range range) {
        if (range.from().isPresent() == range.to().isPresent()) return Range.ALL;
        return new Range(range.to().map(it -> it + 1), range.from().map(it -> it - 1));
    }

    /** Its decades as they are excluded, "1980s"; none where it is not whole decades. */
    static List<String> decades(Range years) {
        if (years.from().isEmpty() || years.to().isEmpty()) return List.of();
        int from = years.from().get();
        int end = years.to().get() + 1;
        if (from % DECADE != 0 || end % DECADE != 0 || end - from > LONGEST) return List.of();
        return IntStream.range(from / DECADE, end / DECADE)
                .mapToObj(decade -> decade * DECADE + "s")
                .toList();
    }
}
