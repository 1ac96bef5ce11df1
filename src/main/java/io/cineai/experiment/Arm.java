package io.cineai.experiment;

import io.cineai.recommend.Algorithm;
import io.cineai.recommend.ListSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One way to make lists, and how many users get it. What it does not say is as configured.
 *
 * @param share of the sum of all arms' shares; 1 to 10,000
 * @param algorithm null: as configured
 * @param diversityFactor range 0 to 1; null: as configured
 */
public record Arm(
        String name,
        int share,
        @Nullable Algorithm algorithm,
        @Nullable Double diversityFactor) {
    static final int MOST = 10_000;

    public Arm {
        if (share < 1 || share > MOST)
            throw new IllegalArgumentException("share must be in [1, " + MOST + "]: " + share);
        if (diversityFactor != null && !(diversityFactor >= 0 && diversityFactor <= 1))
            throw new IllegalArgumentException("diversityFactor must be in [0, 1]: " + diversityFactor);
    }

    public ListSettings over(ListSettings configured) {
        return new ListSettings(
                configured.size(),
                Optional.ofNullable(algorithm).orElse(configured.algorithm()),
                Optional.ofNullable(diversityFactor).orElse(configured.diversityFactor()),
                configured.diversity(),
                configured.includeExplanations());
    }
}
