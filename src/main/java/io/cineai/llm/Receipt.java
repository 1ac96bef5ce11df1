package io.cineai.llm;

import java.time.Duration;
import java.util.Optional;

/**
 * How a request went on the wire.
 *
 * @param httpStatus 0 where no answer came
 * @param requestId the provider's name for it, empty where it gave none
 * @param pause what the provider's headers want before the next call
 */
public record Receipt(int httpStatus, String requestId, Duration latency, Optional<Duration> pause) {
    public static Receipt of(Duration latency) {
        return new Receipt(0, "", latency, Optional.empty());
    }
}
