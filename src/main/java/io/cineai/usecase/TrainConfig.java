package io.cineai.usecase;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the similarity model is learned, see {@code train.Ease}. */
@ConfigMapping(prefix = "cineai.train")
interface TrainConfig {
    /** How little single users are believed. More than 0. */
    @WithDefault("300")
    double lambda();

    /** Strongest weights kept of each film's row. */
    @WithDefault("400")
    int keep();

    /** Largest side that is solved densely; memory is 16 bytes times its square. */
    @WithDefault("8000")
    int maxDense();
}
