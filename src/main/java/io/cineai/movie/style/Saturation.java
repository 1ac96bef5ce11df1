package io.cineai.movie.style;

import io.cineai.movie.Term;

/** How strong its colours are. */
public enum Saturation implements Term {
    MUTED("faded"),
    NATURAL("as in life"),
    VIVID("stronger than life"),
    MONOCHROME("black and white, or one colour"),
    UNKNOWN("cannot be told");

    private final String meaning;

    Saturation(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
