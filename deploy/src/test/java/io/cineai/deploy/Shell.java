package io.cineai.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A script of the tree, run to its end by the machine's own sh, with nothing of ours in its environment but what is given. */
record Shell(int status, String output) {
    private static final long WITHIN_SECONDS = 40;

    static Shell run(Map<String, String> environment, String script, String... arguments)
            throws IOException, InterruptedException {
        Process process = start(environment, script, arguments);
        CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> all(process));
        if (!process.waitFor(WITHIN_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("does not end: " + script + " " + List.of(arguments));
        }
        return new Shell(process.exitValue(), output.join());
    }

    private static String all(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Process start(Map<String, String> environment, String script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", script));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("CINEAI_")
                        || name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Skips the test, with a word, where this machine lacks what the script's own has. */
    static void needs(String... programs) {
        for (String program : programs)
            Assumptions.assumeTrue(
                    Stream.of(System.getenv("PATH").split(":"))
                            .anyMatch(it -> Files.isExecutable(Path.of(it, program))),
                    "not on this machine: " + program);
    }
}
