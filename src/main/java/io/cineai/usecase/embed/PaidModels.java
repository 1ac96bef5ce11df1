package io.cineai.usecase.embed;

import io.cineai.embed.EmbedConfig;
import io.cineai.embed.Storyline;
import io.cineai.embed.TextEmbedder;
import io.cineai.store.budget.BudgetStore;
import io.cineai.store.embedding.EmbeddingWorkStore;
import io.cineai.store.orm.ResultStore;
import io.cineai.store.orm.VectorStore;
import io.cineai.usecase.Deadline;
import io.cineai.usecase.embed.ByModel.Limits;
import io.cineai.usecase.embed.ByModel.Tools;
import io.cineai.usecase.spend.Account;
import io.cineai.usecase.spend.Providers;
import io.cineai.usecase.spend.SpendConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/** Finds out what a run must know of the configured model before it asks. */
@ApplicationScoped
class PaidModels {
    private static final int MOST_FILMS = 1_000;

    private final BudgetStore budget;
    private final EmbeddingWorkStore work;
    private final Tools tools;
    private final EmbedConfig config;
    private final SpendConfig spending;

    PaidModels(
            BudgetStore budget,
            EmbeddingWorkStore work,
            Providers providers,
            ResultStore results,
            VectorStore vectors,
            EmbedConfig config,
            SpendConfig spending,
            Clock clock) {
        this.budget = budget;
        this.work = work;
        this.tools = new Tools(providers, results, vectors, clock);
        this.config = config;
        this.spending = spending;
    }

    /**
     * Fails with {@link IllegalStateException} where the model has no price.
     *
     * @param writes false: the model is written nowhere
     */
    Uni<Way> way(TextEmbedder model, UUID run, Deadline deadline, boolean writes) {
        return budget.prices(model.id())
                .<Way>map(prices -> new ByModel(
                        model,
                        new Account(
                                run,
                                EmbedStorylines.FUNCTION,
                                model.id(),
                                "text" + Storyline.VERSION,
                                prices,
                                LocalDate.ofInstant(tools.clock().instant(), ZoneOffset.UTC)),
                        tools,
                        new Limits(
                                step(),
                                deadline,
                                spending.patience(),
                                config.lease().dividedBy(2))))
                .call(way ->
                        writes ? work.register(way.space()) : Uni.createFrom().voidItem());
    }

    private int step() {
        if (config.batchSize() < 1 || config.batchSize() > MOST_FILMS)
            throw new IllegalStateException(
                    "CINEAI_EMBED_BATCH_SIZE must be in [1, " + MOST_FILMS + "]: " + config.batchSize());
        return config.batchSize();
    }
}
