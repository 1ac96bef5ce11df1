package io.cineai.movie.style;

import io.cineai.movie.Term;

/** Which of its crafts an analysis speaks of. */
public enum FocusArea implements Term {
    CINEMATOGRAPHY("camera and light"),
    EDITING("rhythm and order"),
    SOUND("music, voices, noise"),
    PRODUCTION_DESIGN("sets, costumes, world");

    private final String meaning;

    FocusArea(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
