package io.cineai.usecase;

import io.cineai.experiment.Arm;
import io.cineai.experiment.Experiment;
import io.cineai.recommend.Algorithm;
import io.cineai.recommend.ListSettings;
import io.cineai.store.queue.Due.ByArm;
import io.cineai.store.queue.Wish;
import io.cineai.taste.UserId;
import java.util.List;
import java.util.Optional;

/** What lists are to be like at this moment: as wished, else as the user's arm of the experiment says, else as configured. */
record Wanted(ListSettings configured, Optional<Experiment> experiment) {

    ListSettings by(Wish wish, UserId user) {
        return over(wish, experiment.map(it -> it.armOf(user).over(configured)).orElse(configured));
    }

    /** Of those whom no experiment concerns. */
    ListSettings by(Wish wish) {
        return over(wish, configured);
    }

    /** The same for each arm, for whom the database has to tell apart. */
    Optional<ByArm> byArm(Wish wish) {
        return experiment.map(it -> {
            List<Arm> arms = it.arms();
            return new ByArm(
                    it.salt(),
                    arms.stream().map(Arm::share).toList(),
                    arms.stream()
                            .map(arm -> over(wish, arm.over(configured)).fingerprint())
                            .toList());
        });
    }

    private static ListSettings over(Wish wish, ListSettings otherwise) {
        return new ListSettings(
                Optional.ofNullable(wish.limit()).orElse(otherwise.size()),
                Optional.ofNullable(wish.algorithm())
                        .flatMap(Algorithm::ofLabel)
                        .orElse(otherwise.algorithm()),
                Optional.ofNullable(wish.diversityFactor()).orElse(otherwise.diversityFactor()),
                otherwise.diversity(),
                Optional.ofNullable(wish.includeExplanations()).orElse(otherwise.includeExplanations()));
    }
}
