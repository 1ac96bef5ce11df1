package io.cineai.analyze;

import io.cineai.movie.Analysis;
import io.cineai.movie.style.CameraMovement;
import io.cineai.movie.style.CinematicStyle;
import io.cineai.movie.style.CinematicStyle.Camera;
import io.cineai.movie.style.CinematicStyle.Palette;
import io.cineai.movie.style.FocusArea;
import io.cineai.movie.style.Lighting;
import io.cineai.movie.style.ProductionDesign;
import io.cineai.movie.style.Saturation;
import io.cineai.movie.style.ShotScale;
import io.cineai.movie.style.Sound;
import io.cineai.movie.style.Structure;
import io.cineai.movie.style.StyleCategory;
import io.cineai.movie.style.Technique;
import io.cineai.movie.style.Temperature;
import java.util.List;
import java.util.Map;

/** How a film looks and sounds. */
final class StyleRubric extends Rubric {
    static final StyleRubric CURRENT = new StyleRubric();

    private static final int VERSION = 1;
    private static final int MOST_WORDS = 6;

    private StyleRubric() {
        super(
                AnalysisKind.STYLE,
                VERSION,
                List.of(
                        StyleCategory.class,
                        ShotScale.class,
                        CameraMovement.class,
                        Lighting.class,
                        Temperature.class,
                        Saturation.class,
                        Structure.class,
                        Sound.class,
                        ProductionDesign.class,
                        Technique.class,
                        FocusArea.class),
                Schema.ordered(
                        "style_category",
                        Schema.term(StyleCategory.class),
                        "overall_style_score",
                        Schema.number(),
                        "shot_scale",
                        Schema.term(ShotScale.class),
                        "camera_movement",
                        Schema.terms(CameraMovement.class),
                        "lighting",
                        Schema.term(Lighting.class),
                        "palette",
                        Schema.object(Schema.ordered(
                                "temperature",
                                Schema.term(Temperature.class),
                                "saturation",
                                Schema.term(Saturation.class))),
                        "editing_pace",
                        Schema.number(),
                        "structure",
                        Schema.term(Structure.class),
                        "sound",
                        Schema.terms(Sound.class),
                        "production_design",
                        Schema.terms(ProductionDesign.class),
                        "techniques",
                        Schema.terms(Technique.class),
                        "focus_areas",
                        Schema.terms(FocusArea.class)));
    }

    @Override
    CinematicStyle read(Fields answer) {
        answer.only(
                "style_category",
                "overall_style_score",
                "shot_scale",
                "camera_movement",
                "lighting",
                "palette",
                "editing_pace",
                "structure",
                "sound",
                "production_design",
                "techniques",
                "focus_areas",
                "confidence",
                "evidence");
        Fields palette = answer.object("palette").only("temperature", "saturation");
        return new CinematicStyle(
                answer.term("style_category", StyleCategory.class),
                answer.level("overall_style_score"),
                new Camera(
                        answer.term("shot_scale", ShotScale.class),
                        answer.terms("camera_movement", CameraMovement.class, MOST_WORDS),
                        answer.term("lighting", Lighting.class)),
                new Palette(
                        palette.term("temperature", Temperature.class), palette.term("saturation", Saturation.class)),
                answer.level("editing_pace"),
                answer.term("structure", Structure.class),
                answer.terms("sound", Sound.class, MOST_WORDS),
                answer.terms("production_design", ProductionDesign.class, MOST_WORDS),
                answer.terms("techniques", Technique.class, MOST_WORDS),
                answer.terms("focus_areas", FocusArea.class, MOST_WORDS),
                answer.level("confidence"),
                quotes(answer));
    }

    @Override
    public Map<String, Object> write(Analysis analysis) {
        CinematicStyle style = (CinematicStyle) analysis;
        return withEvidence(
                Schema.ordered(
                        "style_category",
                        style.category().id(),
                        "overall_style_score",
                        style.distinctiveness().value(),
                        "shot_scale",
                        style.camera().shots().id(),
                        "camera_movement",
                        ids(style.camera().movements()),
                        "lighting",
                        style.camera().lighting().id(),
                        "palette",
                        Schema.ordered(
                                "temperature",
                                style.palette().temperature().id(),
                                "saturation",
                                style.palette().saturation().id()),
                        "editing_pace",
                        style.editingPace().value(),
                        "structure",
                        style.structure().id(),
                        "sound",
                        ids(style.sound()),
                        "production_design",
                        ids(style.design()),
                        "techniques",
                        ids(style.techniques()),
                        "focus_areas",
                        ids(style.focusAreas())),
                style);
    }
}
