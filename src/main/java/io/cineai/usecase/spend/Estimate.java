package io.cineai.usecase.spend;

import io.cineai.budget.Expectation;
import io.cineai.budget.Usage;
import io.cineai.store.budget.BudgetStore;
import io.cineai.store.budget.BudgetStore.Lately;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What asking so many questions would cost, without spending: from the calls of late, or else a guess on the safe side.
 *
 * @param things what is asked about, for people
 */
public record Estimate(Asking asking, BudgetStore budget, String things) {
    private static final int ENOUGH_CALLS = 20;

    /** Instructions and schema, where the provider does not count. */
    private static final int TOKENS_OF_INSTRUCTIONS = 1_300;

    /**
     * Figures of a run report.
     *
     * @param document length in tokens of what is asked about, as a rule of thumb; likewise answer
     */
    public Uni<Map<String, Object>> of(long count, int document, int answer) {
        Usage guess = guess(document, answer);
        return Uni.combine()
                .all()
                .unis(lately(false), lately(true))
                .with((single, batched) -> new Expectation(
                        count,
                        single.map(Estimate::mean).orElse(guess),
                        batched.map(Estimate::mean).orElse(guess),
                        single.isPresent() || batched.isPresent()))
                .map(this::figures);
    }

    private Uni<Optional<Lately>> lately(boolean batch) {
        Instructions asked = asking.instructions();
        return budget.lately(asked.feature(), asking.model().id(), asked.version(), batch)
                .map(lately -> lately.filter(it -> it.answers() >= ENOUGH_CALLS));
    }

    private static Usage mean(Lately lately) {
        return lately.usage().dividedBy(lately.answers());
    }

    private Usage guess(int document, int answer) {
        long thinking = asking.card().thinkingTokens();
        return new Usage(
                asking.counted().orElse(TOKENS_OF_INSTRUCTIONS) + document, 0, 0, 0, answer + thinking, thinking);
    }

    private Map<String, Object> figures(Expectation expected) {
        BigDecimal single = expected.singleUsd(asking.prices(), asking.today());
        BigDecimal batched = expected.batchedUsd(asking.prices(), asking.today());
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("usdByCalls", single.setScale(4, RoundingMode.HALF_UP));
        figures.put("usdByBatch", batched.setScale(4, RoundingMode.HALF_UP));
        figures.put("learned", expected.learned());
        figures.put(
                "price",
                String.format(
                        Locale.ROOT,
                        "%,d %s: $%.2f by batch, $%.2f by single calls",
                        expected.count(),
                        things,
                        batched,
                        single));
        return figures;
    }
}
