package io.cineai.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cineai.monitor.Notice.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticePolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final NoticePolicy POLICY =
            new NoticePolicy(Duration.ofMinutes(30), Duration.ofMinutes(10), Duration.ofHours(6));

    @Nested
    class WhatStands {
        @Test
        void isToldAtOnceWhereNobodyWasEverTold() {
            assertEquals(Optional.of(Kind.STARTED), due(alert(Severity.NOTICE, null, false, null, null)));
        }

        @Test
        void isNotToldAgain() {
            assertEquals(Optional.empty(), due(alert(Severity.WARNING, null, true, Severity.WARNING, 5)));
        }

        @ParameterizedTest
        @CsvSource({"359, ", "360, STANDING", "400, STANDING"})
        void isToldAgainAfterSixHours(int minutesAgo, @Nullable Kind kind) {
            assertEquals(
                    Optional.ofNullable(kind), due(alert(Severity.WARNING, null, true, Severity.WARNING, minutesAgo)));
        }

        @Test
        void isToldAtOnceWhereItIsWorse() {
            assertEquals(Optional.of(Kind.WORSE), due(alert(Severity.CRITICAL, null, true, Severity.WARNING, 1)));
        }

        @Test
        void isNotToldWhereItIsBetterAndNotOver() {
            assertEquals(Optional.empty(), due(alert(Severity.NOTICE, null, true, Severity.WARNING, 5)));
        }
    }

    @Nested
    class WhatCameBack {
        @ParameterizedTest
        @CsvSource({"1, ", "29, ", "30, STARTED"})
        void isNotToldWithinTheQuietPeriod(int minutesAgo, @Nullable Kind kind) {
            assertEquals(
                    Optional.ofNullable(kind), due(alert(Severity.WARNING, null, false, Severity.WARNING, minutesAgo)));
        }

        @Test
        void isToldAtOnceWhereItIsWorseThanItWas() {
            assertEquals(Optional.of(Kind.STARTED), due(alert(Severity.CRITICAL, null, false, Severity.WARNING, 1)));
        }
    }

    @Nested
    class WhatIsOver {
        @ParameterizedTest
        @CsvSource({"0, ", "9, ", "10, OVER", "60, OVER"})
        void isToldWhenItHasSettled(int minutesAgo, @Nullable Kind kind) {
            assertEquals(
                    Optional.ofNullable(kind), due(alert(Severity.WARNING, minutesAgo, true, Severity.WARNING, 90)));
        }

        @Test
        void isNotToldWhereNobodyWasToldThatItBegan() {
            assertEquals(Optional.empty(), due(alert(Severity.WARNING, 60, false, null, null)));
        }

        @Test
        void isToldOnce() {
            assertEquals(Optional.empty(), due(alert(Severity.WARNING, 60, false, Severity.WARNING, 50)));
        }
    }

    /** Five minutes there, five minutes gone, for a day: who is told of it hears of it as seldom as of one that never went. */
    @Test
    void whatFlapsIsToldLikeWhatStands() {
        Alert alert = alert(Severity.WARNING, null, false, null, null);
        int told = 0;
        for (int minute = 0; minute < 24 * 60; minute += 5) {
            Instant now = NOW.plus(Duration.ofMinutes(minute));
            alert = minute % 10 == 0 ? alert.in(finding()) : alert.notSeen(now);
            Optional<Notice> notice = POLICY.due(alert, now);
            if (notice.isPresent()) {
                told++;
                alert = told(alert, notice.get().kind() != Kind.OVER, now);
            }
        }

        assertEquals(4, told);
    }

    @Test
    void aReminderMustComeSomeTime() {
        var refusal = assertThrows(
                IllegalArgumentException.class, () -> new NoticePolicy(Duration.ZERO, Duration.ZERO, Duration.ZERO));

        assertEquals("reminder must be positive: PT0S", refusal.getMessage());
    }

    private static Finding finding() {
        return new Finding("queue:age", "queue", Severity.WARNING, "A user waits.", java.util.Map.of());
    }

    private static Alert told(Alert alert, boolean open, Instant now) {
        return new Alert(
                alert.key(),
                alert.service(),
                alert.severity(),
                alert.text(),
                alert.firstSeen(),
                alert.resolvedAt(),
                alert.told() + 1,
                open,
                Optional.of(alert.severity()),
                Optional.of(now));
    }

    private static Optional<Kind> due(Alert alert) {
        return POLICY.due(alert, NOW).map(Notice::kind);
    }

    private static Alert alert(
            Severity severity,
            @Nullable Integer resolvedAgo,
            boolean toldOpen,
            @Nullable Severity toldSeverity,
            @Nullable Integer toldAgo) {
        return new Alert(
                "queue:age",
                "queue",
                severity,
                "A user waits.",
                NOW.minus(Duration.ofDays(1)),
                ago(resolvedAgo),
                toldAgo == null ? 0 : 1,
                toldOpen,
                Optional.ofNullable(toldSeverity),
                ago(toldAgo));
    }

    private static Optional<Instant> ago(@Nullable Integer minutes) {
        return Optional.ofNullable(minutes).map(it -> NOW.minus(Duration.ofMinutes(it)));
    }
}
