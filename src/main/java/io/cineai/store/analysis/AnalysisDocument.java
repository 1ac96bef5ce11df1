package io.cineai.store.analysis;

import io.cineai.analyze.Rubric;
import io.cineai.movie.Analysis;
import io.cineai.movie.Movie;
import io.cineai.movie.Term;
import io.cineai.movie.emotion.EmotionalJourney;
import io.cineai.movie.style.CinematicStyle;
import io.cineai.movie.thematic.ThematicProfile;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A finished analysis as it is stored, in plain maps and lists: whole, for {@code movie_analyses.result}, and as the columns of the public
 * table of its kind, the app's and those of the design. Columns differ in type from one installation to the next (a list may be jsonb or
 * text[]); Postgres converts what it is given.
 */
public record AnalysisDocument(Movie film, String key, Analysis analysis, Recipe recipe) {
    private static final int FIRST_THEMES = 3;
    private static final double CATHARTIC = 0.5;

    public Map<String, Object> result() {
        return Rubric.of(recipe.kind()).write(analysis);
    }

    /** The row of the public table, and the key by which it is found. */
    public Map<String, Object> row() {
        Map<String, Object> row = new LinkedHashMap<>(columns());
        row.put("key", key);
        row.put("movie_id", film.id().toString());
        row.put("confidence", analysis.confidence().value());
        row.put("provider", recipe.model().provider());
        row.put("model", recipe.model().model());
        row.put("prompt_version", recipe.promptVersion());
        return row;
    }

    private Map<String, Object> columns() {
        if (analysis instanceof ThematicProfile themes) return columns(themes);
        if (analysis instanceof CinematicStyle style) return columns(style);
        return columns((EmotionalJourney) analysis);
    }

    private Map<String, Object> columns(ThematicProfile profile) {
        List<String> themes =
                profile.themes().stream().map(it -> it.theme().id()).toList();
        return Map.of(
                "themes", themes,
                "complexity_score", profile.complexity().value(),
                "cultural_context",
                        Map.of(
                                "era", profile.context().era().id(),
                                "social_questions", ids(profile.context().questions())),
                "psychological_themes",
                        profile.themes().stream()
                                .map(it -> Map.of(
                                        "theme",
                                        it.theme().id(),
                                        "weight",
                                        it.weight().value()))
                                .toList(),
                "narrative_structure", Map.of("type", profile.narrative().id()),
                "visual_motifs", ids(profile.motifs()),
                "genre_themes",
                        Map.of(
                                "genres",
                                film.genres(),
                                "themes",
                                themes.stream().limit(FIRST_THEMES).toList()),
                "atmospheric_qualities", Map.of("tone", ids(profile.tone())));
    }

    private static Map<String, Object> columns(CinematicStyle style) {
        String shots = style.camera().shots().id();
        String lighting = style.camera().lighting().id();
        List<String> movements = ids(style.camera().movements());
        Map<String, Object> palette = Map.of(
                "temperature", style.palette().temperature().id(),
                "saturation", style.palette().saturation().id());
        return Map.of(
                "overall_style_score", style.distinctiveness().value(),
                "cinematography",
                        Map.of(
                                "style_category", style.category().id(),
                                "shot_scale", shots,
                                "camera_movement", movements,
                                "lighting", lighting,
                                "palette", palette),
                "visual_characteristics", Map.of("lighting", lighting, "palette", palette),
                "camera_work", Map.of("shot_scale", shots, "movement", movements),
                "editing_style",
                        Map.of(
                                "pace", style.editingPace().value(),
                                "structure", style.structure().id()),
                "sound_design", Map.of("sound", ids(style.sound())),
                "production_design", Map.of("world", ids(style.design())),
                "style_influences", List.of(style.category().id()),
                "innovations", ids(style.techniques()),
                "focus_areas", ids(style.focusAreas()));
    }

    private static Map<String, Object> columns(EmotionalJourney journey) {
        String ending = journey.ending().id();
        Map<String, Object> columns = new HashMap<>(Map.of(
                "overall_emotional_intensity", journey.intensity().value(),
                "intensity_score", journey.intensity().value(),
                "valence_curve", journey.valence().points(),
                "emotional_beats", beats(journey),
                "climactic_moment",
                        Map.of(
                                "at", journey.peak().at().value(),
                                "emotion", journey.peak().emotion().id()),
                "resolution",
                        Map.of(
                                "ending", ending,
                                "arc", journey.arc().id(),
                                "catharsis", journey.catharsis().value(),
                                "emotions", emotions(journey)),
                "cathartic_elements", journey.catharsis().value() < CATHARTIC ? List.of() : List.of(ending)));
        journey.arc().pattern().ifPresent(pattern -> columns.put("overall_pattern", pattern));
        return columns;
    }

    private static Map<String, Double> emotions(EmotionalJourney journey) {
        Map<String, Double> emotions = new LinkedHashMap<>();
        journey.emotions().forEach((emotion, level) -> emotions.put(emotion.id(), level.value()));
        return emotions;
    }

    private static List<Map<String, Object>> beats(EmotionalJourney journey) {
        List<Double> valence = journey.valence().points();
        List<Double> arousal = journey.arousal().points();
        return IntStream.range(0, valence.size())
                .mapToObj(tenth -> Map.<String, Object>of(
                        "tenth", tenth + 1, "valence", valence.get(tenth), "arousal", arousal.get(tenth)))
                .toList();
    }

    private static List<String> ids(List<? extends Term> terms) {
        return terms.stream().map(Term::id).toList();
    }
}
