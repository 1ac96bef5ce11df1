package io.cineai.usecase.analysis;

import io.cineai.analyze.AnalysisKind;
import io.cineai.budget.Expectation;
import io.cineai.llm.LanguageModel;
import io.cineai.movie.MovieId;
import io.cineai.usecase.Tally;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a run would cost, and what all three analyses of the same films would. Spends nothing. */
@ApplicationScoped
class Pricing {
    private final Jobs jobs;
    private final Estimates estimates;

    Pricing(Jobs jobs, Estimates estimates) {
        this.jobs = jobs;
        this.estimates = estimates;
    }

    Uni<Tally> of(Job job, Optional<List<MovieId>> named, int limit) {
        List<Uni<Priced>> each = Arrays.stream(AnalysisKind.values())
                .map(kind -> like(job, kind).chain(it -> priced(it, named, limit)))
                .toList();
        return Uni.combine().all().unis(each).with(Priced.class, all -> tally(job, all));
    }

    /** The figures of so many films of each analysis, and what they would cost together. */
    Uni<Map<String, Object>> of(Map<AnalysisKind, Integer> films, UUID run, LanguageModel model) {
        List<Uni<Priced>> each = films.entrySet().stream()
                .map(it -> jobs.of(it.getKey(), run, model).chain(job -> priced(job, Optional.empty(), it.getValue())))
                .toList();
        return Uni.combine().all().unis(each).with(Priced.class, all -> figures(films, all));
    }

    /** The same by rules, which cost nothing. */
    static Map<String, Object> ofNothing(Map<AnalysisKind, Integer> films) {
        return figures(films, List.of());
    }

    private static Map<String, Object> figures(Map<AnalysisKind, Integer> films, List<Priced> all) {
        Map<String, Object> figures = new LinkedHashMap<>();
        films.forEach((kind, missing) -> figures.put(kind.function(), missing));
        long most = films.values().stream().mapToLong(Integer::longValue).max().orElse(0);
        figures.put("price", sentence(most, "three analyses", all));
        return figures;
    }

    private Uni<Job> like(Job job, AnalysisKind kind) {
        return kind == job.kind() ? Uni.createFrom().item(job) : jobs.of(kind, job.run(), job.model());
    }

    private Uni<Priced> priced(Job job, Optional<List<MovieId>> named, int limit) {
        return estimates.of(job, named, limit).map(expected -> new Priced(job, expected));
    }

    private record Priced(Job job, Expectation expected) {
        BigDecimal single() {
            return expected.singleUsd(job.prices(), job.today());
        }

        BigDecimal batched() {
            return expected.batchedUsd(job.prices(), job.today());
        }
    }

    private static Tally tally(Job job, List<Priced> all) {
        Priced own = all.get(job.kind().ordinal());
        long most = all.stream().mapToLong(it -> it.expected().count()).max().orElse(0);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("inputTokens", own.expected().singleTotal().input());
        details.put("cachedTokens", own.expected().singleTotal().cacheRead());
        details.put("outputTokens", own.expected().singleTotal().output());
        details.put("usdByCalls", dollars(own.single()));
        details.put("usdByBatch", dollars(own.batched()));
        details.put("learned", own.expected().learned());
        details.put("price", sentence(own.expected().count(), job.kind().label() + " analysis", List.of(own)));
        details.put("priceOfAll", sentence(most, "three analyses", all));
        return Tally.NOTHING.withRemaining(own.expected().count()).withDetails(details);
    }

    private static String sentence(long films, String what, List<Priced> priced) {
        BigDecimal single = priced.stream().map(Priced::single).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal batched = priced.stream().map(Priced::batched).reduce(BigDecimal.ZERO, BigDecimal::add);
        return String.format(
                Locale.ROOT, "%,d films, %s: $%.2f by batch, $%.2f by single calls", films, what, batched, single);
    }

    private static BigDecimal dollars(BigDecimal usd) {
        return usd.setScale(4, RoundingMode.HALF_UP);
    }
}
