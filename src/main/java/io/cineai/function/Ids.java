package io.cineai.function;

import java.util.Optional;
import java.util.UUID;

/** Ids as they are written: Java would also take {@code 1-1-1-1-1} for one. */
final class Ids {
    private static final int LENGTH = 36;

    private Ids() {}

    static Optional<UUID> parse(String text) {
        if (text.length() != LENGTH) return Optional.empty();
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
