package io.cineai.usecase.read;

import io.cineai.item.ItemJson;
import io.cineai.recommend.Algorithm;
import io.cineai.recommend.ListSettings;
import io.cineai.recommend.Recommended;
import io.cineai.store.fact.OwnActStore;
import io.cineai.store.feed.ContentHash;
import io.cineai.store.feed.ListJson;
import io.cineai.store.model.ModelStore;
import io.cineai.usecase.list.MakeList;
import io.cineai.usecase.list.RecommendConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** A list for who has none yet: from the neighbours of what they touched, else what is popular in their genres, else what is popular. */
@ApplicationScoped
class InstantLists {
    private final OwnActStore acts;
    private final ModelStore models;
    private final MakeList makeList;
    private final RecommendConfig config;
    private final Clock clock = Clock.systemUTC();

    InstantLists(OwnActStore acts, ModelStore models, MakeList makeList, RecommendConfig config) {
        this.acts = acts;
        this.models = models;
        this.makeList = makeList;
        this.config = config;
    }

    /**
     * A plain list.
     *
     * @param etag of its films: the time when it was made does not count
     * @param source instant, or popular where nothing is known of the user
     */
    record InstantList(byte[] body, String etag, String source) {}

    Uni<InstantList> of(String claims, int size) {
        ListSettings settings = new ListSettings(
                size, Algorithm.HYBRID, config.diversityFactor(), config.diversity(), config.explanations());
        return Uni.combine()
                .all()
                .unis(acts.of(claims), models.version())
                .asTuple()
                .chain(known -> makeList.of(
                        makeList.taste(known.getItem1().signals()),
                        known.getItem1().genres(),
                        known.getItem2(),
                        settings))
                .map(this::written);
    }

    private InstantList written(Recommended list) {
        String source = source(list);
        return new InstantList(
                ListJson.list(list.films(), source, clock.instant()),
                ContentHash.of(ItemJson.items(list.films())),
                source);
    }

    static String source(Recommended list) {
        return list.algorithm() == Algorithm.POPULAR ? "popular" : "instant";
    }
}
