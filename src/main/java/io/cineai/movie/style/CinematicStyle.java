package io.cineai.movie.style;

import io.cineai.movie.Analysis;
import io.cineai.movie.Level;
import io.cineai.movie.Quote;
import java.util.List;

/**
 * How a film looks and sounds. Lists hold no word twice, in the vocabulary's order.
 *
 * @param distinctiveness how far from the ordinary its style is: {@code overall_style_score}
 * @param editingPace 0 (hardly a cut) to 1 (frantic)
 * @param focusAreas the crafts that this speaks of
 */
public record CinematicStyle(
        StyleCategory category,
        Level distinctiveness,
        Camera camera,
        Palette palette,
        Level editingPace,
        Structure structure,
        List<Sound> sound,
        List<ProductionDesign> design,
        List<Technique> techniques,
        List<FocusArea> focusAreas,
        Level confidence,
        List<Quote> evidence)
        implements Analysis {
    public CinematicStyle {
        sound = inOrder(sound);
        design = inOrder(design);
        techniques = inOrder(techniques);
        focusAreas = inOrder(focusAreas);
        evidence = List.copyOf(evidence);
    }

    /** How it is shot. */
    public record Camera(ShotScale shots, List<CameraMovement> movements, Lighting lighting) {
        public Camera {
            movements = inOrder(movements);
        }
    }

    /** Its colours. */
    public record Palette(Temperature temperature, Saturation saturation) {}

    private static <T extends Enum<T>> List<T> inOrder(List<T> words) {
        return words.stream().distinct().sorted().toList();
    }
}
