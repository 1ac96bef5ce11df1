package io.cineai.recommend.likeness;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a film goes with what one user likes, by what the analyses say of it and of the films that the user likes. A part is null where the
 * film, or all that the user likes, was not analysed. All in 0 (nothing in common) to 1 (the same).
 *
 * @param thematic cosine of the film's themes and the mix of themes that the user likes
 * @param style likewise of style, light, colours, camera and sound
 * @param emotional of what is felt and of its course over the film
 * @param sharedThemes the film's themes that the user likes, most liked first; empty where there are none
 */
public record Alignment(
        @Nullable Double thematic,
        @Nullable Double style,
        @Nullable Double emotional,
        List<String> sharedThemes) {
    public static final Alignment UNKNOWN = new Alignment(null, null, null, List.of());

    public Alignment {
        sharedThemes = List.copyOf(sharedThemes);
    }
}
