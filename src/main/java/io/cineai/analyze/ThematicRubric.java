package io.cineai.analyze;

import io.cineai.movie.Analysis;
import io.cineai.movie.thematic.Era;
import io.cineai.movie.thematic.Motif;
import io.cineai.movie.thematic.Narrative;
import io.cineai.movie.thematic.SocialQuestion;
import io.cineai.movie.thematic.ThematicProfile;
import io.cineai.movie.thematic.ThematicProfile.CulturalContext;
import io.cineai.movie.thematic.ThematicProfile.WeightedTheme;
import io.cineai.movie.thematic.Theme;
import io.cineai.movie.thematic.Tone;
import java.util.List;
import java.util.Map;

/** What a film is about. */
final class ThematicRubric extends Rubric {
    static final ThematicRubric CURRENT = new ThematicRubric();

    private static final int VERSION = 1;
    private static final int MOST_WORDS = 6;

    private ThematicRubric() {
        super(
                AnalysisKind.THEMATIC,
                VERSION,
                List.of(Theme.class, Era.class, SocialQuestion.class, Tone.class, Motif.class, Narrative.class),
                Schema.ordered(
                        "themes",
                        Schema.list(Schema.object(
                                Schema.ordered("theme", Schema.term(Theme.class), "weight", Schema.number()))),
                        "complexity",
                        Schema.number(),
                        "era",
                        Schema.term(Era.class),
                        "social_questions",
                        Schema.terms(SocialQuestion.class),
                        "tone",
                        Schema.terms(Tone.class),
                        "motifs",
                        Schema.terms(Motif.class),
                        "narrative",
                        Schema.term(Narrative.class)));
    }

    @Override
    ThematicProfile read(Fields answer) {
        answer.only(
                "themes",
                "complexity",
                "era",
                "social_questions",
                "tone",
                "motifs",
                "narrative",
                "confidence",
                "evidence");
        return new ThematicProfile(
                answer.objects("themes", ThematicProfile.MOST_THEMES).stream()
                        .map(it -> it.only("theme", "weight"))
                        .map(it -> new WeightedTheme(it.term("theme", Theme.class), it.level("weight")))
                        .toList(),
                answer.level("complexity"),
                new CulturalContext(
                        answer.term("era", Era.class),
                        answer.terms("social_questions", SocialQuestion.class, MOST_WORDS)),
                answer.terms("tone", Tone.class, MOST_WORDS),
                answer.terms("motifs", Motif.class, MOST_WORDS),
                answer.term("narrative", Narrative.class),
                answer.level("confidence"),
                quotes(answer));
    }

    @Override
    public Map<String, Object> write(Analysis analysis) {
        ThematicProfile profile = (ThematicProfile) analysis;
        return withEvidence(
                Schema.ordered(
                        "themes",
                        profile.themes().stream()
                                .map(it -> Schema.ordered(
                                        "theme",
                                        it.theme().id(),
                                        "weight",
                                        it.weight().value()))
                                .toList(),
                        "complexity",
                        profile.complexity().value(),
                        "era",
                        profile.context().era().id(),
                        "social_questions",
                        ids(profile.context().questions()),
                        "tone",
                        ids(profile.tone()),
                        "motifs",
                        ids(profile.motifs()),
                        "narrative",
                        profile.narrative().id()),
                profile);
    }
}
