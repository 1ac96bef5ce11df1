package io.cineai.functions.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FunctionsTableTest {
    private static final Path README = Path.of("../../README.md");

    @Test
    void theReadmesTableSaysWhatTheManifestSays() throws IOException {
        List<String> manifest = Manifest.read().functions().entrySet().stream()
                .map(function -> row(function.getKey(), function.getValue()))
                .toList();

        List<String> readme = Files.readAllLines(README).stream()
                .dropWhile(line -> !line.startsWith("| function | schedule"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();

        assertEquals(manifest, readme);
    }

    private static String row(String name, Manifest.Entry function) {
        String schedule = function.ticks().stream()
                .map(tick -> "`" + tick.schedule() + "`")
                .collect(Collectors.joining(", "));
        return "| `" + name + "` | " + (schedule.isEmpty() ? "" : schedule + " ") + "| " + function.does() + " |";
    }
}
