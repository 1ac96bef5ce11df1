package io.cineai.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/**
 * Cheap starts for tests that start processes again and again: the classes of a first start, kept in an archive that the next ones map
 * into memory (JEP 350), and the first compiler only.
 */
public final class SharedArchive {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String QUICK = "-XX:TieredStopAtLevel=1";
    private static final String SMALL = "-XX:+UseSerialGC";

    private SharedArchive() {}

    /**
     * Starts once with options that record, ends it, and returns the options for all further starts of the same program. None for a native
     * executable.
     */
    public static String[] of(Function<String[], FunctionProcess> start) {
        if (FunctionProcess.IS_NATIVE) return new String[0];
        try {
            Path archive = Files.createTempDirectory("cineai-archive").resolve("classes.jsa");
            archive.toFile().deleteOnExit();
            try (FunctionProcess recorded =
                    start.apply(new String[] {"-XX:ArchiveClassesAtExit=" + archive, QUICK, SMALL})) {
                recorded.awaitLive().terminate();
                recorded.exitWithin(PATIENCE);
            }
            return new String[] {"-XX:SharedArchiveFile=" + archive, "-Xshare:auto", QUICK, SMALL};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
