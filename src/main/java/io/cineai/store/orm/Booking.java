package io.cineai.store.orm;

import io.cineai.budget.Call;
import io.cineai.budget.WorstCase;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call and the reservation that it was made on.
 *
 * @param batch the intent of the batch that it was a request of, and the part of the reservation that was its; empty: the reservation
 *     was for this call alone
 */
public record Booking(Call call, UUID reservation, Optional<OfBatch> batch) {
    /** A request of a batch. */
    public record OfBatch(UUID intent, WorstCase reserved) {}

    public static Booking single(Call call, UUID reservation) {
        return new Booking(call, reservation, Optional.empty());
    }

    @Nullable
    UUID intent() {
        return batch.map(OfBatch::intent).orElse(null);
    }
}
