package io.cineai.usecase.wording;

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

/** What asking about so many lists would cost, without spending: from the calls of late, or else a guess on the safe side. */
record Estimate(Asking asking, BudgetStore budget) {
    private static final int ENOUGH_CALLS = 20;

    /** Of a film in a question, with title, overview and reasons, and of a sentence about one. Rules of thumb. */
    private static final int TOKENS_OF_A_FILM = 90;

    private static final int TOKENS_OF_A_SENTENCE = 40;

    /** Instructions and schema, where the provider does not count. */
    private static final int TOKENS_OF_INSTRUCTIONS = 1_300;

    Uni<Map<String, Object>> of(long lists) {
        return Uni.combine()
                .all()
                .unis(lately(false), lately(true))
                .with((single, batched) -> new Expectation(
                        lists,
                        single.map(Estimate::mean).orElseGet(this::guess),
                        batched.map(Estimate::mean).orElseGet(this::guess),
                        single.isPresent() || batched.isPresent()))
                .map(this::figures);
    }

    private Uni<Optional<Lately>> lately(boolean batch) {
        return budget.lately(
                        Asking.FEATURE, asking.model().id(), asking.rubric().version(), batch)
                .map(lately -> lately.filter(it -> it.answers() >= ENOUGH_CALLS));
    }

    private static Usage mean(Lately lately) {
        return lately.usage().dividedBy(lately.answers());
    }

    private Usage guess() {
        long prompt = asking.counted().orElse(TOKENS_OF_INSTRUCTIONS)
                + (long) asking.rubric().mostFilms() * TOKENS_OF_A_FILM;
        long thinking = asking.card().thinkingTokens();
        long answer = (long) asking.rubric().mostSentences() * TOKENS_OF_A_SENTENCE
                + asking.rubric().mostFilms() * 2L
                + thinking;
        return new Usage(prompt, 0, 0, 0, answer, thinking);
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
                        "%,d lists: $%.2f by batch, $%.2f by single calls",
                        expected.count(),
                        batched,
                        single));
        return figures;
    }
}
