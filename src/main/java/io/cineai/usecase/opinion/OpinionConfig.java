package io.cineai.usecase.opinion;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Whether, and for whom, a language model has a say in lists. */
@ConfigMapping(prefix = "cineai.recommend.model")
public interface OpinionConfig {
    /** Off: no list wants an opinion, and none is heard. */
    @WithDefault("false")
    boolean enabled();

    /** For users with at least one opinion of a film and fewer than so many: whom one knows well, a model knows worse. */
    @WithDefault("20")
    int fewerThan();

    /** How long a user is left alone after having been asked about, whatever changed. */
    @WithDefault("1d")
    Duration atMostEvery();
}
