package io.cineai.query;

import io.cineai.movie.Term;

/** What somebody wants of us. The ids are the app's own words. */
public enum Intent implements Term {
    DISCOVER("films by their plain traits: genre, time, people, length; or any film at all"),
    SIMILAR_TO("films like one or more others"),
    MOOD_MATCH("films that make one feel so"),
    THEMATIC_EXPLORE("films about something"),
    STYLE_MATCH("films that look or sound so"),
    EDUCATIONAL("to learn about films or by them: what to know, where to begin, what explains something"),
    COMPARE("to weigh named films against each other");

    private final String meaning;

    Intent(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
