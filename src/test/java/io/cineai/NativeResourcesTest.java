package io.cineai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** A native executable holds those files of the class path only that it is told of. */
class NativeResourcesTest {
    private static final Path RESOURCES = Path.of("main/resources");
    private static final Path CONFIG =
            RESOURCES.resolve("META-INF/native-image/io.cineai/cineai-core/resource-config.json");

    @Test
    void everyFileOfTheLibraryIsInANativeExecutable() throws IOException {
        List<Pattern> told = patterns();
        List<String> files = files();

        assertFalse(files.isEmpty());
        assertEquals(
                List.of(),
                files.stream()
                        .filter(file ->
                                told.stream().noneMatch(it -> it.matcher(file).matches()))
                        .toList());
    }

    private static List<Pattern> patterns() throws IOException {
        JsonNode includes = new ObjectMapper().readTree(CONFIG.toFile()).at("/resources/includes");
        return StreamSupport.stream(includes.spliterator(), false)
                .map(include -> Pattern.compile(include.required("pattern").textValue()))
                .toList();
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(RESOURCES.resolve("io"))) {
            return all.filter(Files::isRegularFile)
                    .map(file -> RESOURCES.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }
}
