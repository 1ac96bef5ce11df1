package io.cineai.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Prices as V015 has them: what a call costs decides what the budget lets through. */
class PriceListTest {
    private static final LocalDate OCTOBER_7 = LocalDate.of(2026, 10, 7);
    private static final LocalDate OCTOBER_6 = OCTOBER_7.minusDays(1);
    private static final LocalDate LATER = LocalDate.of(2026, 11, 24);

    private static final PriceList HAIKU = new PriceList(
            new ModelId("anthropic", "claude-haiku-5-5"),
            List.of(
                    price(OCTOBER_7, 0, "0.10", "0.50", "0.01", "0.125", "0.20"),
                    price(OCTOBER_7, 100_001, "0.50", "2.50", "0.05", "0.625", "1.00")));

    private static final PriceList SONNET = new PriceList(
            new ModelId("anthropic", "claude-sonnet-5-5"),
            List.of(
                    price(LocalDate.of(2026, 9, 28), 0, "2", "10", "0.20", "2.5", "4"),
                    price(OCTOBER_7, 0, "2", "10", "0.10", "2.5", "4")));

    private static final Usage USUAL = plain(1_500, 600);

    @Nested
    class ACall {
        @Test
        void costsWhatItsTokensCost() {
            costs("0.00045", HAIKU.of(USUAL, LATER, false));
            costs("0.009", SONNET.of(USUAL, LATER, false));
        }

        @Test
        void costsHalfInABatch() {
            costs("0.000225", HAIKU.of(USUAL, LATER, true));
            costs("0.0045", SONNET.of(USUAL, LATER, true));
        }

        @Test
        void costsNothingWhereNothingWasUsed() {
            costs("0", HAIKU.of(Usage.NONE, LATER, false));
        }

        @Test
        void neverCostsLessThanItsTokensBecauseItWasRounded() {
            costs("0.00000001", HAIKU.of(new Usage(0, 1, 0, 0, 0, 0), LATER, false));
            costs("0.00000001", HAIKU.of(new Usage(0, 1, 0, 0, 0, 0), LATER, true));
        }

        @Test
        void paysThinkingAsPartOfTheOutputOnly() {
            costs("0.009", SONNET.of(new Usage(1_500, 0, 0, 0, 600, 500), LATER, false));
        }
    }

    @Nested
    class ALongPrompt {
        @Test
        void hasAnotherPriceForAllItsTokens() {
            costs("0.0103", HAIKU.of(plain(100_000, 600), LATER, false));
            costs("0.0515005", HAIKU.of(plain(100_001, 600), LATER, false));
        }

        @Test
        void isAllThatIsRead() {
            Usage remembered = new Usage(1, 50_000, 25_000, 25_000, 0, 0);

            costs("0.0431255", HAIKU.of(remembered, LATER, false));
        }

        @Test
        void isNotMadeLongByItsAnswer() {
            costs("0.06", HAIKU.of(plain(100_000, 100_000), LATER, false));
        }

        @Test
        void costsTheSameWhereThereIsNoOtherPrice() {
            costs("2", SONNET.of(plain(1_000_000, 0), LATER, false));
        }
    }

    @Nested
    class TheProvidersMemory {
        private final Usage read = new Usage(0, 1_000_000, 0, 0, 0, 0);

        @Test
        void isReadForHalfFromOctober7On() {
            costs("0.2", SONNET.of(read, OCTOBER_6, false));
            costs("0.1", SONNET.of(read, OCTOBER_7, false));
            costs("0.1", SONNET.of(read, LATER, false));
        }

        @Test
        void isWrittenForAQuarterMoreOrForAnHourForTwice() {
            costs("2.5", SONNET.of(new Usage(0, 0, 1_000_000, 0, 0, 0), LATER, false));
            costs("4", SONNET.of(new Usage(0, 0, 0, 1_000_000, 0, 0), LATER, false));
            costs("0.0125", HAIKU.of(new Usage(0, 0, 100_000, 0, 0, 0), LATER, false));
            costs("0.02", HAIKU.of(new Usage(0, 0, 0, 100_000, 0, 0), LATER, false));
        }

        @Test
        void isReadAndWrittenForHalfInABatch() {
            costs("3.3", SONNET.of(new Usage(0, 1_000_000, 1_000_000, 1_000_000, 0, 0), LATER, true));
        }
    }

    @Nested
    class TheWorstCase {
        @Test
        void isAPromptThatIsWrittenForAnHour() {
            costs("0.012", SONNET.worst(1_500, 600, LATER, false));
            costs("0.006", SONNET.worst(1_500, 600, LATER, true));
            costs("0.0006", HAIKU.worst(1_500, 600, LATER, false));
        }

        @Test
        void isThatOfALongPrompt() {
            costs("0.02", HAIKU.worst(100_000, 0, LATER, false));
            costs("0.100001", HAIKU.worst(100_001, 0, LATER, false));
        }

        @Test
        void isNeverLessThanWhatItComesTo() {
            Random random = new Random(19);
            for (int draw = 0; draw < 10_000; draw++) {
                PriceList prices = random.nextBoolean() ? HAIKU : SONNET;
                LocalDate on = random.nextBoolean() ? OCTOBER_7 : LATER;
                boolean batch = random.nextBoolean();
                Usage usage = anyUsage(random);

                BigDecimal worst = prices.worst(usage.prompt(), usage.output(), on, batch);

                assertTrue(worst.compareTo(prices.of(usage, on, batch)) >= 0, () -> prices.model() + ": " + usage);
            }
        }

        @Test
        void isNeverLessForALongerPromptOrAnswer() {
            Random random = new Random(20);
            for (int draw = 0; draw < 10_000; draw++) {
                long prompt = random.nextInt(200_000);
                long answer = random.nextInt(8_000);

                BigDecimal longer =
                        HAIKU.worst(prompt + random.nextInt(50_000), answer + random.nextInt(100), LATER, false);

                assertTrue(longer.compareTo(HAIKU.worst(prompt, answer, LATER, false)) >= 0);
            }
        }

        private static Usage anyUsage(Random random) {
            int most = random.nextBoolean() ? 3_000 : 60_000;
            return new Usage(
                    random.nextInt(most),
                    random.nextInt(most),
                    random.nextInt(most),
                    random.nextInt(most),
                    random.nextInt(8_000),
                    0);
        }
    }

    @Nested
    class AModelWithoutAPrice {
        private final ModelId unheardOf = new ModelId("acme", "giant-1");

        @Test
        void isRefused() {
            var refusal = assertThrows(IllegalArgumentException.class, () -> new PriceList(unheardOf, List.of()));

            assertEquals("model must have a price in cineai.llm_prices: acme/giant-1", refusal.getMessage());
        }

        @Test
        void onThatDayIsRefused() {
            var refusal = assertThrows(IllegalStateException.class, () -> HAIKU.of(USUAL, OCTOBER_6, false));

            assertEquals("model must have a price on 2026-10-06: anthropic/claude-haiku-5-5", refusal.getMessage());
            assertThrows(IllegalStateException.class, () -> HAIKU.worst(1, 1, OCTOBER_6, false));
        }

        @Test
        void ofShortPromptsIsRefused() {
            PriceList longOnly = new PriceList(unheardOf, List.of(price(OCTOBER_7, 100_001, "1", "1", "1", "1", "1")));

            var refusal = assertThrows(IllegalStateException.class, () -> longOnly.of(USUAL, LATER, false));

            assertEquals("model must have a price for short prompts: acme/giant-1", refusal.getMessage());
        }
    }

    @Nested
    class AListOfPrices {
        @Test
        void mayBeInAnyOrder() {
            List<Price> backwards = new ArrayList<>(SONNET.prices());
            Collections.reverse(backwards);
            PriceList same = new PriceList(SONNET.model(), backwards);

            costs("0.1", same.of(new Usage(0, 1_000_000, 0, 0, 0, 0), LATER, false));
            costs("0.2", same.of(new Usage(0, 1_000_000, 0, 0, 0, 0), OCTOBER_6, false));
        }

        @Test
        void goesByTheNewestDayAlone() {
            PriceList oneTierNow = new PriceList(
                    HAIKU.model(),
                    List.of(
                            price(OCTOBER_6, 0, "1", "1", "1", "1", "1"),
                            price(OCTOBER_6, 100_001, "9", "9", "9", "9", "9"),
                            price(OCTOBER_7, 0, "2", "2", "2", "2", "2")));

            costs("0.4", oneTierNow.of(plain(200_000, 0), LATER, false));
            costs("1.8", oneTierNow.of(plain(200_000, 0), OCTOBER_6, false));
        }
    }

    @Nested
    class AnExpectation {
        @Test
        void isSoManyTimesOneCall() {
            Expectation thousand = new Expectation(1_000, USUAL, plain(1_000, 600), true);

            costs("0.45", thousand.singleUsd(HAIKU, LATER));
            costs("0.2", thousand.batchedUsd(HAIKU, LATER));
            assertEquals(plain(1_500_000, 600_000), thousand.singleTotal());
            assertEquals(plain(1_000_000, 600_000), thousand.batchedTotal());
        }

        @Test
        void ofManyShortPromptsIsNotPricedAsALongOne() {
            costs("45", new Expectation(100_000, USUAL, USUAL, true).singleUsd(HAIKU, LATER));
        }
    }

    @Nested
    class Tokens {
        private final Usage some = new Usage(1, 20, 300, 4_000, 50_000, 600);

        @Test
        void ofAPromptAreAllThatIsNotAnswer() {
            assertEquals(4_321, some.prompt());
            assertEquals(54_321, some.tokens());
        }

        @Test
        void addUpKindByKind() {
            assertEquals(new Usage(2, 40, 600, 8_000, 100_000, 1_200), some.plus(some));
            assertEquals(some, some.plus(Usage.NONE));
        }

        @Test
        void multiplyAndDivideKindByKind() {
            assertEquals(new Usage(3, 60, 900, 12_000, 150_000, 1_800), some.times(3));
            assertEquals(some, some.times(3).dividedBy(3));
            assertEquals(new Usage(0, 10, 150, 2_000, 25_000, 300), some.dividedBy(2));
        }

        @Test
        void areNeverLessThanNone() {
            for (int kind = 0; kind < 6; kind++) {
                long[] counts = new long[6];
                counts[kind] = -1;
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new Usage(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]));
            }
        }
    }

    @Nested
    class TheRest {
        @Test
        void ofWorstCasesAddsUp() {
            WorstCase one = new WorstCase(1, 2_000, new BigDecimal("0.02"));

            assertEquals(new WorstCase(2, 4_000, new BigDecimal("0.04")), one.plus(one));
        }

        @Test
        void refusesAModelWithoutANameAndABreakerThatWouldNotWait() {
            assertThrows(IllegalArgumentException.class, () -> new ModelId(" ", "claude-haiku-5-5"));
            assertThrows(IllegalArgumentException.class, () -> new ModelId("anthropic", ""));
            Duration second = Duration.ofSeconds(1);
            assertThrows(IllegalArgumentException.class, () -> new BreakerPolicy(0, second, second));
            assertThrows(IllegalArgumentException.class, () -> new BreakerPolicy(1, Duration.ZERO, second));
            assertThrows(IllegalArgumentException.class, () -> new BreakerPolicy(1, second, second.dividedBy(2)));
        }

        @Test
        void namesOutcomesAsTheColumnDoes() {
            assertEquals("cut_off", Outcome.CUT_OFF.label());
            assertEquals("over_budget", Outcome.OVER_BUDGET.label());
        }
    }

    private static Usage plain(long input, long output) {
        return new Usage(input, 0, 0, 0, output, 0);
    }

    private static Price price(
            LocalDate from, long promptFrom, String input, String output, String read, String write, String writeHour) {
        return new Price(
                from,
                promptFrom,
                new BigDecimal(input),
                new BigDecimal(output),
                new BigDecimal(read),
                new BigDecimal(write),
                new BigDecimal(writeHour),
                new BigDecimal("0.5"));
    }

    private static void costs(String usd, BigDecimal actual) {
        assertEquals(
                new BigDecimal(usd).stripTrailingZeros().toPlainString(),
                actual.stripTrailingZeros().toPlainString());
    }
}
