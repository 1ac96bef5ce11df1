package io.cineai.functions.drain;

import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of the worker under test, right unless a test sets it off. */
@Mock
@ApplicationScoped
public class SettableClock {
    static volatile Duration off = Duration.ZERO;

    @Produces
    @Mock
    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("moments only");
            }

            @Override
            public Instant instant() {
                return Instant.now().plus(off);
            }
        };
    }
}
