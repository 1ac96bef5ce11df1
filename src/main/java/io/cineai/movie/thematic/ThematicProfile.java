package io.cineai.movie.thematic;

import io.cineai.movie.Analysis;
import io.cineai.movie.Level;
import io.cineai.movie.Quote;
import java.util.Comparator;
import java.util.List;

/**
 * What a film is about.
 *
 * @param themes 1 to 8, no theme twice; kept by weight, the weightiest first
 * @param complexity how much the film asks of its viewer
 */
public record ThematicProfile(
        List<WeightedTheme> themes,
        Level complexity,
        CulturalContext context,
        List<Tone> tone,
        List<Motif> motifs,
        Narrative narrative,
        Level confidence,
        List<Quote> evidence)
        implements Analysis {
    public static final int MOST_THEMES = 8;

    public ThematicProfile {
        if (themes.isEmpty() || themes.size() > MOST_THEMES)
            throw new IllegalArgumentException("themes must be 1 to " + MOST_THEMES + ": " + themes.size());
        if (themes.stream().map(WeightedTheme::theme).distinct().count() < themes.size())
            throw new IllegalArgumentException("themes must differ: "
                    + themes.stream().map(it -> it.theme().id()).toList());
        themes = themes.stream().sorted(WeightedTheme.WEIGHTIEST_FIRST).toList();
        tone = tone.stream().distinct().sorted().toList();
        motifs = motifs.stream().distinct().sorted().toList();
        evidence = List.copyOf(evidence);
    }

    /** A theme and how much of the film it is. */
    public record WeightedTheme(Theme theme, Level weight) {
        static final Comparator<WeightedTheme> WEIGHTIEST_FIRST = Comparator.comparingDouble(
                        (WeightedTheme it) -> -it.weight().value())
                .thenComparing(WeightedTheme::theme);
    }

    /** When it plays and what it asks of society. */
    public record CulturalContext(Era era, List<SocialQuestion> questions) {
        public CulturalContext {
            questions = questions.stream().distinct().sorted().toList();
        }
    }
}
