package io.cineai.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A program of this machine that checks what is deployed better than we could. */
final class Tool {
    private Tool() {}

    static boolean isInstalled(String tool) {
        return Arrays.stream(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    /** What it prints; fails with what it complains of. */
    static String run(String... command) throws IOException, InterruptedException {
        Path complaints = Files.createTempFile("cineai-deploy", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(complaints.toFile())
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0)
                throw new AssertionError(List.of(command) + "\n" + output + Files.readString(complaints));
            return output;
        } finally {
            Files.deleteIfExists(complaints);
        }
    }
}
