package io.cineai.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration CONFIGURED = Duration.ofMinutes(10);

    @Test
    void aCallMaySayWhenElseTheConfigurationDoes() {
        assertEquals(
                NOW.plusSeconds(600), Deadline.in(null, CONFIGURED, at(NOW)).at());
        assertEquals(NOW.plusSeconds(7), Deadline.in(7, CONFIGURED, at(NOW)).at());
    }

    @Test
    void atTheDeadlineItIsPast() {
        assertFalse(new Deadline(at(NOW.minusMillis(1)), NOW).isPast());
        assertTrue(new Deadline(at(NOW), NOW).isPast());
    }

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
