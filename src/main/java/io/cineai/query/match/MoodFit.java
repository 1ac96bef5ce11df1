package io.cineai.query.match;

import static java.lang.Math.abs;
import static java.lang.Math.max;
import static java.lang.Math.min;

import io.cineai.movie.emotion.Mood;

/** How well a journey fits a mood. Range 0 to 1. The same as {@code cineai.mood_fit}, by which the database finds films. */
final class MoodFit {
    /** From here on a film has the mood, as {@code cineai.moods_of} has it. */
    static final double HAS = 0.5;

    private MoodFit() {}

    static double of(Mood mood, Felt felt) {
        return switch (mood) {
            case UPLIFTING -> .4 * felt.joy() + .4 * felt.close() + .2 * felt.trust();
            case CHEERFUL -> .6 * felt.joy() + .4 * (1 - max(felt.sadness(), max(felt.fear(), felt.anger())));
            case HEARTWARMING -> .4 * felt.trust() + .3 * felt.joy() + .3 * felt.close();
            case HOPEFUL -> .4 * felt.close() + .3 * felt.trust() + .3 * felt.anticipation();
            case EXCITING -> .5 * felt.anticipation() + .3 * felt.intensity() + .2 * felt.surprise();
            case TENSE -> .5 * felt.fear() + .5 * felt.anticipation();
            case SCARY -> .7 * felt.fear() + .3 * felt.disgust();
            case SAD -> .7 * felt.sadness() + .3 * (1 - felt.close());
            case BITTERSWEET -> .5 * min(1, 2 * min(felt.joy(), felt.sadness())) + .5 * (1 - abs(2 * felt.close() - 1));
            case DARK -> .6 * felt.worst() + .4 * (1 - felt.whole());
            case CALM -> .5 * (1 - felt.intensity()) + .3 * (1 - max(felt.fear(), felt.anger())) + .2 * felt.trust();
            case SURPRISING -> .7 * felt.surprise() + .3 * felt.anticipation();
        };
    }
}
