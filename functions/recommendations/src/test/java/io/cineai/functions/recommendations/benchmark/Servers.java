package io.cineai.functions.recommendations.benchmark;

import io.cineai.functions.recommendations.benchmark.BareServer.Reading;
import io.cineai.testkit.FunctionProcess;
import io.cineai.testkit.MeasuredProcess;
import io.cineai.testkit.Packaging;
import io.cineai.testkit.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts the servers that are compared, on one database, each a process of its own with as many connections. */
final class Servers {
    /** As every function has by default. */
    static final int POOL_SIZE = 8;

    private static final Path NODE_SOURCES = Path.of("src", "test", "node");
    private static final Path NODE_BUILT = Path.of("target", "node");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int INSTALLED_WITHIN_MINUTES = 3;

    private final Path logs;
    private final TestPostgres database;

    Servers(Path logs, TestPostgres database) {
        this.logs = logs;
        this.database = database;
    }

    /** A server and where it listens. */
    record Server(MeasuredProcess process, int port) implements AutoCloseable {
        @Override
        public void close() {
            process.close();
        }
    }

    /** @param tokens how it is told whose tokens are good */
    Server ours(Map<String, String> tokens) throws Exception {
        return ours(Packaging.fastJar(), tokens);
    }

    Server ours(Packaging packaging, Map<String, String> tokens) throws Exception {
        int port = FunctionProcess.freePort();
        Map<String, String> environment = environment(tokens);
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        return ready(port, MeasuredProcess.of(log(), environment, packaging.command()));
    }

    /** Of the read function, all but its port. */
    Map<String, String> environment(Map<String, String> tokens) {
        Map<String, String> environment = new HashMap<>(tokens);
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", TestPostgres.READER);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", "unused");
        return environment;
    }

    Server bare(Reading reading, String user) throws Exception {
        int port = FunctionProcess.freePort();
        List<String> arguments = List.of(
                "-cp",
                System.getProperty("java.class.path"),
                BareServer.class.getName(),
                String.valueOf(port),
                database.reactiveUrl(),
                user,
                reading.name());
        return ready(port, MeasuredProcess.java(log(), Map.of(), arguments));
    }

    /** Empty where there is no Node, or where its libraries are not to be had. */
    Optional<Server> node(Map<String, String> tokens) throws Exception {
        Optional<Packaging> node = node();
        if (node.isEmpty()) return Optional.empty();
        int port = FunctionProcess.freePort();
        Map<String, String> environment = new HashMap<>(nodeEnvironment(tokens));
        environment.put("PORT", String.valueOf(port));
        return Optional.of(
                ready(port, MeasuredProcess.of(log(), environment, node.get().command())));
    }

    static Optional<Packaging> node() throws Exception {
        if (!isOnPath("node") || !isOnPath("npm") || !hasLibraries()) return Optional.empty();
        List<String> command = List.of("node", NODE_BUILT.resolve("server.js").toString());
        return Optional.of(Packaging.of("Node, fastify and pg", command, NODE_BUILT));
    }

    /** All but its port. */
    Map<String, String> nodeEnvironment(Map<String, String> tokens) {
        return Map.of(
                "NODE_ENV",
                "production",
                "DATABASE_URL",
                database.reactiveUrl().replace("://", "://" + TestPostgres.READER + "@"),
                "POOL_SIZE",
                String.valueOf(POOL_SIZE),
                "JWKS_FILE",
                Path.of(URI.create(tokens.get("CINEAI_AUTH_JWKS_URL"))).toString(),
                "ISSUER",
                tokens.get("CINEAI_AUTH_ISSUER"));
    }

    private Path log() throws IOException {
        return Files.createTempFile(logs, "server", ".log");
    }

    private static Server ready(int port, MeasuredProcess process) throws Exception {
        return new Server(process.awaiting(PATIENCE, () -> listens(port)), port);
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Installs them into the build folder; those that are there already stay. */
    private static boolean hasLibraries() throws IOException, InterruptedException {
        Files.createDirectories(NODE_BUILT);
        for (String file : List.of("package.json", "server.js"))
            Files.copy(NODE_SOURCES.resolve(file), NODE_BUILT.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        Process npm = new ProcessBuilder(
                        "npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--fetch-retries=1")
                .directory(NODE_BUILT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(NODE_BUILT.resolve("install.log").toFile())
                .start();
        if (npm.waitFor(INSTALLED_WITHIN_MINUTES, TimeUnit.MINUTES)) return npm.exitValue() == 0;
        npm.destroy();
        return false;
    }
}
