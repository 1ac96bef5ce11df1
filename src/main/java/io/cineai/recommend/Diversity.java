package io.cineai.recommend;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a diversity factor asks for. */
public enum Diversity {
    /** Films that are unlike each other: {@link Diversifier}. */
    MMR,
    /** The user's own mix of genres and themes: {@link Calibrator}. */
    CALIBRATED;

    /** The name outside Java: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Diversity> ofLabel(String label) {
        return Arrays.stream(values()).filter(it -> it.label().equals(label)).findFirst();
    }
}
