package io.cineai.usecase;

import io.cineai.recommend.ListSettings;
import io.cineai.store.experiment.ExperimentStore;
import io.cineai.store.model.ModelStore;
import io.cineai.store.queue.Due;
import io.cineai.store.queue.Wish;
import io.cineai.usecase.list.RecommendConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** What lists are to be like, and which of them are therefore due: where those who enqueue and those who make lists agree. */
@ApplicationScoped
class WantedLists {
    private final ExperimentStore experiments;
    private final ModelStore models;
    private final RecommendConfig config;
    private final ListSettings configured;

    WantedLists(ExperimentStore experiments, ModelStore models, RecommendConfig config) {
        this.experiments = experiments;
        this.models = models;
        this.config = config;
        configured = new ListSettings(
                config.listSize(),
                config.algorithm(),
                config.diversityFactor(),
                config.diversity(),
                config.explanations());
    }

    Uni<Wanted> now() {
        return experiments.running().map(experiment -> new Wanted(configured, experiment));
    }

    /** @param everyone every list is due */
    Uni<Due> due(Wish wish, boolean everyone) {
        return Uni.combine()
                .all()
                .unis(now(), models.version())
                .with((wanted, version) ->
                        new Due(wanted.by(wish).fingerprint(), version, config.maxAge(), everyone, wanted.byArm(wish)));
    }
}
