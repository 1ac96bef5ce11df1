package io.cineai.store.orm;

import io.cineai.budget.WorstCase;
import io.cineai.movie.MovieId;
import io.cineai.store.analysis.Claim;
import io.cineai.store.analysis.Recipe;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A batch that is under way.
 *
 * @param batchId the provider's name for it; empty while it is not known whether it was taken
 * @param recipe how its analyses are made
 */
public record Batch(
        UUID intent, Optional<String> batchId, Recipe recipe, List<Item> items, UUID reservation, Instant createdAt) {
    public Batch {
        items = List.copyOf(items);
    }

    /** One question of it. */
    public record Item(String customId, MovieId film, Claim claim, WorstCase reserved) {}

    public Batch reservedBy(UUID granted) {
        return new Batch(intent, batchId, recipe, items, granted, createdAt);
    }

    /** How the ids of its questions begin: by it a batch whose name was lost is known again. */
    public String prefix() {
        return prefix(intent);
    }

    /** Letters, digits and a dash, 34 of them: the provider takes 64. */
    public static String prefix(UUID intent) {
        return "b" + intent.toString().replace("-", "") + "-";
    }
}
