package io.cineai.functions.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.functions.console.Manifest;
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

        assertEquals(manifest, tableOf("| function | schedule"));
    }

    @Test
    void theReadmesExamplesAreThoseOfTheManifest() throws IOException {
        List<String> manifest = Manifest.read().functions().entrySet().stream()
                .map(function -> examples(function.getKey(), function.getValue()))
                .toList();

        assertEquals(manifest, tableOf("| function | events to try"));
    }

    private static List<String> tableOf(String heading) throws IOException {
        return Files.readAllLines(README).stream()
                .dropWhile(line -> !line.startsWith(heading))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static String examples(String name, Manifest.Entry function) {
        String cells = function.examples().stream()
                .map(example -> "`" + (example.isTextual() ? example.asText() : example.toString()) + "`")
                .collect(Collectors.joining("<br>"));
        return "| `" + name + "` | " + cells + " |";
    }

    private static String row(String name, Manifest.Entry function) {
        String schedule = function.ticks().stream()
                .map(tick -> "`" + tick.schedule() + "`")
                .collect(Collectors.joining(", "));
        return "| `" + name + "` | " + (schedule.isEmpty() ? "" : schedule + " ") + "| " + function.does() + " |";
    }
}
