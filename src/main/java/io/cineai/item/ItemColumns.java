package io.cineai.item;

import org.jspecify.annotations.Nullable;

/**
 * What the row of a film of a list holds beside numbers.
 *
 * @param reason the sentence; null where no reason was asked for
 * @param explanation JSON; null likewise
 * @param thematicFactors JSON; null where the film's themes are unknown
 */
public record ItemColumns(
        @Nullable String reason,
        @Nullable String explanation,
        @Nullable String thematicFactors) {}
