package io.cineai.llm;

import java.time.Duration;
import java.util.Optional;

/**
 * How a request went on the wire.
 *
 * @param httpStatus 0 where no answer came
 * @param requestId the provider's name for it, empty where it gave none
 * @param pause what the provider's headers want before the next call
 * @param told what the answer says of itself
 */
public record Receipt(int httpStatus, String requestId, Duration latency, Optional<Duration> pause, Told told) {
    public static Receipt of(Duration latency) {
        return new Receipt(0, "", latency, Optional.empty(), Told.NOTHING);
    }
}
