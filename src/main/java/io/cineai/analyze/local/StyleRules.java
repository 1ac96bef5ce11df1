package io.cineai.analyze.local;

import io.cineai.movie.Movie;
import io.cineai.movie.Term;
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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How a film looks and sounds: for each of its crafts the word for which most is said, unknown where too little is. */
final class StyleRules {
    private static final double SPOKEN = 1;
    private static final double PLAIN = 1.5;
    private static final double TEMPERATURE = 1.2;

    private StyleRules() {}

    static CinematicStyle style(Movie film, Findings findings) {
        Map<StyleCategory, Double> points = points(film, findings);
        StyleCategory category = findings.speakOf(StyleCategory.class) ? most(points) : StyleCategory.UNKNOWN;
        double sure = category == StyleCategory.UNKNOWN
                ? 0
                : Certainty.shares(points, TEMPERATURE).get(category);
        List<Technique> techniques = findings.strongest(Technique.class, PLAIN, 4);
        Camera camera = camera(findings);
        Palette palette = palette(findings);
        List<Sound> sound = findings.strongest(Sound.class, PLAIN, 2);
        List<ProductionDesign> design = findings.strongest(ProductionDesign.class, PLAIN, 3);
        Structure structure = findings.speakOf(Structure.class)
                ? findings.best(Structure.class, SPOKEN, Structure.UNKNOWN)
                : Structure.UNKNOWN;
        return new CinematicStyle(
                category,
                Gauge.DISTINCTIVENESS.in(findings),
                camera,
                palette,
                Gauge.PACE.in(findings),
                structure,
                sound,
                design,
                techniques,
                focus(camera, structure, sound, design),
                Certainty.of(sure),
                findings.evidence(
                        film,
                        Stream.concat(Stream.<Term>of(category), techniques.stream())
                                .toList()));
    }

    private static Camera camera(Findings findings) {
        return new Camera(
                findings.best(ShotScale.class, SPOKEN, ShotScale.UNKNOWN),
                findings.strongest(CameraMovement.class, PLAIN, 2),
                findings.best(Lighting.class, SPOKEN, Lighting.UNKNOWN));
    }

    private static Palette palette(Findings findings) {
        Saturation saturation = findings.best(Saturation.class, SPOKEN, Saturation.UNKNOWN);
        Temperature temperature = findings.best(Temperature.class, SPOKEN, Temperature.UNKNOWN);
        return new Palette(saturation == Saturation.MONOCHROME ? Temperature.NEUTRAL : temperature, saturation);
    }

    private static List<FocusArea> focus(
            Camera camera, Structure structure, List<Sound> sound, List<ProductionDesign> design) {
        List<FocusArea> areas = new ArrayList<>();
        if (camera.shots() != ShotScale.UNKNOWN || camera.lighting() != Lighting.UNKNOWN)
            areas.add(FocusArea.CINEMATOGRAPHY);
        if (structure != Structure.UNKNOWN) areas.add(FocusArea.EDITING);
        if (!sound.isEmpty()) areas.add(FocusArea.SOUND);
        if (!design.isEmpty()) areas.add(FocusArea.PRODUCTION_DESIGN);
        return areas;
    }

    /** Only what is drawn, or said to be, competes among the kinds of animation. */
    private static Map<StyleCategory, Double> points(Movie film, Findings findings) {
        boolean animated = FilmGenres.of(film).have(Genre.ANIMATION);
        Map<StyleCategory, Double> points = new EnumMap<>(StyleCategory.class);
        for (StyleCategory category : StyleCategory.values()) {
            if (category == StyleCategory.UNKNOWN) continue;
            boolean drawn = category == StyleCategory.DRAWN_ANIMATION || category == StyleCategory.COMPUTER_ANIMATION;
            if (animated || !drawn || findings.of(Technique.ANIMATION) > 0) points.put(category, findings.of(category));
        }
        return points;
    }

    private static StyleCategory most(Map<StyleCategory, Double> points) {
        StyleCategory most = StyleCategory.UNKNOWN;
        for (Map.Entry<StyleCategory, Double> it : points.entrySet())
            if (most == StyleCategory.UNKNOWN || it.getValue() > points.get(most)) most = it.getKey();
        return most;
    }
}
