package io.cineai.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.functions.console.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestIsReadTest {
    @Test
    void itIsTheOneInTheTree() throws IOException {
        List<String> names = Files.readAllLines(Path.of("../functions/functions.yaml")).stream()
                .filter(line -> line.matches(" {2}[a-z-]+:"))
                .map(line -> line.strip().replace(":", ""))
                .toList();

        assertEquals(names, List.copyOf(Manifest.read().functions().keySet()));
    }
}
