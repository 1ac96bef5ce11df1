package io.cineai.recommend.reason;

import io.cineai.movie.MovieId;
import io.cineai.movie.thematic.Theme;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One part of a film's score, as a slot that text is rendered from.
 *
 * @param movie the film of the user's history that this part comes from; null where there is none
 * @param title its title; null likewise
 * @param attribute what is shared: a person, a genre, the id of a theme, style or arc; null where nothing is named
 * @param share of all that liked films add to the score. Range 0 to 1.
 */
public record Reason(
        Type type,
        @Nullable MovieId movie,
        @Nullable String title,
        @Nullable String attribute,
        double share) {

    public enum Type {
        BECAUSE_LIKED,
        PEOPLE,
        SHARED_THEME,
        SHARED_STYLE,
        ARC_MATCH,
        POPULAR_WITH_SIMILAR,
        EXPLORE,
        POPULAR;

        private final String label = name().toLowerCase(Locale.ROOT);

        public String label() {
            return label;
        }
    }

    public Reason {
        if (!(share >= 0 && share <= 1)) throw new IllegalArgumentException("share must be in [0, 1]: " + share);
    }

    /** One sentence, made of the slots and nothing else. */
    public String text() {
        return switch (type) {
            case BECAUSE_LIKED ->
                attribute == null
                        ? "Because you liked " + title
                        : "Because you liked " + title + ", another " + attribute + " film";
            case PEOPLE -> "With " + attribute + ", as in " + title + ", which you liked";
            case SHARED_THEME -> "Shares the theme of " + shared() + " with " + title + ", which you liked";
            case SHARED_STYLE -> "In the " + shared() + " style of " + title + ", which you liked";
            case ARC_MATCH -> "Its story takes the course of " + title + ", which you liked: " + shared();
            case POPULAR_WITH_SIMILAR -> "Liked by people whose taste is like yours";
            case EXPLORE -> "Close to films that you have an eye on";
            case POPULAR -> attribute == null ? "Popular right now" : "Popular in " + attribute + ", which you chose";
        };
    }

    /** What is shared as people say it; null where nothing is named. */
    public @Nullable String shared() {
        if (attribute == null) return null;
        return switch (type) {
            case SHARED_THEME -> Theme.spoken(attribute);
            case SHARED_STYLE, ARC_MATCH -> attribute.replace('_', ' ');
            default -> attribute;
        };
    }
}
