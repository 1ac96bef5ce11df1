package io.cineai.query.match;

import io.cineai.movie.Movie;
import io.cineai.movie.Term;
import io.cineai.movie.thematic.Theme;
import io.cineai.query.Axis;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One part of a film's score, as a slot that text is rendered from; nothing in it is invented.
 *
 * @param film the reference, or the film that the viewer likes; null where there is none
 * @param attribute what is meant: a person, a genre, a word, the id of a theme, style, mood or axis; null where nothing is named
 * @param share of the score. Range 0 to 1.
 */
public record Why(Kind kind, @Nullable Movie film, @Nullable String attribute, double share) {

    /** What speaks for a film. */
    public enum Kind {
        /** Like a reference, for what they share. */
        LIKE_FILM,
        /** The film and a reference have a person in common. */
        PEOPLE,
        SHARED_THEME,
        SHARED_STYLE,
        ARC_MATCH,
        MORE,
        LESS,
        MOOD,
        THEME,
        STYLE,
        WORDS,
        DIRECTOR,
        ACTOR,
        GENRE,
        BECAUSE_LIKED,
        POPULAR,
        /** It is what was asked for, and no more can be said. */
        FITS;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Why {
        if (!(share >= 0 && share <= 1)) throw new IllegalArgumentException("share must be in [0, 1]: " + share);
    }

    /** One sentence, made of the slots and nothing else. */
    public String text() {
        String named = id().replace('_', ' ');
        return switch (kind) {
            case LIKE_FILM ->
                attribute == null ? "Like " + title() : "Like " + title() + ", another " + attribute + " film";
            case PEOPLE -> "With " + attribute + ", as in " + title();
            case SHARED_THEME -> "Shares the theme of " + Theme.spoken(id()) + " with " + title();
            case SHARED_STYLE -> "In the " + named + " style of " + title();
            case ARC_MATCH -> "Its story takes the course of " + title() + ": " + named;
            case MORE -> Comparative.of(axis(), true) + " than " + title();
            case LESS -> Comparative.of(axis(), false) + " than " + title();
            case MOOD -> "Its mood is " + named;
            case THEME -> "Its theme is " + Theme.spoken(id());
            case STYLE -> "Its style is " + named;
            case WORDS -> "It speaks of " + attribute;
            case DIRECTOR -> "Directed by " + attribute;
            case ACTOR -> "With " + attribute;
            case GENRE -> "Its genre is " + attribute;
            case BECAUSE_LIKED -> "Close to " + title() + ", which you liked";
            case POPULAR -> "Fits, and many like it";
            case FITS -> "Fits what you asked for";
        };
    }

    private Axis axis() {
        return Term.of(Axis.class, id()).orElseThrow();
    }

    private String id() {
        return attribute == null ? "" : attribute;
    }

    private String title() {
        return film == null ? "most films" : film.title();
    }
}
