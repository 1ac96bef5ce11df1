package io.cineai.testkit;

import io.smallrye.config.SmallRyeConfigBuilder;

/** What is so where nothing is configured. */
public final class Defaults {
    private Defaults() {}

    public static <T> T of(Class<T> config) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(config)
                .build()
                .getConfigMapping(config);
    }
}
