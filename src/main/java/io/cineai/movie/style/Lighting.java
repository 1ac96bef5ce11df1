package io.cineai.movie.style;

import io.cineai.movie.Term;

/** How it is lit. */
public enum Lighting implements Term {
    HIGH_KEY("bright and even"),
    LOW_KEY("dark with few lights"),
    NATURALISTIC("as the place is lit"),
    NEON("coloured electric light"),
    CHIAROSCURO("hard light against deep shadow"),
    UNKNOWN("cannot be told");

    private final String meaning;

    Lighting(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
