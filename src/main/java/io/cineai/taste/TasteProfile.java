package io.cineai.taste;

import io.cineai.movie.MovieId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a user's signals say in all.
 *
 * @param opinions one a film that the user has an opinion of, oldest first
 * @param settled films that must never be recommended: rated, watched, dismissed or otherwise found already
 */
public record TasteProfile(List<Opinion> opinions, Set<MovieId> settled) {
    public static final TasteProfile UNKNOWN = new TasteProfile(List.of(), Set.of());

    /**
     * @param grade what the act says, see {@link Grading}; never 0
     * @param weight the grade, less for what is long ago
     */
    public record Opinion(MovieId movie, double grade, double weight) {
        /** True where a person would say "I liked that film". */
        public boolean liked() {
            return grade >= 0.99;
        }
    }

    public TasteProfile {
        opinions = List.copyOf(opinions);
        settled = Set.copyOf(settled);
    }

    /**
     * Where a film has several acts, the strongest grade counts, of equally strong ones the latest, and its latest time. The order
     * of the signals does not matter.
     *
     * @param recencyDecay c in weight = grade · exp(−c · (1 − place / n)), where place 1 is the oldest opinion and n the newest;
     *     opinions of one instant share the newest of their places. 0: all times count alike.
     */
    public static TasteProfile of(List<Signal> signals, Grading grading, double recencyDecay) {
        if (!(recencyDecay >= 0 && recencyDecay < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("recencyDecay must be 0 or more: " + recencyDecay);
        Set<MovieId> settled = new HashSet<>();
        Map<MovieId, Graded> strongest = new LinkedHashMap<>(); // in order already, more or less: sorted in no time
        for (Signal signal : signals) {
            if (signal.kind().settles()) settled.add(signal.movie());
            double grade = grading.of(signal);
            if (grade != 0) strongest.merge(signal.movie(), Graded.of(signal, grade), Graded::and);
        }
        List<Graded> byAge = new ArrayList<>(strongest.values());
        byAge.sort(Comparator.comparing(Graded::latest).thenComparing(Graded::movie));
        return new TasteProfile(weighed(byAge, recencyDecay), settled);
    }

    private static List<Opinion> weighed(List<Graded> byAge, double recencyDecay) {
        int n = byAge.size();
        int place = n;
        List<Opinion> newestFirst = new ArrayList<>(n);
        for (int i = n - 1; i >= 0; i--) {
            Graded graded = byAge.get(i);
            boolean sameInstant = i + 1 < n && graded.latest.equals(byAge.get(i + 1).latest);
            if (!sameInstant) place = i + 1;
            double recency = Math.exp(-recencyDecay * (1 - place / (double) n));
            newestFirst.add(new Opinion(graded.movie, graded.grade, graded.grade * recency));
        }
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    private record Graded(MovieId movie, double grade, Instant given, Instant latest) {
        /** At one instant, of equally strong words the refusal is the stronger one. */
        private static final Comparator<Graded> STRENGTH = Comparator.<Graded>comparingDouble(g -> Math.abs(g.grade))
                .thenComparing(Graded::given)
                .thenComparing(Comparator.comparingDouble(Graded::grade).reversed());

        static Graded of(Signal signal, double grade) {
            return new Graded(signal.movie(), grade, signal.at(), signal.at());
        }

        Graded and(Graded other) {
            Graded stronger = STRENGTH.compare(this, other) >= 0 ? this : other;
            return new Graded(
                    movie, stronger.grade, stronger.given, latest.isAfter(other.latest) ? latest : other.latest);
        }
    }
}
