package io.cineai.taste;

import io.cineai.movie.MovieId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a user's signals add up to: the query of the item model.
 *
 * @param touched films that speak for or against something, oldest first; a film once, never with weight 0
 * @param settled films not to recommend: those with a signal whose kind {@link Signal.Kind#settles()}; more than those touched
 */
public record TasteProfile(List<Touched> touched, Set<MovieId> settled) {

    /**
     * One film of the query.
     *
     * @param grade what the act says, see {@link Grading}. Range -1 (against) to 1 (for), no unit, never 0
     * @param weight the grade, less for what is long ago
     */
    public record Touched(MovieId movie, double grade, double weight) {
        /** True where a person would say "I liked that film". */
        public boolean liked() {
            return grade >= LIKED;
        }
    }

    private static final double LIKED = 0.99;

    public static final TasteProfile NONE = new TasteProfile(List.of(), Set.of());

    public TasteProfile {
        touched = List.copyOf(touched);
        settled = Collections.unmodifiableSet(new LinkedHashSet<>(settled));
    }

    /**
     * Weighs each film by its grade times {@code exp(-recencyDecay * (1 - rank / n))}, rank 1 to n by latest time, newest n;
     * films touched at the same instant share the newest rank among them. Where a film has several signals the strongest grade
     * counts, the latest among equally strong ones.
     *
     * @param recencyDecay 0 or more, no unit: 0 = old and new count alike, 2 = the oldest counts about e^-2 of the newest.
     *     Source: measured on ml-latest-small, protocol A
     */
    public static TasteProfile of(Collection<Signal> signals, Grading grading, double recencyDecay) {
        if (!(recencyDecay >= 0 && recencyDecay < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("recencyDecay must be 0 or more: " + recencyDecay);
        Map<MovieId, Opinion> opinions = new HashMap<>();
        Set<MovieId> settled = new LinkedHashSet<>();
        for (Signal signal : signals) {
            opinions.merge(signal.movie(), Opinion.of(signal, grading), Opinion::and);
            if (signal.kind().settles()) settled.add(signal.movie());
        }
        List<Opinion> sorted = opinions.values().stream()
                .filter(opinion -> opinion.grade != 0)
                .sorted(Comparator.comparing(Opinion::latest).thenComparing(Opinion::movie))
                .toList();
        return new TasteProfile(weighed(sorted, recencyDecay), settled);
    }

    public boolean isEmpty() {
        return touched.isEmpty();
    }

    private static List<Touched> weighed(List<Opinion> sorted, double recencyDecay) {
        int n = sorted.size();
        Touched[] touched = new Touched[n];
        int rank = n;
        for (int i = n - 1; i >= 0; i--) {
            Opinion opinion = sorted.get(i);
            boolean sameInstant = i < n - 1 && opinion.latest.equals(sorted.get(i + 1).latest);
            if (!sameInstant) rank = i + 1;
            double recency = Math.exp(-recencyDecay * (1 - (double) rank / n));
            touched[i] = new Touched(opinion.movie, opinion.grade, opinion.grade * recency);
        }
        return new ArrayList<>(List.of(touched));
    }

    /** The strongest grade of a film, when it was given, and when the film was last touched at all. */
    private record Opinion(MovieId movie, double grade, Instant given, Instant latest) {
        private static final Comparator<Opinion> STRENGTH = Comparator.<Opinion>comparingDouble(o -> Math.abs(o.grade))
                .thenComparing(Opinion::given)
                .thenComparing(Comparator.<Opinion>comparingDouble(o -> o.grade).reversed());

        static Opinion of(Signal signal, Grading grading) {
            return new Opinion(signal.movie(), grading.of(signal), signal.at(), signal.at());
        }

        Opinion and(Opinion other) {
            Opinion stronger = STRENGTH.compare(this, other) >= 0 ? this : other;
            return new Opinion(
                    movie, stronger.grade, stronger.given, latest.isAfter(other.latest) ? latest : other.latest);
        }
    }
}
