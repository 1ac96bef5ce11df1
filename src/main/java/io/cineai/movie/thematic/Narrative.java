package io.cineai.movie.thematic;

import io.cineai.movie.Term;

/** How the story is built. The first five are the app's own words. */
public enum Narrative implements Term {
    HEROS_JOURNEY("someone sets out, is tested, and returns changed"),
    THREE_ACT("set-up, confrontation, resolution"),
    CIRCULAR("ends where it began"),
    PARALLEL("several lines that mirror each other"),
    ENSEMBLE("many people, none of them first"),
    EPISODIC("one thing after another"),
    NONLINEAR("told out of order"),
    FRAME_STORY("a story told within a story"),
    OBSERVATIONAL("no plot in the usual sense"),
    UNKNOWN("cannot be told");

    private final String meaning;

    Narrative(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
