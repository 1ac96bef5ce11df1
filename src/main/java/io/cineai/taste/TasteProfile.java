package io.cineai.taste;

import io.cineai.movie.MovieId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
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
     * @param recencyDecay c in weight = grade · exp(−c · (1 − place / n)), where place 1 is the oldest opinion and n the newest.
     *     0: all times count alike.
     */
    public static TasteProfile of(List<Signal> signals, Grading grading, double recencyDecay) {
        Set<MovieId> settled = new HashSet<>();
        Map<MovieId, Graded> strongest = new HashMap<>();
        for (Signal signal : signals) {
            if (signal.kind().settles()) settled.add(signal.movie());
            double grade = grading.of(signal);
            if (grade != 0)
                strongest.merge(signal.movie(), new Graded(signal.movie(), grade, signal.at()), Graded::and);
        }
        List<Graded> byAge = new ArrayList<>(strongest.values());
        byAge.sort(Comparator.comparing(Graded::at).thenComparing(Graded::movie));
        List<Opinion> opinions = new ArrayList<>(byAge.size());
        int n = byAge.size();
        for (int place = 1; place <= n; place++) {
            Graded graded = byAge.get(place - 1);
            double recency = Math.exp(-recencyDecay * (1 - place / (double) n));
            opinions.add(new Opinion(graded.movie(), graded.grade(), graded.grade() * recency));
        }
        return new TasteProfile(opinions, settled);
    }

    private record Graded(MovieId movie, double grade, Instant at) {
        /** Several acts on one film: the strongest word counts, from the latest time; of two equally strong, the later one. */
        Graded and(Graded other) {
            Graded later = other.at.isAfter(at) ? other : this;
            double strongest = Math.abs(other.grade) > Math.abs(grade) ? other.grade : grade;
            if (Math.abs(other.grade) == Math.abs(grade)) strongest = later.grade;
            return new Graded(movie, strongest, later.at);
        }
    }
}
