package io.cineai.movie.emotion;

import io.cineai.movie.Term;

/** The eight primary emotions of Plutchik 1980. */
public enum Emotion implements Term {
    JOY("gladness"),
    TRUST("safety with others"),
    FEAR("fright, dread"),
    SURPRISE("the unexpected"),
    SADNESS("sorrow"),
    DISGUST("revulsion"),
    ANGER("rage, indignation"),
    ANTICIPATION("expecting, longing, suspense");

    private final String meaning;

    Emotion(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
