package io.cineai.movie.thematic;

import io.cineai.movie.Term;

/** When it plays. */
public enum Era implements Term {
    ANCIENT("before the year 500"),
    MEDIEVAL("500 to 1500"),
    EARLY_MODERN("1500 to 1800"),
    NINETEENTH_CENTURY("the 1800s"),
    EARLY_TWENTIETH("1900 to 1938"),
    WORLD_WAR_TWO("1939 to 1945"),
    POSTWAR("1946 to 1969"),
    LATE_TWENTIETH("1970 to 1999"),
    CONTEMPORARY("2000 and later"),
    FUTURE("a time to come"),
    TIMELESS("a tale of no time"),
    UNKNOWN("cannot be told");

    private final String meaning;

    Era(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
