package io.cineai.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is rendered from the manifest and kept in the tree, so that a person can read and run it as it is. */
final class Rendered {
    private Rendered() {}

    /** Fails where the file is not what is to be; writes it instead with {@code -Dcineai.render=true}. */
    static void mustBe(Path file, String text) throws IOException {
        if (Boolean.getBoolean("cineai.render")) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        }
        String there = Files.exists(file) ? Files.readString(file) : "";
        assertEquals(
                text,
                there,
                () -> file
                        + " is not what functions/functions.yaml says: ./mvnw -B test -pl deploy -Dcineai.render=true");
    }
}
