package io.cineai.evaluate;

import io.cineai.evaluate.Bootstrap.Interval;

/**
 * The mean of one number a user, held as sums.
 *
 * @param users one or more
 * @param sum of the users' numbers
 * @param squares sum of their squares
 */
public record UserMean(long users, double sum, double squares) {
    public UserMean {
        if (users < 1) throw new IllegalArgumentException("users must be 1 or more: " + users);
    }

    /**
     * Student's interval, cut to what the numbers can be: of bounded numbers and tens of users the mean is close to normal.
     *
     * @param confidence in (0, 1), such as 0.95
     */
    public Interval interval(double confidence, double least, double most) {
        double mean = sum / users;
        if (users < 2) return new Interval(mean, least, most);
        double variance = Math.max(0, squares - users * mean * mean) / (users - 1.0);
        double half = Quantile.student((1 + confidence) / 2, users - 1.0) * Math.sqrt(variance / users);
        return new Interval(mean, Math.max(least, mean - half), Math.min(most, mean + half));
    }
}
