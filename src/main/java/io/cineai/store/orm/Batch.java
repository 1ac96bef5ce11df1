package io.cineai.store.orm;

import io.cineai.budget.ModelId;
import io.cineai.budget.WorstCase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A batch that is under way.
 *
 * @param batchId the provider's name for it; empty while it is not known whether it was taken
 */
public record Batch(
        UUID intent, Optional<String> batchId, Errand errand, List<Item> items, UUID reservation, Instant createdAt) {
    public Batch {
        items = List.copyOf(items);
    }

    /**
     * What all its questions have in common.
     *
     * @param feature what for: the name of the function that sends and collects it
     * @param waiting which rows wait for its answers
     * @param version of what is asked
     */
    public record Errand(String feature, Waiting waiting, ModelId model, String version) {}

    /**
     * One question of it. It names no user: whose it is, the row with its token says, as long as it is there.
     *
     * @param key what its answer is booked as; no two of a batch have the same
     * @param token of the claim that it is asked under
     */
    public record Item(String customId, String key, UUID token, WorstCase reserved) {}

    public Batch reservedBy(UUID granted) {
        return new Batch(intent, batchId, errand, items, granted, createdAt);
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
