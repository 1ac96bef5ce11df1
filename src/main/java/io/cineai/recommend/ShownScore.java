package io.cineai.recommend;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Turns raw relevances into the score that apps sort by: two decimals, strictly falling over the first {@value #STRICT} places, so
 * that the order by score is the list. The place r gets the r-th best relevance, because diversity may have moved films.
 */
final class ShownScore {
    static final int STRICT = 40;
    private static final int BEST = 99;
    private static final int WORST = 30;

    private ShownScore() {}

    static List<BigDecimal> of(List<Double> relevances) {
        List<Double> falling =
                relevances.stream().sorted(Comparator.reverseOrder()).toList();
        List<BigDecimal> shown = new ArrayList<>(falling.size());
        int previous = BEST + 1;
        for (int place = 0; place < falling.size(); place++) {
            int highest = place < STRICT ? previous - 1 : previous;
            int lowest = Math.max(0, STRICT - 1 - place);
            int hundredths = Math.max(lowest, Math.min(highest, hundredths(falling, place)));
            shown.add(BigDecimal.valueOf(hundredths, 2));
            previous = hundredths;
        }
        return shown;
    }

    private static int hundredths(List<Double> falling, int place) {
        double best = falling.get(0);
        double span = best - falling.get(falling.size() - 1);
        double normal = span > 0 ? (falling.get(place) - falling.get(falling.size() - 1)) / span : 1;
        return (int) Math.round(WORST + (BEST - WORST) * normal);
    }
}
