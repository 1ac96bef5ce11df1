package io.cineai.function;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A key set in a file, which must be there from the start. */
record KeyFile(Path path, String variable) implements KeySource {
    KeyFile {
        try {
            readNow(path);
        } catch (UnreadableKeys unreadable) {
            throw new IllegalArgumentException(
                    variable + " must be a file with keys: " + path + ": " + unreadable.getMessage(), unreadable);
        }
    }

    @Override
    public Uni<PublicKeys> read() {
        return Uni.createFrom().item(() -> readNow(path)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static PublicKeys readNow(Path path) {
        try {
            return PublicKeys.of(Files.readString(path));
        } catch (IOException unreadable) {
            throw new UnreadableKeys(unreadable.getClass().getSimpleName());
        }
    }
}
