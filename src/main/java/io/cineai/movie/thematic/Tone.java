package io.cineai.movie.thematic;

import io.cineai.movie.Term;

/** The voice in which a film speaks. */
public enum Tone implements Term {
    DARK("cruel or hopeless things shown as they are"),
    LIGHT("easy and playful"),
    SATIRICAL("mocks what it shows"),
    HOPEFUL("trusts that it can turn out well"),
    MELANCHOLIC("sad in a quiet way"),
    TENSE("keeps one on edge"),
    WHIMSICAL("odd and charming"),
    GRITTY("rough and unvarnished"),
    WARM("kind to its people"),
    ROMANTIC("in love with love"),
    SOLEMN("grave and ceremonious"),
    IRONIC("says less than it means"),
    EERIE("uneasy, uncanny");

    private final String meaning;

    Tone(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
