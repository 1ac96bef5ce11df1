package io.cineai.analyze.local;

import io.cineai.movie.Term;

/** What phrases say whose words would say something of a film's story and do not mean it. */
enum Silence implements Term {
    NOTHING("names of places, turns of speech"),
    MAKING("talk of how a film was made, sold and received: the whole sentence is");

    private final String meaning;

    Silence(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
