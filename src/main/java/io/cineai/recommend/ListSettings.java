package io.cineai.recommend;

/**
 * What a list should be like.
 *
 * @param size films. Range 1 to 200.
 * @param diversityFactor range 0 (relevance only) to 1
 * @param diversity what it asks for
 * @param includeExplanations whether rows carry reasons
 */
public record ListSettings(
        int size, Algorithm algorithm, double diversityFactor, Diversity diversity, boolean includeExplanations) {
    public static final int MAX_SIZE = 200;

    public ListSettings {
        if (size < 1 || size > MAX_SIZE)
            throw new IllegalArgumentException("limit must be in [1, " + MAX_SIZE + "]: " + size);
        if (!(diversityFactor >= 0 && diversityFactor <= 1))
            throw new IllegalArgumentException("diversityFactor must be in [0, 1]: " + diversityFactor);
    }

    public ListSettings(int size, Algorithm algorithm, double diversityFactor, boolean includeExplanations) {
        this(size, algorithm, diversityFactor, Diversity.MMR, includeExplanations);
    }

    /** Of lists that everybody reads: relevance alone orders them, and they speak of nobody's taste. */
    public static ListSettings forEverybody(int size, Algorithm algorithm) {
        return new ListSettings(size, algorithm, 0, false);
    }

    /** Equal exactly where two lists were asked for alike; what {@code recommendation_feeds.made_with} begins with. */
    public String fingerprint() {
        return algorithm.label() + "/" + size + "/" + diversityFactor
                + (diversity == Diversity.MMR ? "" : "/" + diversity.label())
                + (includeExplanations ? "/explained" : "/bare");
    }
}
