package io.cineai.usecase.spend;

import io.cineai.budget.ModelId;
import io.cineai.budget.WorstCase;
import io.cineai.llm.Receipt;
import io.cineai.llm.Reply.Blame;
import io.cineai.llm.Reply.Unavailable;
import io.cineai.llm.Reply.Wait;
import io.cineai.store.budget.BudgetStore;
import io.cineai.store.budget.Reserved;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Asks for money before a call, and tells all workers what the provider said after it. */
@ApplicationScoped
public class Providers {
    private final BudgetStore budget;
    private final SpendConfig config;

    Providers(BudgetStore budget, SpendConfig config) {
        this.budget = budget;
        this.config = config;
    }

    /** Reserves the worst case of one call, or says what is against it. */
    public Uni<Reserved> reserve(Account account, WorstCase worst) {
        return budget.reserve(
                account.feature(), account.model(), worst, config.reservation(), account.run(), config.breaker());
    }

    /** It answered, well or badly: the provider is there. */
    public Uni<Void> worked(ModelId model) {
        return budget.worked(model);
    }

    /** What a refusal means for all. */
    public Uni<Void> heeded(ModelId model, Unavailable reply) {
        Optional<Duration> told =
                reply.cooldown().filter(Wait.OfModel.class::isInstance).map(wait -> ((Wait.OfModel) wait).time());
        return switch (reply.outcome()) {
            case OVER_BUDGET ->
                reply.cooldown()
                        .filter(Wait.OfProvider.class::isInstance)
                        .map(wait -> budget.close(model.provider(), ((Wait.OfProvider) wait).until(), reply.why()))
                        .orElse(Uni.createFrom().voidItem());
            case RATE_LIMITED -> budget.pause(model, told.orElse(config.pause()), reply.why());
            case OVERLOADED ->
                budget.failed(model, reply.why(), config.breaker())
                        .chain(() -> budget.pause(model, told.orElse(config.breakerBase()), reply.why()));
            default ->
                reply.blame() == Blame.SETUP
                        ? Uni.createFrom().voidItem()
                        : budget.failed(model, reply.why(), config.breaker());
        };
    }

    /** An allowance that is used up is waited for by all, before the provider has to say so. */
    public Uni<Void> heeded(ModelId model, Receipt receipt) {
        return receipt.pause()
                .map(pause -> budget.pause(model, pause, "its allowance is used up"))
                .orElse(Uni.createFrom().voidItem());
    }
}
