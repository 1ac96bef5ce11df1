package io.cineai.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final UUID ADA = UUID.randomUUID();
    private static final UUID GRACE = UUID.randomUUID();

    @Test
    void eachCallerHasAMinutesShareAndNobodyElses() {
        RateLimit limit = new RateLimit(3);

        for (int time = 0; time < 3; time++) assertEquals(0, limit.wait(ADA));

        int wait = limit.wait(ADA);
        assertTrue(wait >= 1 && wait <= 60, "seconds: " + wait);
        assertEquals(0, limit.wait(GRACE));
    }

    @Test
    void zeroIsNoLimit() {
        RateLimit limit = new RateLimit(0);

        for (int time = 0; time < 10_000; time++) assertEquals(0, limit.wait(ADA));
    }
}
