package io.cineai.usecase.list;

import io.cineai.recommend.Algorithm;
import io.cineai.recommend.Diversity;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How lists are made where a call does not say otherwise. */
@ConfigMapping(prefix = "cineai.recommend")
public interface RecommendConfig {
    /** Films in a list. Range 1 to 200. */
    @WithDefault("50")
    int listSize();

    /** See {@link Algorithm}. */
    @WithDefault("hybrid")
    Algorithm algorithm();

    /** Range 0 (relevance only) to 1. */
    @WithDefault("0.4")
    double diversityFactor();

    /** What the diversity factor asks for, see {@link Diversity}. */
    @WithDefault("mmr")
    Diversity diversity();

    /** Whether rows carry reasons. */
    @WithDefault("true")
    boolean explanations();

    /** How old a list may be before it is due. */
    @WithDefault("1h")
    Duration maxAge();

    /** How long a list is promised to be fresh after it was checked; readers call it stale after that. */
    @WithDefault("6h")
    Duration freshFor();

    /** False: only likes count, all alike, as in the protocols of the literature. */
    @WithDefault("true")
    boolean graded();

    /** How much less old opinions count, see {@code TasteProfile.of}. 0: all alike. */
    @WithDefault("1.75")
    double recencyDecay();
}
