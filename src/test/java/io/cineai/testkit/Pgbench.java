package io.cineai.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Postgres' own benchmark program, where it is installed: how quick the database itself is, with no program of ours before it. */
public final class Pgbench {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private Pgbench() {}

    public static boolean isInstalled() {
        return program().isPresent();
    }

    private static Optional<Path> program() {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "pgbench"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Each client runs the script so many times, prepared; how many times a second all of them did, connecting not counted. */
    public static double run(TestPostgres database, String user, String script, int clients, int times)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("cineai-pgbench", ".sql");
        try {
            Files.writeString(file, script);
            Process process = new ProcessBuilder(List.of(
                            program().orElseThrow().toString(),
                            "--no-vacuum",
                            "--protocol=prepared",
                            "--client=" + clients,
                            "--jobs=2",
                            "--transactions=" + times,
                            "--file=" + file,
                            "--host=localhost",
                            "--port=" + database.port(),
                            "--username=" + user,
                            database.name()))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) throw new AssertionError(said);
            Matcher rate = RATE.matcher(said);
            if (!rate.find()) throw new AssertionError(said);
            return Double.parseDouble(rate.group(1));
        } finally {
            Files.delete(file);
        }
    }
}
