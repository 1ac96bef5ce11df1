package io.cineai.analyze.local;

import io.cineai.movie.Level;
import io.cineai.movie.Term;

/** What word lists can say more or less of. Their strengths are signed. */
enum Gauge implements Term {
    COMPLEXITY("how much a film asks of its viewer"),
    DISTINCTIVENESS("how far from the ordinary its style is"),
    PACE("how fast it is cut"),
    INTENSITY("how strongly it is felt"),
    DEPTH("how far its fortunes swing"),
    CATHARSIS("how much is released at the end"),
    TENSION("how stirring it is");

    private static final double STEEPNESS = 0.45;

    private final String meaning;

    Gauge(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    /** Half where nothing is said; everything and nothing are never reached. */
    Level in(Findings findings) {
        return new Level(1 / (1 + Math.exp(-STEEPNESS * findings.of(this))));
    }
}
