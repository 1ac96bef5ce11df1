package io.cineai.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.monitor.Status.Analysis;
import io.cineai.monitor.Status.Earlier;
import io.cineai.monitor.Status.Lists;
import io.cineai.monitor.Status.Missed;
import io.cineai.monitor.Status.Queue;
import io.cineai.monitor.Status.Runs;
import io.cineai.monitor.Status.Spend;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule under, at and over its limit. */
class InspectionTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Limits LIMITS = new Limits(
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofMinutes(15),
            Duration.ofHours(6),
            0.2,
            Map.of("thematic", 0.8, "emotional", 0.75, "style", 0.85),
            500,
            3,
            3,
            Duration.ofSeconds(1));

    private Duration database = Duration.ofMillis(2);
    private Queue queue = new Queue(0, Optional.empty(), Optional.empty(), 0, 0, 0);
    private Missed missed = new Missed(0, Optional.empty());
    private Lists lists = new Lists(100, 0, 0, 0, Optional.empty(), 5_000);
    private List<Spend> spend = List.of();
    private List<Analysis> analyses = List.of();
    private List<Runs> runs = List.of();
    private Optional<Earlier> earlier = Optional.of(new Earlier(5_000, 0));
    private Optional<Instant> silentSince = Optional.empty();

    @Test
    void whereAllIsWellNothingIsFound() {
        assertEquals(List.of(), found());
    }

    @Test
    void allThatIsAmissIsFoundInOneLook() {
        lists = new Lists(100, 1, 2, 3, Optional.of(Duration.ofHours(7)), 5_000);
        queue = new Queue(4, Optional.of(Duration.ofMinutes(11)), Optional.empty(), 5, 0, 0);

        assertEquals(List.of("queue:age", "queue:dead", "lists:stale", "lists:none", "lists:half"), found());
    }

    @Nested
    class TheQueue {
        @ParameterizedTest
        @CsvSource({"599, ''", "600, ''", "601, queue:age"})
        void mayKeepNobodyWaitingForTenMinutes(long seconds, String expected) {
            queue = new Queue(3, Optional.of(Duration.ofSeconds(seconds)), Optional.empty(), 0, 0, 0);

            assertEquals(keys(expected), found());
        }

        @ParameterizedTest
        @CsvSource({"3600, ''", "3601, queue:backfill"})
        void mayTakeLongerOverWhatWasEnqueuedAheadOfNeed(long seconds, String expected) {
            queue = new Queue(3, Optional.empty(), Optional.of(Duration.ofSeconds(seconds)), 0, 0, 0);

            assertEquals(keys(expected), found());
        }

        @Test
        void tellsItsFigures() {
            queue = new Queue(3, Optional.of(Duration.ofMinutes(25)), Optional.empty(), 0, 0, 0);

            Finding finding = new Inspection(LIMITS).of(status()).get(0);

            assertEquals("A user waits in the queue for 25 min (limit 10 min); 3 wait in all.", finding.text());
            assertEquals(Map.of("oldestSeconds", 1_500L, "open", 3L), finding.figures());
            assertEquals(Severity.CRITICAL, finding.severity());
        }

        @ParameterizedTest
        @CsvSource({"0, ''", "1, queue:dead"})
        void hasNoDead(long dead, String expected) {
            queue = new Queue(0, Optional.empty(), Optional.empty(), dead, 0, 0);

            assertEquals(keys(expected), found());
        }

        @ParameterizedTest
        @CsvSource({"0, 0, ''", "1, 0, ''", "0, 1, ''", "1, 1, queue:crashes"})
        void crashesItsWorkersWhereLeasesEndAgainAndAgain(long failing, long expired, String expected) {
            queue = new Queue(2, Optional.empty(), Optional.empty(), 0, failing, expired);

            assertEquals(keys(expected), found());
        }
    }

    @Nested
    class WhatWasOnlyNoted {
        @ParameterizedTest
        @CsvSource({"0, 5, ''", "5, 5, ''", "5, 4, ''", "5, 6, queue:missed"})
        void mayNotGrowFromLookToLook(long before, long now, String expected) {
            earlier = Optional.of(new Earlier(5_000, before));
            missed = new Missed(now, Optional.of(Duration.ofMinutes(1)));

            assertEquals(keys(expected), found());
        }

        @ParameterizedTest
        @CsvSource({"900, ''", "901, queue:missed"})
        void mayNotStay(long seconds, String expected) {
            missed = new Missed(1, Optional.of(Duration.ofSeconds(seconds)));

            assertEquals(keys(expected), found());
        }

        @Test
        void hasNothingToGrowFromAtTheFirstLook() {
            earlier = Optional.empty();
            missed = new Missed(100, Optional.of(Duration.ofMinutes(1)));

            assertEquals(List.of(), found());
        }
    }

    @Nested
    class AllRowsTogether {
        @ParameterizedTest
        @CsvSource({
            "5000, 5000, ''",
            "5000, 4001, ''",
            "5000, 4000, lists:rows",
            "5000, 0, lists:rows",
            "0, 0, ''",
            "100, 5000, ''"
        })
        void mayNotFallByAFifth(long before, long now, String expected) {
            earlier = Optional.of(new Earlier(before, 0));
            lists = new Lists(100, 0, 0, 0, Optional.empty(), now);

            assertEquals(keys(expected), found());
        }

        @Test
        void areNotComparedAtTheFirstLook() {
            earlier = Optional.empty();
            lists = new Lists(100, 0, 0, 0, Optional.empty(), 0);

            assertEquals(List.of(), found());
        }
    }

    @Nested
    class TheBudget {
        @ParameterizedTest
        @CsvSource({
            "0.0, ''",
            "0.499, ''",
            "0.5, NOTICE",
            "0.799, NOTICE",
            "0.8, WARNING",
            "0.999, WARNING",
            "1.0, CRITICAL",
            "1.3, CRITICAL"
        })
        void isToldAtHalfAtMostAndAtItsEnd(double used, String severity) {
            spend = List.of(new Spend("*", "month", Optional.of(used), used * 50, Optional.of(50.0)));

            assertEquals(
                    severity.isEmpty() ? List.of() : List.of(severity),
                    new Inspection(LIMITS)
                            .of(status()).stream()
                                    .map(it -> it.severity().name())
                                    .toList());
        }

        @Test
        void isOneConditionWhateverItsStep() {
            spend = List.of(
                    new Spend("*", "month", Optional.of(0.6), 30, Optional.of(50.0)),
                    new Spend("style-analysis", "day", Optional.of(1.0), 0.5, Optional.empty()));

            List<Finding> findings = new Inspection(LIMITS).of(status());

            assertEquals(
                    List.of("budget:*:month", "budget:style-analysis:day"),
                    findings.stream().map(Finding::key).toList());
            assertEquals(
                    "60 % of the month's budget of all features is used: $30.00 booked of $50.00.",
                    findings.get(0).text());
            assertEquals(
                    "100 % of the day's budget of style-analysis is used; what it pays for waits.",
                    findings.get(1).text());
        }

        @Test
        void thatIsNoLimitIsNeverUsedUp() {
            spend = List.of(new Spend("*", "day", Optional.empty(), 1_000, Optional.empty()));

            assertEquals(List.of(), found());
        }
    }

    @Nested
    class HitRates {
        @ParameterizedTest
        @CsvSource({
            "thematic, 1000, 799, hit-rate:thematic",
            "thematic, 1000, 800, ''",
            "thematic, 1000, 801, ''",
            "emotional, 1000, 749, hit-rate:emotional",
            "emotional, 1000, 750, ''",
            "style, 1000, 849, hit-rate:style",
            "style, 1000, 850, ''",
            "style, 500, 0, hit-rate:style",
            "style, 499, 0, ''",
            "style, 0, 0, ''"
        })
        void haveTargetsAndWantEnoughLookups(String kind, long lookups, long hits, String expected) {
            analyses = List.of(analysis(kind, State.HEALTHY, lookups, hits));

            assertEquals(keys(expected), found());
        }
    }

    @ParameterizedTest
    @CsvSource({"HEALTHY, ''", "DEGRADED, ''", "FAILED, service:style-analysis"})
    void aServiceThatFailsIsFound(State state, String expected) {
        analyses = List.of(analysis("style", state, 0, 0));

        assertEquals(keys(expected), found());
    }

    @ParameterizedTest
    @CsvSource({"2, 0, ''", "3, 0, runs:cold-start", "0, 2, ''", "0, 3, crashes:cold-start"})
    void aFunctionThatFailsOrDiesAgainAndAgainIsFound(long failures, long lost, String expected) {
        runs = List.of(new Runs("cold-start", failures, lost, Optional.of(NOW)));

        assertEquals(keys(expected), found());
    }

    @ParameterizedTest
    @CsvSource({"999, ''", "1000, ''", "1001, database:slow"})
    void aSlowDatabaseIsFound(long millis, String expected) {
        database = Duration.ofMillis(millis);

        assertEquals(keys(expected), found());
    }

    @Test
    void theMonitorsOwnSilenceIsFound() {
        silentSince = Optional.of(NOW.minus(Duration.ofHours(3)));

        Finding finding = new Inspection(LIMITS).of(status()).get(0);

        assertEquals("monitor", finding.key());
        assertEquals("The monitor has not run successfully since 2026-11-28T09:00:00Z (3 h).", finding.text());
    }

    @Nested
    class PublishedHealth {
        @Test
        void isAsBadAsTheWorstThatWasFoundOfAService() {
            lists = new Lists(100, 1, 0, 0, Optional.empty(), 5_000);
            queue = new Queue(1, Optional.of(Duration.ofHours(1)), Optional.empty(), 1, 0, 0);
            spend = List.of(new Spend("*", "day", Optional.of(0.5), 2.5, Optional.of(5.0)));
            analyses = List.of(
                    analysis("style", State.DEGRADED, 1_000, 1_000), analysis("thematic", State.HEALTHY, 1_000, 0));

            assertEquals(
                    "{budget=HEALTHY, cold-start=HEALTHY, database=HEALTHY, lists=DEGRADED, monitor=HEALTHY, queue=FAILED,"
                            + " style-analysis=DEGRADED, thematic-analysis=DEGRADED}",
                    states().toString());
        }

        @Test
        void saysWhatIsAmissByItsKeys() {
            queue = new Queue(1, Optional.of(Duration.ofHours(1)), Optional.empty(), 1, 0, 0);

            Health published = health().stream()
                    .filter(it -> it.service().equals("queue"))
                    .findFirst()
                    .orElseThrow();

            assertEquals(Optional.of("queue:age, queue:dead"), published.why());
            assertEquals(Map.of("open", 1L, "dead", 1L, "oldestSeconds", 3_600L), published.figures());
        }

        /** All may read it. */
        @Test
        void saysNothingOfMoney() {
            spend = List.of(new Spend("*", "day", Optional.of(1.0), 4.99, Optional.of(5.0)));

            assertTrue(health().stream().noneMatch(it -> it.toString().contains("4.99")));
        }

        private List<Health> health() {
            runs = List.of(
                    new Runs("cold-start", 0, 0, Optional.of(NOW)), new Runs("style-analysis", 0, 0, Optional.of(NOW)));
            return Health.of(status(), new Inspection(LIMITS).of(status()));
        }

        private Map<String, State> states() {
            Map<String, State> states = new java.util.TreeMap<>();
            health().forEach(it -> states.put(it.service(), it.state()));
            return states;
        }
    }

    @Test
    void limitsThatMakeNoSenseAreRefused() {
        var refusal = assertThrows(
                IllegalArgumentException.class,
                () -> new Limits(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1),
                        1.2,
                        Map.of(),
                        1,
                        1,
                        1,
                        Duration.ofMinutes(1)));

        assertEquals("rowsFall must be in (0, 1): 1.2", refusal.getMessage());
    }

    private static Analysis analysis(String kind, State state, long lookups, long hits) {
        return new Analysis(
                kind, kind + "-analysis", "local/rules", state, Optional.empty(), 0, Optional.empty(), lookups, hits);
    }

    private static List<String> keys(String expected) {
        return expected.isEmpty() ? List.of() : List.of(expected);
    }

    private List<String> found() {
        return new Inspection(LIMITS).of(status()).stream().map(Finding::key).toList();
    }

    private Status status() {
        return new Status(NOW, database, queue, missed, lists, spend, analyses, runs, earlier, silentSince);
    }
}
