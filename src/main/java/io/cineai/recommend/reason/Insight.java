package io.cineai.recommend.reason;

import io.cineai.recommend.likeness.FilmSimilarity;
import java.util.Locale;

/**
 * What the parts of a film's score say of the recommendation as a whole, in the app's words.
 *
 * @param confidence how much speaks for the film among all that speaks of it, less where little is known of the user. Range 0 to 1.
 */
public record Insight(Kind kind, Discovery discovery, double confidence) {

    /** {@code explanation_type}. */
    public enum Kind {
        /** A liked film, or a person in it. */
        SIMILARITY,
        /** A theme or a style that liked films have. */
        PATTERN,
        /** How it feels. */
        MOOD,
        /** Nothing that the user knows speaks for it. */
        DISCOVERY,
        /** What the user liked of late speaks for most of it. */
        TEMPORAL;

        private final String label = name().toLowerCase(Locale.ROOT);

        public String label() {
            return label;
        }
    }

    /** {@code discovery_factor}: how like the film is to the liked films that carry its score. */
    public enum Discovery {
        SAFE,
        STRETCH,
        ADVENTURE;

        private final String label = name().toLowerCase(Locale.ROOT);

        private static final double LIKE = 0.35;
        private static final double SOMEWHAT_LIKE = 0.15;

        /** @param likeness to what carries the score, see {@link FilmSimilarity}. Range 0 to 1. */
        public static Discovery of(double likeness) {
            return likeness >= LIKE ? SAFE : likeness >= SOMEWHAT_LIKE ? STRETCH : ADVENTURE;
        }

        public String label() {
            return label;
        }
    }

    public Insight {
        if (!(confidence >= 0 && confidence <= 1))
            throw new IllegalArgumentException("confidence must be in [0, 1]: " + confidence);
    }
}
