package io.cineai.movie.style;

import io.cineai.movie.Term;

/** In what order it is told. */
public enum Structure implements Term {
    LINEAR("from first to last"),
    NONLINEAR("out of order"),
    ENSEMBLE("several lines side by side"),
    EPISODIC("one thing after another"),
    REAL_TIME("as long as it lasts"),
    FRAME_STORY("a story within a story"),
    UNKNOWN("cannot be told");

    private final String meaning;

    Structure(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
