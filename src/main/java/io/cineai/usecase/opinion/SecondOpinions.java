package io.cineai.usecase.opinion;

import io.cineai.opinion.Brief;
import io.cineai.recommend.ListSettings;
import io.cineai.recommend.Recommended;
import io.cineai.store.opinion.KnownOpinion;
import io.cineai.store.opinion.OpinionStore;
import io.cineai.taste.TasteProfile;
import io.cineai.taste.UserId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Opinions of lists of users of whom little is known, where that is switched on; where it is not, no statement is run for it. */
@ApplicationScoped
public class SecondOpinions {
    private final OpinionStore opinions;
    private final OpinionConfig config;

    SecondOpinions(OpinionStore opinions, OpinionConfig config) {
        this.opinions = opinions;
        this.config = config;
    }

    /** What is known of these users. */
    public Uni<Map<UserId, KnownOpinion>> of(Collection<UserId> users) {
        return config.enabled() ? opinions.of(users) : Uni.createFrom().item(Map.of());
    }

    /** Whether this list may hear a model: it gives reasons, and its user has said something, but little. */
    public Advice advice(ListSettings settings, Optional<KnownOpinion> known, Supplier<TasteProfile> taste) {
        if (!config.enabled() || !settings.includeExplanations()) return Advice.NONE;
        int said = taste.get().opinions().size();
        return said > 0 && said < config.fewerThan() ? new Advice(true, known) : Advice.NONE;
    }

    /** Wants an opinion of this list, where one is sought and that is not the one which is known. */
    public Uni<Void> want(UserId user, Advice advice, Recommended plain, TasteProfile taste) {
        if (!advice.sought() || plain.films().isEmpty()) return Uni.createFrom().voidItem();
        return opinions.want(user, Brief.of(plain, taste), config.atMostEvery());
    }
}
