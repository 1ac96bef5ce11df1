package io.cineai.query.match;

import static io.cineai.query.Axis.*;

import io.cineai.movie.emotion.Mood;
import io.cineai.query.Axis;

/** How a film may fit a mood where nobody analysed how it feels: from what its genres and words say along the axes. Range 0 to 1. */
final class MoodGuess {
    private MoodGuess() {}

    /** @param axes by ordinal */
    static double of(Mood mood, float[] axes) {
        return switch (mood) {
            case UPLIFTING, HOPEFUL -> at(HOPEFUL, axes);
            case CHEERFUL -> at(FUNNY, axes);
            case HEARTWARMING -> (at(HOPEFUL, axes) + at(Axis.FAMILY, axes)) / 2;
            case EXCITING -> Math.max(at(ACTION, axes), at(SUSPENSEFUL, axes));
            case TENSE -> at(SUSPENSEFUL, axes);
            case SCARY -> at(Axis.SCARY, axes);
            case SAD -> at(EMOTIONAL, axes) * (1 - at(HOPEFUL, axes)) * (1 - at(FUNNY, axes));
            case BITTERSWEET -> at(EMOTIONAL, axes) * (1 - Math.abs(2 * at(HOPEFUL, axes) - 1));
            case DARK -> at(Axis.DARK, axes);
            case CALM -> 0.7 * (1 - at(FAST, axes)) * (1 - at(VIOLENT, axes)) * (1 - at(Axis.SCARY, axes));
            case SURPRISING -> Math.max(at(WEIRD, axes), 0.6 * at(SUSPENSEFUL, axes));
        };
    }

    private static double at(Axis axis, float[] axes) {
        return axes[axis.ordinal()];
    }
}
