package io.cineai.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.evaluate.Bootstrap.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class UserRateTest {
    private static final int SIMULATIONS = 400;

    @Test
    void aRateIsHitsOfOccasionsWhoeverHadThem() {
        UserRate rate = UserRate.of(new double[] {10, 2}, new double[] {1, 2});

        assertEquals(0.25, rate.value());
        assertEquals(new UserRate(2, 12, 3, 104, 14, 5), rate);
    }

    /** By hand: 8 of 40 users; z = t(39) = 2.0227; Wilson's middle 0.2278, half 0.1271. */
    @Test
    void ofOneOccasionEachItIsWilsonsInterval() {
        Interval interval = UserRate.ofUsers(40, 8).interval(0.95);

        assertEquals(0.2, interval.mean());
        assertEquals(0.1030, interval.low(), 0.002);
        assertEquals(0.3535, interval.high(), 0.002);
    }

    /** By hand: d = x - n/4 = (-1.5, 1.5, -0.5, 0.5), sum of squares 5, variance 4/3 · 5/24² = 0.011574; 0.1875 of that is 16.2. */
    @Test
    void occasionsOfOneUserGoTogether() {
        UserRate rate = UserRate.of(new double[] {10, 2, 6, 6}, new double[] {1, 2, 1, 2});

        double worth = 16.2;
        double t = 3.182;
        double middle = (0.25 + t * t / (2 * worth)) / (1 + t * t / worth);
        double half = t * Math.sqrt(0.1875 / worth + t * t / (4 * worth * worth)) / (1 + t * t / worth);
        Interval interval = rate.interval(0.95);
        assertEquals(middle - half, interval.low(), 0.005);
        assertEquals(middle + half, interval.high(), 0.005);
    }

    @Test
    void nothingInThirtyUsersIsNotNever() {
        double[] shown = new double[30];
        Arrays.fill(shown, 100);

        Interval none = UserRate.of(shown, new double[30]).interval(0.95);
        Interval all = UserRate.of(shown, shown).interval(0.95);

        assertEquals(0, none.low(), 1e-12);
        assertTrue(none.high() > 0.08 && none.high() < 0.15, none.toString());
        assertEquals(1, all.high(), 1e-12);
        assertEquals(1 - none.high(), all.low(), 1e-9);
    }

    @Test
    void ninetyFiveOfAHundredIntervalsHoldTheTruthHoweverUnequalUsersAre() {
        int covered =
                covered(200, 0.05, draw -> UserRate.of(draw.shown, draw.clicked).interval(0.95));
        int seldom =
                covered(400, 0.01, draw -> UserRate.of(draw.shown, draw.clicked).interval(0.95));

        System.out.println("click rate, users as the unit: " + covered + " and, of 1 %, " + seldom + " of 400");
        assertTrue(covered >= 0.92 * SIMULATIONS && covered <= 0.98 * SIMULATIONS, "5 %: " + covered);
        assertTrue(seldom >= 0.92 * SIMULATIONS && seldom <= 0.98 * SIMULATIONS, "1 %: " + seldom);
    }

    /** Why users are the unit. */
    @Test
    void occasionsTakenForIndependentPromiseTooMuch() {
        int covered = covered(200, 0.05, draw -> {
            long shown = Math.round(UserRate.of(draw.shown, draw.clicked).occasions());
            return UserRate.ofUsers(
                            shown,
                            Math.round(UserRate.of(draw.shown, draw.clicked).hits()))
                    .interval(0.95);
        });

        System.out.println("click rate, occasions as the unit: " + covered + " of 400");
        assertTrue(covered < 0.85 * SIMULATIONS, "covered " + covered);
    }

    @Test
    void sharesOfUsersAndMeansHoldTheTruthToo() {
        int shares =
                covered(60, 0.05, draw -> UserRate.ofUsers(60, draw.countAny()).interval(0.95), Draw::trueAny);
        int means = covered(60, 0.05, draw -> draw.mean().interval(0.95, 1, 5), draw -> 3.4);

        System.out.println("share of users: " + shares + ", mean contentment: " + means + " of 400");
        assertTrue(shares >= 0.92 * SIMULATIONS && shares <= 0.985 * SIMULATIONS, "shares: " + shares);
        assertTrue(means >= 0.92 * SIMULATIONS && means <= 0.98 * SIMULATIONS, "means: " + means);
    }

    @Test
    void theBootstrapsIntervalOfAMeanHoldsTheTruth() {
        SplittableRandom random = new SplittableRandom(12);
        Bootstrap bootstrap = new Bootstrap(500, 0.95);
        int covered = 0;
        for (int run = 0; run < SIMULATIONS; run++) {
            double[] values = new double[100];
            // Like recall: many zeros, then shares of a few. Mean 0.7 · 0.3 = 0.21.
            for (int user = 0; user < values.length; user++)
                values[user] = random.nextDouble() < 0.3 ? 0 : 0.6 * random.nextDouble();
            Interval interval = bootstrap.mean(values, random);
            if (interval.low() <= 0.21 && 0.21 <= interval.high()) covered++;
        }

        System.out.println("bootstrap: " + covered + " of 400");
        assertTrue(covered >= 0.92 * SIMULATIONS && covered <= 0.98 * SIMULATIONS, "covered " + covered);
    }

    @Test
    void quantilesAreTheTables() {
        assertEquals(1.95996, Quantile.normal(0.975), 1e-4);
        assertEquals(0, Quantile.normal(0.5), 1e-6);
        assertEquals(2.2281, Quantile.student(0.975, 10), 1e-3);
        assertEquals(2.0452, Quantile.student(0.975, 29), 1e-3);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> UserRate.ofUsers(0, 0));
        assertThrows(IllegalArgumentException.class, () -> new UserRate(2, 1, 0, 1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> UserRate.ofUsers(2, 3));
    }

    private static int covered(int users, double rate, Function<Draw, Interval> interval) {
        return covered(users, rate, interval, Draw::trueRate);
    }

    private static int covered(
            int users, double rate, Function<Draw, Interval> interval, Function<Draw, Double> truth) {
        SplittableRandom random = new SplittableRandom(11);
        int covered = 0;
        for (int run = 0; run < SIMULATIONS; run++) {
            Draw draw = new Draw(users, rate, random);
            Interval found = interval.apply(draw);
            double wanted = truth.apply(draw);
            if (found.low() <= wanted && wanted <= found.high()) covered++;
        }
        return covered;
    }

    /**
     * Users of whom some see 5 films and some 200, and of whom each clicks at a rate of their own: half, one, or two times what the rate
     * is; who sees more clicks less often.
     */
    private static final class Draw {
        private static final int[] SHOWN = {5, 10, 20, 50, 200};
        private static final double[] INCLINED = {0.5, 1, 2};

        final double rate;
        final double[] shown;
        final double[] clicked;
        private final double[] content;

        Draw(int users, double rate, SplittableRandom random) {
            this.rate = rate;
            shown = new double[users];
            clicked = new double[users];
            content = new double[users];
            for (int user = 0; user < users; user++) {
                int size = random.nextInt(SHOWN.length);
                double own = rate * INCLINED[random.nextInt(INCLINED.length)] * eagerness(size);
                shown[user] = SHOWN[size];
                for (int k = 0; k < SHOWN[size]; k++) if (random.nextDouble() < own) clicked[user]++;
                content[user] = random.nextInt(10) < 6 ? 3 : 4;
            }
        }

        private static double eagerness(int size) {
            return size == SHOWN.length - 1 ? 0.5 : 1;
        }

        double trueRate() {
            double clicks = 0;
            double films = 0;
            for (int size = 0; size < SHOWN.length; size++) {
                clicks += SHOWN[size] * rate * 3.5 / 3 * eagerness(size);
                films += SHOWN[size];
            }
            return clicks / films;
        }

        double trueAny() {
            double any = 0;
            for (int size = 0; size < SHOWN.length; size++)
                for (double inclined : INCLINED)
                    any += 1 - Math.pow(1 - rate * inclined * eagerness(size), SHOWN[size]);
            return any / (SHOWN.length * INCLINED.length);
        }

        long countAny() {
            long any = 0;
            for (double clicks : clicked) if (clicks > 0) any++;
            return any;
        }

        UserMean mean() {
            double sum = 0;
            double squares = 0;
            for (double value : content) {
                sum += value;
                squares += value * value;
            }
            return new UserMean(content.length, sum, squares);
        }
    }
}
