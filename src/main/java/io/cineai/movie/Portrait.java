package io.cineai.movie;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the analyses say of a film, in the words of the tables that everybody reads: what films are compared by. Each part is there
 * where somebody analysed it. Words are ids; an app's own words count like ours.
 */
public record Portrait(Optional<Subject> subject, Optional<Look> look, Optional<Feel> feel) {
    /** Of a film that nobody analysed. */
    public static final Portrait UNKNOWN = new Portrait(Optional.empty(), Optional.empty(), Optional.empty());

    /** What "cannot be told" is called in every vocabulary. It is nothing that films have in common. */
    private static final String UNTOLD = "unknown";

    /**
     * What the film is about.
     *
     * @param themes weightiest first
     * @param complexity range 0 to 1; null when unknown
     * @param culturalContext JSON; null when unknown
     */
    public record Subject(
            List<String> themes,
            @Nullable Double complexity,
            @Nullable String culturalContext) {
        public Subject {
            themes = told(themes);
        }
    }

    /**
     * How the film looks and sounds.
     *
     * @param category the style in one word; empty when unknown
     * @param traits further words: light, colours, camera, sound, structure
     * @param pace of the editing. Range 0 to 1; null when unknown.
     */
    public record Look(
            String category, List<String> traits, @Nullable Double pace) {
        public Look {
            category = category.equals(UNTOLD) ? "" : category;
            traits = told(traits);
        }
    }

    /**
     * How the film feels over its length.
     *
     * @param pattern the shape of its fortune; empty when unknown
     * @param valence how pleasant it is at equal steps. Range -1 to 1; empty when unknown.
     * @param intensity range 0 to 1; null when unknown
     * @param emotions how strong each is. Range 0 to 1; empty when unknown.
     */
    public record Feel(
            String pattern, List<Double> valence, @Nullable Double intensity, Map<String, Double> emotions) {
        public Feel {
            pattern = pattern.equals(UNTOLD) ? "" : pattern;
            valence = List.copyOf(valence);
            emotions = Map.copyOf(emotions);
        }
    }

    private static List<String> told(List<String> words) {
        return words.stream().filter(word -> !word.equals(UNTOLD)).distinct().toList();
    }
}
