package io.cineai.functions.export;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** Gives the function under test a folder, and a secret for personal ones. */
public final class FolderForFunction implements QuarkusTestResourceLifecycleManager {
    static final String SECRET = "a secret of thirty-two characters";

    /** Not there until somebody exports. */
    static Path folder;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("cineai-edge").resolve("edge");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of("cineai.export.folder", folder.toString(), "cineai.export.secret", SECRET);
    }

    static void clear() throws IOException {
        if (!Files.exists(folder)) return;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(each);
        }
    }

    @Override
    public void stop() {
        try {
            clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
