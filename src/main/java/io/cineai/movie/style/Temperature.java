package io.cineai.movie.style;

import io.cineai.movie.Term;

/** Whether its colours are warm. */
public enum Temperature implements Term {
    WARM("red, orange, gold"),
    COOL("blue, green, grey"),
    NEUTRAL("neither"),
    UNKNOWN("cannot be told");

    private final String meaning;

    Temperature(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
