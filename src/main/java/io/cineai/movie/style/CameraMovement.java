package io.cineai.movie.style;

import io.cineai.movie.Term;

/** How the camera moves. */
public enum CameraMovement implements Term {
    STILL("it stands"),
    HANDHELD("it shakes with its bearer"),
    TRACKING("it glides along"),
    CRANE("it rises and falls"),
    AERIAL("it flies"),
    LONG_TAKE("it does not cut for long"),
    SUBJECTIVE("it sees with the eyes of someone");

    private final String meaning;

    CameraMovement(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
