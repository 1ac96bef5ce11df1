package io.cineai.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final Duration BASE = Duration.ofSeconds(10);
    private static final Duration CAP = Duration.ofHours(1);
    private static final RetryPolicy POLICY = new RetryPolicy(5, BASE, CAP);

    @Test
    void theWaitDoublesWithEachAttempt() {
        for (int attempt = 1; attempt <= 8; attempt++)
            assertEquals(BASE.multipliedBy(1L << (attempt - 1)), POLICY.delayAfter(attempt, always(0.5)));
    }

    @Test
    void jitterIsHalfTheWaitEitherWay() {
        assertEquals(Duration.ofSeconds(10), POLICY.delayAfter(2, always(0)));
        assertEquals(Duration.ofMillis(29_999), POLICY.delayAfter(2, always(0.99999)));
        RandomGenerator random = new SplittableRandom(7);
        assertNotEquals(POLICY.delayAfter(3, random), POLICY.delayAfter(3, random));
    }

    @Test
    void theWaitIsNeverLongerThanTheCapHoweverManyAttempts() {
        RandomGenerator random = new SplittableRandom(7);
        for (int attempt = 0; attempt < 10_000; attempt++) {
            Duration wait = POLICY.delayAfter(attempt, random);
            assertTrue(!wait.isNegative() && !wait.isZero() && wait.compareTo(CAP) <= 0, "attempt " + attempt);
        }
        assertEquals(CAP, POLICY.delayAfter(Integer.MAX_VALUE, always(0)));
    }

    @Test
    void afterTheLastAttemptThereIsNoOther() {
        assertFalse(POLICY.exhausted(4));
        assertTrue(POLICY.exhausted(5));
        assertTrue(POLICY.exhausted(6));
    }

    @Test
    void aPolicyThatWouldNotWaitOrTryIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new RetryPolicy(0, BASE, CAP));
        assertThrows(IllegalArgumentException.class, () -> new RetryPolicy(5, Duration.ZERO, CAP));
        assertThrows(IllegalArgumentException.class, () -> new RetryPolicy(5, BASE.negated(), CAP));
        assertThrows(IllegalArgumentException.class, () -> new RetryPolicy(5, CAP, BASE));
    }

    @Test
    void whoAsksByHandIsServedFirstAndBackfillLast() {
        assertEquals(1, Priority.BY_HAND.value());
        assertEquals(9, Priority.BACKFILL.value());
        Priority[] priorities = Priority.values();
        for (int k = 1; k < priorities.length; k++) assertTrue(priorities[k - 1].value() < priorities[k].value());
    }

    private static RandomGenerator always(double value) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public double nextDouble() {
                return value;
            }
        };
    }
}
