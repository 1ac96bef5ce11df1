package io.cineai.movie.emotion;

import io.cineai.movie.Term;

/** How the last minutes leave one, and what the curve may be there. */
public enum Ending implements Term {
    HAPPY("it turned out well", 0.1, 1),
    SAD("it turned out badly", -1, -0.1),
    BITTERSWEET("gain and loss together", -0.6, 0.6),
    AMBIGUOUS("left open on purpose", -1, 1),
    UNKNOWN("cannot be told", -1, 1);

    private final String meaning;
    private final double lowest;
    private final double highest;

    Ending(String meaning, double lowest, double highest) {
        this.meaning = meaning;
        this.lowest = lowest;
        this.highest = highest;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    /** Whether a film that closes like this can have this ending. */
    boolean fits(ValenceCurve curve) {
        return curve.close() >= lowest && curve.close() <= highest;
    }
}
