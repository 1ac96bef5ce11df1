package io.cineai.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One way in which this module's function is packaged, and what starts it.
 *
 * @param size bytes of all that is deployed, the Java runtime not counted
 */
public record Packaging(String name, List<String> command, long size) {
    private static final Path TARGET = Path.of("target");
    private static final Path FAST_JAR = TARGET.resolve("quarkus-app");
    /** Where {@code -Dquarkus.package.jar.type=aot-jar -Dquarkus.package.output-directory=aot} puts it. */
    private static final Path AOT_JAR = TARGET.resolve("aot");

    private static final int FIRST_WITH_AOT_CACHES = 25;

    public static final String NATIVE = "native";
    public static final String FAST = "fast-jar";
    public static final String AOT = "aot-jar, trained cache";

    /** Of somebody else's server. */
    public static Packaging of(String name, List<String> command, Path folder) throws IOException {
        return new Packaging(name, command, sizeOf(folder));
    }

    /** Empty where none was built. */
    public static Optional<Packaging> executable() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            Optional<Path> built =
                    files.filter(file -> file.toString().endsWith("-runner")).findFirst();
            if (built.isEmpty()) return Optional.empty();
            Path executable = built.get().toAbsolutePath();
            return Optional.of(new Packaging(NATIVE, List.of(executable.toString()), Files.size(executable)));
        }
    }

    public static Packaging fastJar() throws IOException {
        return new Packaging(FAST, java("-jar", jarIn(FAST_JAR)), sizeOf(FAST_JAR));
    }

    /** Empty where none was built, or where this Java has no such caches. The cache is of all that {@code trained} makes it load. */
    public static Optional<Packaging> aotJar(Training trained) throws Exception {
        Path app = Files.exists(AOT_JAR.resolve("quarkus-app")) ? AOT_JAR.resolve("quarkus-app") : AOT_JAR;
        if (Runtime.version().feature() < FIRST_WITH_AOT_CACHES || !Files.exists(Path.of(jarIn(app))))
            return Optional.empty();
        Path cache = app.resolve("app.aot").toAbsolutePath();
        Files.deleteIfExists(cache);
        trained.run(java("-XX:AOTCacheOutput=" + cache, "-jar", jarIn(app)));
        if (!Files.exists(cache)) throw new IllegalStateException("training wrote no cache");
        return Optional.of(new Packaging(AOT, java("-XX:AOTCache=" + cache, "-jar", jarIn(app)), sizeOf(app)));
    }

    /** Starts it by this command, makes it do what it will be asked for, and ends it. */
    public interface Training {
        void run(List<String> command) throws Exception;
    }

    private static String jarIn(Path app) {
        return app.resolve("quarkus-run.jar").toAbsolutePath().toString();
    }

    private static List<String> java(String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Stream.concat(Stream.of(java), Stream.of(arguments)).toList();
    }

    private static long sizeOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
