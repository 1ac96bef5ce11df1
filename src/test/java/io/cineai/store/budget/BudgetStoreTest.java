package io.cineai.store.budget;

import static io.cineai.testkit.TestPool.now;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.budget.BreakerPolicy;
import io.cineai.budget.ModelCard;
import io.cineai.budget.ModelId;
import io.cineai.budget.Price;
import io.cineai.budget.PriceList;
import io.cineai.budget.Usage;
import io.cineai.budget.WorstCase;
import io.cineai.store.budget.BudgetStore.Lately;
import io.cineai.store.budget.Reserved.Closed;
import io.cineai.store.budget.Reserved.Granted;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetStoreTest {
    private static final ModelId HAIKU = new ModelId("anthropic", "claude-haiku-5-5");
    private static final ModelId SONNET = new ModelId("anthropic", "claude-sonnet-5-5");
    private static final ModelId ELSEWHERE = new ModelId("acme", "giant-1");
    private static final String THEMES = "thematic-analysis";
    private static final String STYLES = "style-analysis";
    private static final WorstCase ONE_CALL = new WorstCase(1, 1_000, new BigDecimal("0.01"));
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final BreakerPolicy BREAKER = new BreakerPolicy(3, Duration.ofSeconds(10), Duration.ofSeconds(60));
    private static final UUID RUN = new UUID(7, 7);

    private final TestPostgres database = TestPostgres.fresh();
    private final TestPool pool = TestPool.of(database, TestPostgres.WORKER);
    private final BudgetStore budget = pool.store(BudgetStore.class);
    private Session session;
    private Session worker;

    @BeforeEach
    void noLimitYet() throws Exception {
        session = database.connect();
        worker = database.connect(TestPostgres.WORKER);
        session.run("delete from cineai.llm_limits");
        await().atMost(Duration.ofSeconds(30)).until(this::theHourLasts);
    }

    /** No test may see the turn of an hour: its reservations would be of two periods. */
    private boolean theHourLasts() throws SQLException {
        return session.one("select date_trunc('hour', clock_timestamp() + interval '20 seconds') <= clock_timestamp()")
                .equals("true");
    }

    @AfterEach
    void close() throws Exception {
        session.close();
        worker.close();
        pool.close();
    }

    @Nested
    class UnderALimit {
        @Test
        void fiftyWorkersMakeNoMoreCallsThanThereAre() throws Exception {
            for (int round = 0; round < 5; round++) {
                forgetAll();
                limit("*", "hour", 10L, null, null);

                List<Reserved> answers = now(Uni.join()
                        .all(Stream.generate(() -> reserve(THEMES, HAIKU, ONE_CALL))
                                .limit(50)
                                .toList())
                        .andFailFast());

                assertEquals(
                        10, answers.stream().filter(Granted.class::isInstance).count());
                assertEquals(10, session.count("select count(*) from cineai.llm_reservations"));
                assertEquals(List.of("10", "10"), rows("hour", "calls_reserved"));
                for (Reserved answer : answers)
                    if (answer instanceof Closed closed) isSoon("budget: calls of * this hour", closed);
            }
        }

        @Test
        void fiftyWorkersOfTwoFeaturesKeepTheirOwnLimitsAndTheCommonOne() throws Exception {
            limit("*", "day", null, null, "0.30");
            limit(STYLES, "day", null, null, "0.10");

            List<Reserved> answers = now(Uni.join()
                    .all(Stream.iterate(0, n -> n + 1)
                            .limit(100)
                            .map(n -> reserve(n % 2 == 0 ? THEMES : STYLES, n % 3 == 0 ? HAIKU : SONNET, ONE_CALL))
                            .toList())
                    .andFailFast());

            assertEquals(30, answers.stream().filter(Granted.class::isInstance).count());
            assertEquals("0.30000000", session.one("select sum(usd) from cineai.llm_reservations"));
            assertTrue(session.count("select count(*) from cineai.llm_reservations where feature = ?", STYLES) <= 10);
        }

        @ParameterizedTest
        @CsvSource({
            "*, hour, calls", "*, day, calls", "*, month, calls",
            "*, hour, tokens", "*, day, tokens", "*, month, tokens",
            "*, hour, usd", "*, day, usd", "*, month, usd",
            "thematic-analysis, hour, calls", "thematic-analysis, day, tokens", "thematic-analysis, month, usd"
        })
        void whatIsSpentClosesUntilThePeriodEnds(String feature, String period, String what) throws Exception {
            limit(
                    feature,
                    period,
                    what.equals("calls") ? 2L : null,
                    what.equals("tokens") ? 2_500L : null,
                    what.equals("usd") ? "0.025" : null);
            spend(THEMES, 1_000, "0.01");
            spend(THEMES, 1_000, "0.01");

            Closed closed = closed(now(reserve(THEMES, HAIKU, ONE_CALL)));

            assertEquals("budget: " + what + " of " + feature + " this " + period, closed.by());
            assertEquals(endOf(period), closed.until());
        }

        @Test
        void whatIsOnlyReservedIsAskedForAgainSoon() throws Exception {
            limit("*", "month", null, null, "0.015");
            granted(now(reserve(THEMES, HAIKU, ONE_CALL)));

            isSoon("budget: usd of * this month", closed(now(reserve(THEMES, HAIKU, ONE_CALL))));
        }

        @Test
        void theWholeLimitMayBeUsed() throws Exception {
            limit("*", "hour", 1L, 1_000L, "0.01");

            granted(now(reserve(THEMES, HAIKU, ONE_CALL)));

            assertEquals(List.of("1 1000 0.01", "1 1000 0.01"), reserved("hour"));
        }

        @Test
        void ofOneFeatureTheOthersAreFree() throws Exception {
            limit(THEMES, "day", 0L, null, null);

            assertEquals(
                    "budget: calls of thematic-analysis this day",
                    closed(now(reserve(THEMES, HAIKU, ONE_CALL))).by());
            granted(now(reserve(STYLES, HAIKU, ONE_CALL)));
        }

        @Test
        void ofAllTogetherWhatOneSpentIsSpentForTheOther() throws Exception {
            limit("*", "day", 1L, null, null);
            spend(STYLES, 1_000, "0.01");

            assertEquals(
                    "budget: calls of * this day",
                    closed(now(reserve(THEMES, HAIKU, ONE_CALL))).by());
        }

        @Test
        void theOneThatIsClosedLongestIsNamed() throws Exception {
            limit("*", "hour", 0L, null, null);
            limit("*", "month", null, 0L, null);
            limit(THEMES, "day", null, null, "0");

            Closed closed = closed(now(reserve(THEMES, HAIKU, ONE_CALL)));

            assertEquals("budget: tokens of * this month", closed.by());
            assertEquals(endOf("month"), closed.until());
        }

        @Test
        void whatWasSpentBeforeThePeriodDoesNotCount() throws Exception {
            limit("*", "hour", 1L, null, null);
            spend(THEMES, 1_000, "0.01");
            session.run("update cineai.llm_budget set starts_at = starts_at - interval '1 hour' where period = 'hour'");

            granted(now(reserve(THEMES, HAIKU, ONE_CALL)));
        }

        @Test
        void requestsOfABatchAreNoCalls() throws Exception {
            limit("*", "hour", 0L, null, null);
            WorstCase batch = new WorstCase(0, 5_000, new BigDecimal("0.05"));

            granted(now(reserve(THEMES, HAIKU, batch)));

            limit("*", "day", null, null, "0.06");
            isSoon("budget: usd of * this day", closed(now(reserve(THEMES, HAIKU, batch))));
        }

        @Test
        void nothingIsReservedByWhoIsRefused() throws Exception {
            limit(THEMES, "hour", 1L, null, null);
            granted(now(reserve(THEMES, HAIKU, ONE_CALL)));
            String before = everything();

            for (int tried = 0; tried < 5; tried++) closed(now(reserve(THEMES, HAIKU, ONE_CALL)));

            assertEquals(before, everything());
        }

        @Test
        void noRowAndNullAreNoLimit() throws Exception {
            WorstCase fortune = new WorstCase(1_000_000, 1_000_000_000_000L, new BigDecimal("99999"));
            granted(now(reserve(THEMES, HAIKU, fortune)));

            limit("*", "hour", null, null, null);

            granted(now(reserve(THEMES, HAIKU, fortune)));
        }

        @Test
        void anotherLimitHoldsAtOnce() throws Exception {
            limit("*", "hour", 0L, null, null);
            closed(now(reserve(THEMES, HAIKU, ONE_CALL)));

            session.run("update cineai.llm_limits set calls = 1");

            granted(now(reserve(THEMES, HAIKU, ONE_CALL)));
        }

        @Test
        void aNewDatabaseIsBoundedByItself() throws Exception {
            try (Session untouched = TestPostgres.fresh().connect()) {
                assertEquals(
                        List.of("* day null null 5.00000000", "* hour 250 null null", "* month null null 50.00000000"),
                        untouched.rows(
                                "select feature, period, calls, tokens, usd from cineai.llm_limits order by 1, 2"));
            }
        }
    }

    @Nested
    class Settling {
        @Test
        void booksWhatWasUsedInsteadOfTheWorst() throws Exception {
            UUID reservation = granted(now(reserve(THEMES, HAIKU, ONE_CALL)));
            assertEquals(List.of("1 1000 0.01", "1 1000 0.01"), reserved("month"));

            assertTrue(settle(reservation, 1, 700, "0.004"));

            for (String period : List.of("hour", "day", "month")) {
                assertEquals(List.of("1 700 0.004", "1 700 0.004"), spent(period), period);
                assertEquals(List.of("0 0 0", "0 0 0"), reserved(period), period);
            }
            assertEquals(0, session.count("select count(*) from cineai.llm_reservations"));
        }

        @Test
        void makesRoomForOthers() throws Exception {
            limit("*", "hour", null, null, "0.012");
            UUID reservation = granted(now(reserve(THEMES, HAIKU, ONE_CALL)));
            closed(now(reserve(THEMES, HAIKU, ONE_CALL)));

            settle(reservation, 1, 200, "0.002");

            granted(now(reserve(THEMES, HAIKU, ONE_CALL)));
        }

        @Test
        void afterTheLeaseBooksTheMoneyAllTheSame() throws Exception {
            UUID reservation = granted(now(reserve(THEMES, HAIKU, ONE_CALL)));
            endLeases();
            granted(now(reserve(THEMES, HAIKU, ONE_CALL)));

            assertFalse(settle(reservation, 1, 700, "0.004"));

            assertEquals(List.of("1 700 0.004", "1 700 0.004"), spent("hour"));
            assertEquals(List.of("1 1000 0.01", "1 1000 0.01"), reserved("hour"));
        }

        @Test
        void afterTheLeaseButBeforeAnybodyFreedItIsAsIfInTime() throws Exception {
            UUID reservation = granted(now(reserve(THEMES, HAIKU, ONE_CALL)));
            endLeases();

            assertTrue(settle(reservation, 1, 700, "0.004"));
            granted(now(reserve(THEMES, HAIKU, ONE_CALL)));

            assertEquals(0, session.count("select count(*) from cineai.llm_calls"));
            assertEquals(List.of("1 1000 0.01", "1 1000 0.01"), reserved("hour"));
        }

        @Test
        void twiceGivesBackOnce() throws Exception {
            UUID reservation = granted(now(reserve(THEMES, HAIKU, ONE_CALL)));
            granted(now(reserve(THEMES, HAIKU, ONE_CALL)));

            assertTrue(settle(reservation, 1, 700, "0.004"));
            assertFalse(settle(reservation, 1, 700, "0.004"));

            assertEquals(List.of("1 1000 0.01", "1 1000 0.01"), reserved("hour"));
            assertEquals(List.of("2 1400 0.008", "2 1400 0.008"), spent("hour"));
        }

        @Test
        void whatNobodyReservedIsBookedAndNothingGivenBack() throws Exception {
            granted(now(reserve(THEMES, HAIKU, ONE_CALL)));

            assertFalse(settle(UUID.randomUUID(), 1, 700, "0.004"));

            assertEquals(List.of("1 700 0.004", "1 700 0.004"), spent("hour"));
            assertEquals(List.of("1 1000 0.01", "1 1000 0.01"), reserved("hour"));
        }

        @Test
        void isOfTheHourInWhichItWasReserved() throws Exception {
            UUID reservation = granted(now(reserve(THEMES, HAIKU, ONE_CALL)));
            session.run("update cineai.llm_reservations set created_at = created_at - interval '1 hour'");
            session.run("update cineai.llm_budget set starts_at = starts_at - interval '1 hour' where period = 'hour'");
            granted(now(reserve(THEMES, HAIKU, ONE_CALL)));

            settle(reservation, 1, 700, "0.004");

            assertEquals(
                    List.of("1 0", "1 0", "0 1", "0 1"),
                    session.rows("select calls, calls_reserved from cineai.llm_budget where period = 'hour'"
                            + " order by starts_at, feature"));
        }

        @Test
        void neverGivesBackMoreThanIsReserved() throws Exception {
            UUID reservation = granted(now(reserve(THEMES, HAIKU, ONE_CALL)));
            session.run("update cineai.llm_budget set calls_reserved = 0, tokens_reserved = 3, usd_reserved = 0.001");

            settle(reservation, 1, 700, "0.004");

            assertEquals(List.of("0 0 0", "0 0 0"), reserved("hour"));
        }

        @Test
        void byManyAtATimeLosesNothing() throws Exception {
            List<UUID> reservations = Stream.generate(() -> granted(now(reserve(THEMES, HAIKU, ONE_CALL))))
                    .limit(40)
                    .toList();

            now(Uni.join()
                    .all(reservations.stream()
                            .map(it -> pool.pool()
                                    .query("select cineai.llm_settle('" + it + "', '" + THEMES + "', 1, 700, 0.004)")
                                    .execute())
                            .toList())
                    .andFailFast());

            assertEquals(List.of("40 28000 0.16", "40 28000 0.16"), spent("hour"));
            assertEquals(List.of("0 0 0", "0 0 0"), reserved("hour"));
        }
    }

    @Nested
    class ABatch {
        private static final WorstCase THREE_REQUESTS = new WorstCase(0, 3_000, new BigDecimal("0.03"));

        @Test
        void givesBackPartByPart() throws Exception {
            UUID reservation = granted(now(reserve(THEMES, HAIKU, THREE_REQUESTS)));

            settlePart(reservation, 700, "0.004", 1_000, "0.01");

            assertEquals(List.of("0 700 0.004", "0 700 0.004"), spent("hour"));
            assertEquals(List.of("0 2000 0.02", "0 2000 0.02"), reserved("hour"));
            assertEquals("2000 0.02", session.one("select tokens, trim_scale(usd)::text from cineai.llm_reservations"));
        }

        @Test
        void givesBackNoMoreThanItTook() throws Exception {
            UUID reservation = granted(now(reserve(THEMES, HAIKU, THREE_REQUESTS)));
            granted(now(reserve(THEMES, HAIKU, ONE_CALL)));

            for (int part = 0; part < 5; part++) settlePart(reservation, 700, "0.004", 1_000, "0.01");

            assertEquals(List.of("0 3500 0.02", "0 3500 0.02"), spent("hour"));
            assertEquals(List.of("1 1000 0.01", "1 1000 0.01"), reserved("hour"));
        }

        @Test
        void whosePartsAreUnevenGivesBackTheRest() throws Exception {
            UUID reservation = granted(now(reserve(THEMES, HAIKU, THREE_REQUESTS)));

            settlePart(reservation, 700, "0.004", 2_999, "0.001");
            settlePart(reservation, 700, "0.004", 2_999, "0.1");

            assertEquals(List.of("0 0 0", "0 0 0"), reserved("hour"));
        }

        @Test
        void thatIsLostIsFreeAgainAndNoCallIsSeen() throws Exception {
            UUID reservation = granted(now(reserve(THEMES, HAIKU, THREE_REQUESTS)));
            settlePart(reservation, 700, "0.004", 1_000, "0.01");
            endLeases();

            granted(now(reserve(THEMES, HAIKU, ONE_CALL)));

            assertEquals(List.of("1 1000 0.01", "1 1000 0.01"), reserved("hour"));
            assertEquals(0, session.count("select count(*) from cineai.llm_calls"));
        }
    }

    @Nested
    class AWorkerThatDied {
        @Test
        void leavesItsReservationToOthers() throws Exception {
            limit("*", "hour", 1L, null, null);
            UUID lost = granted(now(reserve(THEMES, HAIKU, ONE_CALL)));
            closed(now(reserve(THEMES, HAIKU, ONE_CALL)));

            endLeases();

            granted(now(reserve(STYLES, HAIKU, ONE_CALL)));
            assertEquals(0, session.count("select count(*) from cineai.llm_reservations where id = ?", lost));
            assertEquals(
                    List.of("* 1", "style-analysis 1", "thematic-analysis 0"),
                    session.rows(
                            "select feature, calls_reserved from cineai.llm_budget where period = 'hour' order by 1"));
        }

        @Test
        void leavesACallThatIsLost() throws Exception {
            granted(now(reserve(THEMES, HAIKU, ONE_CALL)));
            String made = session.one("select created_at from cineai.llm_reservations");
            endLeases();

            granted(now(reserve(STYLES, SONNET, ONE_CALL)));

            assertEquals(
                    List.of(RUN + " thematic-analysis anthropic claude-haiku-5-5 lost 0 " + made),
                    session.rows(
                            "select run_id, feature, provider, model, outcome, trim_scale(cost_usd)::text, called_at"
                                    + " from cineai.llm_calls"));
        }

        @Test
        void inAnEarlierHourGivesBackToThatHour() throws Exception {
            granted(now(reserve(THEMES, HAIKU, ONE_CALL)));
            session.run("update cineai.llm_reservations set created_at = created_at - interval '1 hour'");
            session.run("update cineai.llm_budget set starts_at = starts_at - interval '1 hour' where period = 'hour'");
            endLeases();

            granted(now(reserve(THEMES, HAIKU, ONE_CALL)));

            assertEquals(
                    List.of("0", "0", "1", "1"),
                    session.rows("select calls_reserved from cineai.llm_budget where period = 'hour'"
                            + " order by starts_at, feature"));
        }

        @Test
        void whoStillLivesKeepsTheirs() throws Exception {
            UUID mine = granted(now(reserve(THEMES, HAIKU, ONE_CALL)));
            session.run("update cineai.llm_reservations set leased_until = now() - interval '1 second'");
            UUID living = granted(now(reserve(THEMES, HAIKU, ONE_CALL)));

            granted(now(reserve(THEMES, HAIKU, ONE_CALL)));

            assertEquals(0, session.count("select count(*) from cineai.llm_reservations where id = ?", mine));
            assertEquals(1, session.count("select count(*) from cineai.llm_reservations where id = ?", living));
        }

        @Test
        void isMissedAfterTheLeaseThatItAskedFor() throws Exception {
            granted(now(reserve(THEMES, HAIKU, ONE_CALL)));

            assertEquals(
                    "00:02:00", session.one("select (leased_until - created_at)::text from cineai.llm_reservations"));
        }
    }

    @Nested
    class AModelToBeLeftAlone {
        @Test
        void isClosedUntilItsPauseIsOver() throws Exception {
            now(budget.pause(HAIKU, Duration.ofSeconds(30), "429 rate_limit_error"));

            Closed closed = closed(now(reserve(THEMES, HAIKU, ONE_CALL)));

            assertEquals("429 rate_limit_error", closed.by());
            isIn(29, 31, closed.until());
            granted(now(reserve(THEMES, SONNET, ONE_CALL)));

            endCooldowns();
            granted(now(reserve(THEMES, HAIKU, ONE_CALL)));
        }

        @Test
        void isEveryOneOfAProviderThatIsClosed() throws Exception {
            Instant nextMonth = Instant.parse("2099-01-01T00:00:00Z");

            now(budget.close("anthropic", nextMonth, "its limit is reached"));

            assertEquals(new Closed("its limit is reached", nextMonth), now(reserve(THEMES, HAIKU, ONE_CALL)));
            assertEquals(new Closed("its limit is reached", nextMonth), now(reserve(STYLES, SONNET, ONE_CALL)));
            granted(now(reserve(THEMES, ELSEWHERE, ONE_CALL)));
        }

        @Test
        void isNotLeftAloneForLessBecauseAnotherAskedForLess() throws Exception {
            now(budget.pause(HAIKU, Duration.ofMinutes(10), "the long one"));
            now(budget.pause(HAIKU, Duration.ofSeconds(1), "the short one"));

            isIn(595, 601, closed(now(reserve(THEMES, HAIKU, ONE_CALL))).until());
        }

        @Test
        void isClosedForAsLongAsTheLongerOfItsOwnPauseAndItsProviders() throws Exception {
            now(budget.pause(HAIKU, Duration.ofMinutes(10), "the model"));
            now(budget.close("anthropic", clock().plusSeconds(60), "the provider"));

            assertEquals(
                    "the model", closed(now(reserve(THEMES, HAIKU, ONE_CALL))).by());
            assertEquals(
                    "the provider",
                    closed(now(reserve(THEMES, SONNET, ONE_CALL))).by());
        }

        @Test
        void reservesNothing() throws Exception {
            granted(now(reserve(THEMES, HAIKU, ONE_CALL)));
            now(budget.pause(HAIKU, Duration.ofMinutes(10), "the model"));
            String before = everything();

            closed(now(reserve(THEMES, HAIKU, ONE_CALL)));

            assertEquals(before, everything());
        }
    }

    @Nested
    class ABreaker {
        @Test
        void opensAfterSoManyFailuresInARow() throws Exception {
            fail(HAIKU);
            fail(HAIKU);
            granted(now(reserve(THEMES, HAIKU, ONE_CALL)));

            fail(HAIKU);

            Closed closed = closed(now(reserve(THEMES, HAIKU, ONE_CALL)));
            assertEquals("500 api_error", closed.by());
            isIn(7, 13, closed.until());
        }

        @Test
        void opensAtOnceWhereOneFailureIsEnough() throws Exception {
            BreakerPolicy atOnce = new BreakerPolicy(1, Duration.ofSeconds(10), Duration.ofSeconds(60));

            now(budget.failed(HAIKU, "500 api_error", atOnce));

            isIn(
                    7,
                    13,
                    closed(now(budget.reserve(THEMES, HAIKU, ONE_CALL, LEASE, RUN, atOnce)))
                            .until());
        }

        @Test
        void waitsTwiceAsLongWithEachFailureUpToTheCap() throws Exception {
            fail(HAIKU);
            fail(HAIKU);
            for (int wait : new int[] {10, 20, 40, 60, 60, 60}) {
                endCooldowns();
                fail(HAIKU);
                isIn(
                        wait * 0.75 - 1,
                        wait * 1.25 + 1,
                        closed(now(reserve(THEMES, HAIKU, ONE_CALL))).until());
            }
        }

        @Test
        void waitsNoLongerThanTheCapHoweverOftenItFailed() throws Exception {
            fail(HAIKU);
            session.run("update cineai.llm_cooldown set failures = 1000000");

            fail(HAIKU);

            isIn(44, 76, closed(now(reserve(THEMES, HAIKU, ONE_CALL))).until());
        }

        @Test
        void isNotShutForLessThanAPauseThatIsUnderWay() throws Exception {
            now(budget.pause(HAIKU, Duration.ofMinutes(10), "429"));

            for (int failure = 0; failure < 4; failure++) fail(HAIKU);

            isIn(590, 601, closed(now(reserve(THEMES, HAIKU, ONE_CALL))).until());
        }

        @Test
        void countsFailuresOfAllWorkers() throws Exception {
            BreakerPolicy patient = new BreakerPolicy(24, BREAKER.base(), BREAKER.cap());
            now(Uni.join()
                    .all(Stream.generate(() -> budget.failed(HAIKU, "500 api_error", patient))
                            .limit(24)
                            .toList())
                    .andFailFast());

            assertEquals("24", session.one("select failures from cineai.llm_cooldown"));
        }

        @Test
        void isNotHeldOpenLongerByCallsThatWereUnderWayWhenItOpened() throws Exception {
            for (int failure = 0; failure < BREAKER.failures(); failure++) fail(HAIKU);
            String until = session.one("select until from cineai.llm_cooldown");

            for (int failure = 0; failure < 8; failure++) fail(HAIKU);

            assertEquals(until, session.one("select until from cineai.llm_cooldown"));
        }

        @Test
        void isNotOpenedByFailuresWithASuccessBetweenThem() throws Exception {
            for (int round = 0; round < 3; round++) {
                fail(HAIKU);
                fail(HAIKU);
                now(budget.worked(HAIKU));
            }

            granted(now(reserve(THEMES, HAIKU, ONE_CALL)));
        }

        @Test
        void doesNotConcernAnotherModel() throws Exception {
            for (int failure = 0; failure < 5; failure++) fail(HAIKU);

            granted(now(reserve(THEMES, SONNET, ONE_CALL)));
            now(budget.worked(SONNET));
            closed(now(reserve(THEMES, HAIKU, ONE_CALL)));
        }

        private void fail(ModelId model) {
            now(budget.failed(model, "500 api_error", BREAKER));
        }

        @Nested
        class WhoseWaitIsOver {
            @BeforeEach
            void opened() throws Exception {
                for (int failure = 0; failure < 3; failure++) fail(HAIKU);
                endCooldowns();
            }

            @Test
            void letsExactlyOneThrough() throws Exception {
                List<Reserved> answers = now(Uni.join()
                        .all(Stream.generate(() -> reserve(THEMES, HAIKU, ONE_CALL))
                                .limit(20)
                                .toList())
                        .andFailFast());

                assertEquals(
                        1, answers.stream().filter(Granted.class::isInstance).count());
                assertEquals(1, session.count("select count(*) from cineai.llm_reservations"));
                for (Reserved answer : answers) if (answer instanceof Closed closed) isIn(115, 121, closed.until());
            }

            @Test
            void letsTwoFeaturesThroughAsOne() throws Exception {
                List<Reserved> answers = now(Uni.join()
                        .all(reserve(THEMES, HAIKU, ONE_CALL), reserve(STYLES, HAIKU, ONE_CALL))
                        .andFailFast());

                assertEquals(
                        1, answers.stream().filter(Granted.class::isInstance).count());
            }

            @Test
            void isShutBySuccess() throws Exception {
                granted(now(reserve(THEMES, HAIKU, ONE_CALL)));

                now(budget.worked(HAIKU));

                granted(now(reserve(THEMES, HAIKU, ONE_CALL)));
                granted(now(reserve(THEMES, HAIKU, ONE_CALL)));
                assertEquals("0 null", session.one("select failures, probe_until from cineai.llm_cooldown"));
            }

            @Test
            void isOpenLongerAfterAnotherFailure() throws Exception {
                granted(now(reserve(THEMES, HAIKU, ONE_CALL)));

                fail(HAIKU);

                isIn(14, 26, closed(now(reserve(THEMES, HAIKU, ONE_CALL))).until());
                endCooldowns();
                granted(now(reserve(THEMES, HAIKU, ONE_CALL)));
                closed(now(reserve(THEMES, HAIKU, ONE_CALL)));
            }

            @Test
            void letsTheNextThroughWhereTheFirstDied() throws Exception {
                granted(now(reserve(THEMES, HAIKU, ONE_CALL)));
                session.run("update cineai.llm_cooldown set probe_until = now() - interval '1 second'");

                granted(now(reserve(THEMES, HAIKU, ONE_CALL)));
                closed(now(reserve(THEMES, HAIKU, ONE_CALL)));
            }

            @Test
            void letsNobodyThroughWhomTheBudgetRefuses() throws Exception {
                limit("*", "hour", 0L, null, null);
                closed(now(reserve(THEMES, HAIKU, ONE_CALL)));

                session.run("delete from cineai.llm_limits");

                granted(now(reserve(THEMES, HAIKU, ONE_CALL)));
            }
        }
    }

    @Nested
    class Prices {
        @Test
        void areThoseOfTheTable() throws Exception {
            PriceList haiku = now(budget.prices(HAIKU));

            assertEquals(HAIKU, haiku.model());
            assertEquals(
                    List.of(
                            price("2026-10-07", 0, "0.100000", "0.500000", "0.010000", "0.125000", "0.200000"),
                            price("2026-10-07", 100_001, "0.500000", "2.500000", "0.050000", "0.625000", "1.000000")),
                    haiku.prices().stream()
                            .sorted(Comparator.comparing(Price::promptTokensFrom))
                            .toList());
        }

        @Test
        void ofAModelThatHasSeveralAreAllOfThem() {
            PriceList sonnet = now(budget.prices(SONNET));
            Usage read = new Usage(0, 1_000_000, 0, 0, 0, 0);

            assertEquals(2, sonnet.prices().size());
            assertEquals(new BigDecimal("0.20000000"), sonnet.of(read, LocalDate.of(2026, 10, 6), false));
            assertEquals(new BigDecimal("0.10000000"), sonnet.of(read, LocalDate.of(2026, 10, 7), false));
        }

        @Test
        void areOfOneProvidersModelOnly() throws Exception {
            ModelId samePoorName = new ModelId("acme", HAIKU.model());

            assertThrows(IllegalStateException.class, () -> now(budget.prices(samePoorName)));
        }

        @Test
        void thatNobodyEnteredAreAskedFor() {
            var refusal = assertThrows(IllegalStateException.class, () -> now(budget.prices(ELSEWHERE)));

            assertEquals("cineai.llm_prices must have a row for acme/giant-1", refusal.getMessage());
        }

        private static Price price(
                String from, long promptFrom, String input, String output, String read, String write, String hour) {
            return new Price(
                    LocalDate.parse(from),
                    promptFrom,
                    new BigDecimal(input),
                    new BigDecimal(output),
                    new BigDecimal(read),
                    new BigDecimal(write),
                    new BigDecimal(hour),
                    new BigDecimal("0.500"));
        }
    }

    @Nested
    class Cards {
        @Test
        void sayWhatAModelTakes() {
            assertEquals(new ModelCard(HAIKU, true, true, true, 128_000, 1_024, 130), now(budget.card(HAIKU)));
            ModelId older = new ModelId("anthropic", "claude-haiku-4-5");
            assertEquals(new ModelCard(older, true, false, true, 64_000, 4_096, 0), now(budget.card(older)));
        }

        @Test
        void ofAModelThatNobodyDescribedSayWhatEveryModelTakes() {
            assertEquals(ModelCard.unknown(ELSEWHERE), now(budget.card(ELSEWHERE)));
        }

        @Test
        void ofAnInstallationsOwnModelAreItsOwn() throws Exception {
            session.run("insert into cineai.llm_models (provider, model, structured_output, effort, batches,"
                    + " max_output_tokens, source) values ('acme', 'giant-1', false, false, false, 4096, 'us')");

            assertEquals(new ModelCard(ELSEWHERE, false, false, false, 4_096, 0, 0), now(budget.card(ELSEWHERE)));
        }
    }

    @Nested
    class WhatCallsUsedOfLate {
        @Test
        void isTheSumOfThoseThatWereBilledAndAnswered() throws Exception {
            call(THEMES, HAIKU, "thematic-1", "succeeded", false);
            call(THEMES, HAIKU, "thematic-1", "malformed", false);
            call(THEMES, HAIKU, "thematic-1", "refused", false);
            call(THEMES, HAIKU, "thematic-1", "cut_off", false);
            call(THEMES, HAIKU, "thematic-1", "failed", false);
            call(THEMES, HAIKU, "thematic-1", "rate_limited", false);
            call(THEMES, HAIKU, "thematic-1", "lost", false);

            assertEquals(
                    Optional.of(new Lately(1, new Usage(4_000, 400, 40, 0, 2_000, 800))),
                    now(budget.lately(THEMES, HAIKU, "thematic-1", false)));
        }

        @Test
        void isOfThisFeatureModelQuestionAndManner() throws Exception {
            call(STYLES, HAIKU, "thematic-1", "succeeded", false);
            call(THEMES, SONNET, "thematic-1", "succeeded", false);
            call(THEMES, HAIKU, "thematic-2", "succeeded", false);
            call(THEMES, HAIKU, "thematic-1", "succeeded", true);
            call(THEMES, HAIKU, "thematic-1", "succeeded", true);

            assertEquals(Optional.empty(), now(budget.lately(THEMES, HAIKU, "thematic-1", false)));
            assertEquals(
                    2,
                    now(budget.lately(THEMES, HAIKU, "thematic-1", true))
                            .orElseThrow()
                            .answers());
        }

        @Test
        void isUnknownWhereNothingGoodCameBack() throws Exception {
            assertEquals(Optional.empty(), now(budget.lately(THEMES, HAIKU, "thematic-1", false)));

            call(THEMES, HAIKU, "thematic-1", "malformed", false);

            assertEquals(Optional.empty(), now(budget.lately(THEMES, HAIKU, "thematic-1", false)));
        }

        @Test
        void isOfTheLast200Only() throws Exception {
            session.run("insert into cineai.llm_calls (feature, provider, model, prompt_version, outcome, input_tokens)"
                    + " select 'thematic-analysis', 'anthropic', 'claude-haiku-5-5', 'thematic-1', 'succeeded', n"
                    + " from generate_series(1, 300) n");

            Lately lately =
                    now(budget.lately(THEMES, HAIKU, "thematic-1", false)).orElseThrow();

            assertEquals(200, lately.answers());
            assertEquals((101 + 300) * 100, lately.usage().input());
        }

        private void call(String feature, ModelId model, String version, String outcome, boolean batch)
                throws SQLException {
            session.run(
                    """
                    insert into cineai.llm_calls (feature, provider, model, prompt_version, outcome, batch_intent, analysis_key,
                                                  input_tokens, cache_read_tokens, cache_write_tokens, output_tokens,
                                                  thinking_tokens)
                    values (?, ?, ?, ?, ?, ?, 'key', 1000, 100, 10, 500, 200)""", feature, model.provider(), model.model(), version, outcome, batch ? UUID.randomUUID() : null);
        }
    }

    @Nested
    class AWorkerMayNot {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "insert into cineai.llm_limits (feature, period) values ('*', 'day')",
                    "update cineai.llm_limits set usd = 1000",
                    "delete from cineai.llm_limits",
                    "insert into cineai.llm_prices select * from cineai.llm_prices",
                    "update cineai.llm_prices set input_usd = 0",
                    "delete from cineai.llm_prices",
                    "update cineai.llm_models set max_output_tokens = 1",
                    "delete from cineai.llm_models",
                    "delete from cineai.user_films"
                })
        void setWhatMoneyMayBeSpent(String act) {
            SQLException refusal = assertThrows(SQLException.class, () -> worker.run(act));

            assertEquals("42501", refusal.getSQLState(), refusal.getMessage());
        }
    }

    private Uni<Reserved> reserve(String feature, ModelId model, WorstCase worst) {
        return budget.reserve(feature, model, worst, LEASE, RUN, BREAKER);
    }

    private static UUID granted(Reserved answer) {
        return assertInstanceOf(Granted.class, answer).reservation();
    }

    private static Closed closed(Reserved answer) {
        return assertInstanceOf(Closed.class, answer);
    }

    /** A call of this feature, made and booked. */
    private void spend(String feature, long tokens, String usd) throws SQLException {
        UUID reservation = granted(now(reserve(feature, HAIKU, ONE_CALL)));
        worker.one("select cineai.llm_settle(?, ?, ?, ?, ?)", reservation, feature, 1L, tokens, new BigDecimal(usd));
    }

    private boolean settle(UUID reservation, long calls, long tokens, String usd) throws SQLException {
        return worker.one(
                        "select cineai.llm_settle(?, ?, ?, ?, ?, ?, ?)",
                        reservation,
                        THEMES,
                        calls,
                        tokens,
                        new BigDecimal(usd),
                        null,
                        null)
                .equals("true");
    }

    private void settlePart(UUID reservation, long tokens, String usd, long partTokens, String partUsd)
            throws SQLException {
        worker.one(
                "select cineai.llm_settle(?, ?, ?, ?, ?, ?, ?)",
                reservation,
                THEMES,
                0L,
                tokens,
                new BigDecimal(usd),
                partTokens,
                new BigDecimal(partUsd));
    }

    private void limit(String feature, String period, @Nullable Long calls, @Nullable Long tokens, @Nullable String usd)
            throws SQLException {
        session.run(
                "insert into cineai.llm_limits (feature, period, calls, tokens, usd) values (?, ?, ?, ?, ?::numeric)",
                feature,
                period,
                calls,
                tokens,
                usd);
    }

    private void forgetAll() throws SQLException {
        session.run("truncate cineai.llm_limits, cineai.llm_budget, cineai.llm_reservations, cineai.llm_calls");
    }

    private void endLeases() throws SQLException {
        session.run("update cineai.llm_reservations set leased_until = now() - interval '1 second'");
    }

    private void endCooldowns() throws SQLException {
        session.run("update cineai.llm_cooldown set until = now() - interval '1 second', probe_until = null");
    }

    /** Of all together and of the one feature. */
    private List<String> rows(String period, String columns) throws SQLException {
        return session.rows(
                "select " + columns + " from cineai.llm_budget where period = ? order by feature, starts_at", period);
    }

    private List<String> spent(String period) throws SQLException {
        return rows(period, "calls, tokens, trim_scale(usd)::text");
    }

    private List<String> reserved(String period) throws SQLException {
        return rows(period, "calls_reserved, tokens_reserved, trim_scale(usd_reserved)::text");
    }

    private String everything() throws SQLException {
        return session.rows("select b::text from cineai.llm_budget b order by 1")
                + session.rows("select r::text from cineai.llm_reservations r order by 1")
                        .toString();
    }

    private Instant clock() throws SQLException {
        return Instant.parse(session.one(
                "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"));
    }

    private void isSoon(String by, Closed closed) throws SQLException {
        assertEquals(by, closed.by());
        isIn(0, 2.1, closed.until());
    }

    /** So many seconds from now, by the database's clock. */
    private void isIn(double least, double most, Instant until) throws SQLException {
        double seconds = Duration.between(clock(), until).toMillis() / 1_000.0;
        assertTrue(seconds >= least && seconds <= most, () -> "in " + seconds + " seconds");
    }

    private Instant endOf(String period) throws SQLException {
        OffsetDateTime moment = clock().atOffset(ZoneOffset.UTC);
        OffsetDateTime hour = moment.truncatedTo(ChronoUnit.HOURS);
        OffsetDateTime day = moment.truncatedTo(ChronoUnit.DAYS);
        return switch (period) {
            case "hour" -> hour.plusHours(1).toInstant();
            case "day" -> day.plusDays(1).toInstant();
            default -> day.withDayOfMonth(1).plusMonths(1).toInstant();
        };
    }
}
