package io.cineai.movie.style;

import io.cineai.movie.Term;

/** What is heard. */
public enum Sound implements Term {
    ORCHESTRAL("an orchestral score"),
    ELECTRONIC("synthesizers"),
    SONGS("songs, sung or played"),
    JAZZ("jazz"),
    DIEGETIC("only what sounds in the scene"),
    SPARSE("long silences"),
    NO_DIALOGUE("hardly a word"),
    DENSE_DIALOGUE("much and fast talk"),
    TRADITIONAL("music of its place"),
    UNKNOWN("cannot be told");

    private final String meaning;

    Sound(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
