package io.cineai.evaluate;

import io.cineai.evaluate.Bootstrap.Interval;

/**
 * How often something came of something, where one user brings many occasions: clicks of films shown. Users are the unit, because the
 * occasions of one user go together; taken for independent they promise far too narrow an interval. Held as sums, so that a database can
 * add up any number of users.
 *
 * @param users who had an occasion
 * @param occasions of all, at least one each
 * @param hits occasions of which something came
 * @param occasions2 sum over users of their occasions squared
 * @param product sum over users of their occasions times their hits
 * @param hits2 sum over users of their hits squared
 */
public record UserRate(long users, double occasions, double hits, double occasions2, double product, double hits2) {
    public UserRate {
        if (users < 1 || occasions < users)
            throw new IllegalArgumentException("every user must have an occasion: " + users + ", " + occasions);
        if (!(hits >= 0 && hits <= occasions))
            throw new IllegalArgumentException("hits must be in [0, " + occasions + "]: " + hits);
    }

    /** Where a user has one occasion: whether something came of it. */
    public static UserRate ofUsers(long users, long hits) {
        return new UserRate(users, users, hits, users, hits, hits);
    }

    public static UserRate of(double[] occasions, double[] hits) {
        double[] sums = new double[5];
        for (int user = 0; user < occasions.length; user++) {
            sums[0] += occasions[user];
            sums[1] += hits[user];
            sums[2] += occasions[user] * occasions[user];
            sums[3] += occasions[user] * hits[user];
            sums[4] += hits[user] * hits[user];
        }
        return new UserRate(occasions.length, sums[0], sums[1], sums[2], sums[3], sums[4]);
    }

    public double value() {
        return hits / occasions;
    }

    /**
     * The rate's interval: the variance of a ratio of sums over users by the delta method (Deng, Knoblich and Lu, KDD 2018), turned into
     * the number of independent occasions that would have it, and that into Wilson's interval (Wilson, JASA 1927), which stays within
     * [0, 1] and is right for small rates, as is done for samples in clusters (Franco et al., Journal of Survey Statistics and Methodology
     * 7, 2019); by Student's t, because the variance is estimated from the users (Korn and Graubard, Survey Methodology 24, 1998).
     * Where each user has one occasion that is Wilson's interval itself, but for the t. Where nothing varies, users count as occasions.
     *
     * @param confidence in (0, 1), such as 0.95
     */
    public Interval interval(double confidence) {
        double rate = value();
        double worth = independent(rate);
        double z =
                users < 2 ? Quantile.normal((1 + confidence) / 2) : Quantile.student((1 + confidence) / 2, users - 1.0);
        double z2 = z * z;
        double middle = (rate + z2 / (2 * worth)) / (1 + z2 / worth);
        double half = z * Math.sqrt(rate * (1 - rate) / worth + z2 / (4 * worth * worth)) / (1 + z2 / worth);
        return new Interval(
                rate, Math.min(rate, Math.max(0, middle - half)), Math.max(rate, Math.min(1, middle + half)));
    }

    /** How many independent occasions would tell as much: no fewer than one, no more than there were. */
    private double independent(double rate) {
        double binomial = rate * (1 - rate);
        if (users < 2 || binomial == 0) return users;
        double squares = hits2 - 2 * rate * product + rate * rate * occasions2;
        double variance = users / (users - 1.0) * squares / (occasions * occasions);
        return variance <= 0 ? occasions : Math.max(1, Math.min(occasions, binomial / variance));
    }
}
