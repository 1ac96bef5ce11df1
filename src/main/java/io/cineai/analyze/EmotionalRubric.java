package io.cineai.analyze;

import io.cineai.movie.Analysis;
import io.cineai.movie.Level;
import io.cineai.movie.emotion.Arc;
import io.cineai.movie.emotion.ArousalCurve;
import io.cineai.movie.emotion.Emotion;
import io.cineai.movie.emotion.EmotionalJourney;
import io.cineai.movie.emotion.EmotionalJourney.Peak;
import io.cineai.movie.emotion.Ending;
import io.cineai.movie.emotion.ValenceCurve;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a film feels over its length. */
final class EmotionalRubric extends Rubric {
    static final EmotionalRubric CURRENT = new EmotionalRubric();

    private static final int VERSION = 1;

    private EmotionalRubric() {
        super(
                AnalysisKind.EMOTIONAL,
                VERSION,
                List.of(Arc.class, Emotion.class, Ending.class),
                Schema.ordered(
                        "arc",
                        Schema.term(Arc.class),
                        "valence",
                        Schema.list(Schema.number()),
                        "arousal",
                        Schema.list(Schema.number()),
                        "emotions",
                        Schema.object(eachEmotion()),
                        "peak",
                        Schema.object(Schema.ordered("at", Schema.number(), "emotion", Schema.term(Emotion.class))),
                        "ending",
                        Schema.term(Ending.class),
                        "catharsis",
                        Schema.number(),
                        "intensity",
                        Schema.number()));
    }

    private static Map<String, Object> eachEmotion() {
        Map<String, Object> each = new LinkedHashMap<>();
        for (String emotion : Schema.ids(Emotion.class)) each.put(emotion, Schema.number());
        return each;
    }

    @Override
    EmotionalJourney read(Fields answer) {
        answer.only(
                "arc",
                "valence",
                "arousal",
                "emotions",
                "peak",
                "ending",
                "catharsis",
                "intensity",
                "confidence",
                "evidence");
        Fields peak = answer.object("peak").only("at", "emotion");
        return new EmotionalJourney(
                answer.term("arc", Arc.class),
                new ValenceCurve(answer.numbers("valence", ValenceCurve.TENTHS)),
                new ArousalCurve(answer.numbers("arousal", ValenceCurve.TENTHS)),
                emotions(answer.object("emotions")),
                new Peak(peak.level("at"), peak.term("emotion", Emotion.class)),
                answer.term("ending", Ending.class),
                answer.level("catharsis"),
                answer.level("intensity"),
                answer.level("confidence"),
                quotes(answer));
    }

    private static Map<Emotion, Level> emotions(Fields answer) {
        answer.only(Schema.ids(Emotion.class).toArray(String[]::new));
        Map<Emotion, Level> emotions = new EnumMap<>(Emotion.class);
        for (Emotion emotion : Emotion.values()) emotions.put(emotion, answer.level(emotion.id()));
        return emotions;
    }

    @Override
    public Map<String, Object> write(Analysis analysis) {
        EmotionalJourney journey = (EmotionalJourney) analysis;
        Map<String, Object> emotions = new LinkedHashMap<>();
        journey.emotions().forEach((emotion, level) -> emotions.put(emotion.id(), level.value()));
        return withEvidence(
                Schema.ordered(
                        "arc",
                        journey.arc().id(),
                        "valence",
                        journey.valence().points(),
                        "arousal",
                        journey.arousal().points(),
                        "emotions",
                        emotions,
                        "peak",
                        Schema.ordered(
                                "at",
                                journey.peak().at().value(),
                                "emotion",
                                journey.peak().emotion().id()),
                        "ending",
                        journey.ending().id(),
                        "catharsis",
                        journey.catharsis().value(),
                        "intensity",
                        journey.intensity().value()),
                journey);
    }
}
