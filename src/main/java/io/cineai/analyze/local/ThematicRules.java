package io.cineai.analyze.local;

import io.cineai.movie.Level;
import io.cineai.movie.Movie;
import io.cineai.movie.Term;
import io.cineai.movie.thematic.Motif;
import io.cineai.movie.thematic.Narrative;
import io.cineai.movie.thematic.SocialQuestion;
import io.cineai.movie.thematic.ThematicProfile;
import io.cineai.movie.thematic.ThematicProfile.CulturalContext;
import io.cineai.movie.thematic.ThematicProfile.WeightedTheme;
import io.cineai.movie.thematic.Theme;
import io.cineai.movie.thematic.Tone;
import java.util.List;

/** What a film is about, around its themes: its time, its questions, its voice, its images, its way of telling. */
final class ThematicRules {
    private static final double SPOKEN = 1;
    private static final double PLAIN = 1.2;

    private ThematicRules() {}

    static ThematicProfile profile(Movie film, Findings findings) {
        List<WeightedTheme> themes = ThemeRules.themes(findings);
        List<Term> found = themes.stream().<Term>map(WeightedTheme::theme).toList();
        return new ThematicProfile(
                themes,
                Gauge.COMPLEXITY.in(findings),
                new CulturalContext(EraRules.era(film, findings), findings.strongest(SocialQuestion.class, PLAIN, 3)),
                findings.strongest(Tone.class, PLAIN, 3),
                findings.strongest(Motif.class, PLAIN, 4),
                findings.best(Narrative.class, SPOKEN, Narrative.UNKNOWN),
                sure(findings),
                findings.evidence(film, found));
    }

    /** The more is said, the more of it is right; genres alone say little. */
    private static Level sure(Findings findings) {
        double genres = findings.speakOf(Theme.class) ? 0.22 : 0;
        return Certainty.of(genres + 0.11 * Math.log1p(findings.said(Theme.class)));
    }
}
