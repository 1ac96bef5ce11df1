package io.cineai.function;

import java.util.Optional;
import java.util.UUID;

/** Ids as they are written: Java would also take {@code 1-1-1-1-1} for one. */
final class Ids {
    private Ids() {}

    static Optional<UUID> parse(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equalsIgnoreCase(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
