package io.cineai.movie.emotion;

import io.cineai.movie.Term;

/**
 * What somebody is in the mood for. How well a film's journey fits is {@code cineai.mood_fit} in the database, where films are found by it:
 * a weighed mean of its emotions, its close and its intensity.
 */
public enum Mood implements Term {
    UPLIFTING("leaves one glad"),
    CHEERFUL("joy with little to trouble it"),
    HEARTWARMING("trust and kindness"),
    HOPEFUL("longs for something and gets it"),
    EXCITING("breathless, full of suspense"),
    TENSE("fright and waiting for it"),
    SCARY("dread and horror"),
    SAD("sorrow to the end"),
    BITTERSWEET("gladness and sorrow together"),
    DARK("fear, disgust or rage, and little light"),
    CALM("quiet and safe"),
    SURPRISING("takes turns that nobody expects");

    private final String meaning;

    Mood(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
