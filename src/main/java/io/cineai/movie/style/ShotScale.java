package io.cineai.movie.style;

import io.cineai.movie.Term;

/** How near the camera mostly is. */
public enum ShotScale implements Term {
    CLOSE("faces and details"),
    MEDIUM("people in their surroundings"),
    WIDE("landscapes, crowds, rooms"),
    MIXED("none prevails"),
    UNKNOWN("cannot be told");

    private final String meaning;

    ShotScale(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
