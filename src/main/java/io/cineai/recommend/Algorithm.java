package io.cineai.recommend;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a list is made. Also says, as {@code algorithm_used}, what really ran. */
public enum Algorithm {
    /** The item model, with content similarity whose share decays as the history grows. */
    HYBRID,
    /** The item model alone. */
    COLLABORATIVE,
    /** What the films share: genres, people, keywords. */
    CONTENT,
    /** What most users like, first in the genres that the user chose. */
    POPULAR;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name outside Java: lower case. */
    public String label() {
        return label;
    }

    public static Optional<Algorithm> ofLabel(String label) {
        return Arrays.stream(values()).filter(it -> it.label().equals(label)).findFirst();
    }
}
