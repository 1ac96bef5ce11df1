package io.cineai.usecase;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a run stops taking up work. */
record Deadline(Clock clock, Instant at) {
    /** @param seconds null: as configured */
    static Deadline in(@Nullable Integer seconds, Duration configured, Clock clock) {
        Duration time = seconds == null ? configured : Duration.ofSeconds(seconds);
        return new Deadline(clock, clock.instant().plus(time));
    }

    boolean isPast() {
        return !clock.instant().isBefore(at);
    }
}
