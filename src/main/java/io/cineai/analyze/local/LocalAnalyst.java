package io.cineai.analyze.local;

import io.cineai.movie.Movie;
import io.cineai.movie.emotion.EmotionalJourney;
import io.cineai.movie.style.CinematicStyle;
import io.cineai.movie.thematic.ThematicProfile;

/**
 * Analyses a film from what the catalogue says of it, by rules and word lists: for where there is no model, or none is wanted. The same
 * film and version give the same analysis. Its confidence is modest, and about as high as it was right on films labelled by hand.
 * Safe for concurrent use.
 */
public final class LocalAnalyst {
    /** Changes with the rules and the word lists: analyses made by another version are made again. */
    public static final String VERSION = "local-1";

    private final Lexicon thematic = Lexicon.of("themes.txt", "context.txt", "silences.txt");
    private final Lexicon stylistic = Lexicon.of("style.txt", "directors.txt", "silences.txt");
    private final Lexicon emotional = Lexicon.of("journey.txt", "silences.txt");

    /** What the film is about. */
    public ThematicProfile themes(Movie film) {
        return ThematicRules.profile(film, Reading.of(film, thematic));
    }

    /** How it looks and sounds. */
    public CinematicStyle style(Movie film) {
        return StyleRules.style(film, Reading.of(film, stylistic));
    }

    /** How it feels over its length. */
    public EmotionalJourney journey(Movie film) {
        return JourneyRules.journey(film, Reading.of(film, emotional, Reading.of(film, thematic)));
    }
}
