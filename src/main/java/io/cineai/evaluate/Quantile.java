package io.cineai.evaluate;

/** Quantiles of distributions that intervals are made with. */
final class Quantile {
    private static final double HALF_WIDTH = 8;
    private static final int STEPS = 60;

    private Quantile() {}

    /** Of the normal distribution; p in (0, 1). */
    static double normal(double p) {
        double low = -HALF_WIDTH;
        double high = HALF_WIDTH;
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            if (below(middle) < p) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }

    /**
     * Of Student's t, by the first three terms of its expansion: right to three decimals from 10 degrees of freedom on. Source:
     * Abramowitz and Stegun, Handbook of Mathematical Functions, 1964, 26.7.5.
     */
    static double student(double p, double degrees) {
        double z = normal(p);
        double cube = z * z * z;
        double fifth = cube * z * z;
        return z
                + (cube + z) / (4 * degrees)
                + (5 * fifth + 16 * cube + 3 * z) / (96 * degrees * degrees)
                + (3 * fifth * z * z + 19 * fifth + 17 * cube - 15 * z) / (384 * degrees * degrees * degrees);
    }

    /** Share of the normal distribution below z, absolute error below 8e-8. Source: Abramowitz and Stegun, 26.2.17. */
    private static double below(double z) {
        double t = 1 / (1 + 0.2316419 * Math.abs(z));
        double tail = Math.exp(-z * z / 2)
                / Math.sqrt(2 * Math.PI)
                * t
                * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return z >= 0 ? 1 - tail : tail;
    }
}
