package io.cineai.query;

import java.util.HashSet;
import java.util.Set;

/**
 * What was found of what was to be found.
 *
 * @param right values that both have
 * @param gold values of the gold
 * @param said values of the parser
 */
record Hits(int right, int gold, int said) {
    static final Hits NONE = new Hits(0, 0, 0);

    static Hits of(Set<?> gold, Set<?> said) {
        Set<?> right = new HashSet<>(gold);
        right.retainAll(said);
        return new Hits(right.size(), gold.size(), said.size());
    }

    Hits plus(Hits more) {
        return new Hits(right + more.right, gold + more.gold, said + more.said);
    }

    /** Harmonic mean of precision and recall, 0 to 1; not a number where there was nothing to find and nothing was said. */
    double f1() {
        return 2.0 * right / (gold + said);
    }

    /** Share of the gold that was found, 0 to 1; not a number where there was nothing to find. */
    double recall() {
        return (double) right / gold;
    }
}
