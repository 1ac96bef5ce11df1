package io.cineai.usecase;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a run stops taking up work. */
public record Deadline(Clock clock, Instant at) {
    /** @param seconds null: as configured */
    public static Deadline in(@Nullable Integer seconds, Duration configured, Clock clock) {
        Duration time = seconds == null ? configured : Duration.ofSeconds(seconds);
        return new Deadline(clock, clock.instant().plus(time));
    }

    /** Whether something that takes so long would end in time. */
    public boolean leaves(Duration time) {
        return clock.instant().plus(time).isBefore(at);
    }

    public boolean isPast() {
        return !clock.instant().isBefore(at);
    }
}
