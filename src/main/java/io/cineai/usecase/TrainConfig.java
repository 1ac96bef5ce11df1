package io.cineai.usecase;

import io.cineai.train.Training;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.OptionalDouble;

/** How the similarity model is learned, see {@code train.Ease}. */
@ConfigMapping(prefix = "cineai.train")
public interface TrainConfig {
    /** How little single users are believed. More than 0; where unset, half the number of users, at least 10, at most 500. */
    OptionalDouble lambda();

    /** Strongest weights kept of each film's row. */
    @WithDefault("400")
    int keep();

    /** Rows that teach beside the users': features of films, and what users did after what. Range 0 and up; time grows with its cube. */
    @WithDefault("4000")
    int sideRows();

    /** Largest side that is solved densely; memory is 16 bytes times its square. */
    @WithDefault("8000")
    int maxDense();

    static Training of(TrainConfig config) {
        return new Training(config.lambda(), config.keep(), config.sideRows(), config.maxDense());
    }
}
