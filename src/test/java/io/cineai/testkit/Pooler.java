package io.cineai.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** PgBouncer in transaction mode before a test's database, where it is installed (Debian: package {@code pgbouncer}). */
public final class Pooler implements AutoCloseable {
    /** What a function must be told when it is behind one. */
    public static final Map<String, String> SETTINGS = Map.of(
            "QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_USE_LAYER7_PROXY",
            "true",
            "QUARKUS_DATASOURCE_REACTIVE_CACHE_PREPARED_STATEMENTS",
            "false");

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(10);

    /** It refuses to be root. */
    private static final String NOBODY = "nobody";

    private final Process process;
    private final Path folder;
    private final int port;

    private Pooler(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    public static boolean isInstalled() {
        return program().isPresent();
    }

    private static Optional<Path> program() {
        Stream<String> path = Stream.of(System.getenv("PATH").split(":"));
        return Stream.concat(path, Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** With so many connections to the database, which fewer than its clients share. */
    public static Pooler before(TestPostgres database, int connections) {
        try {
            int port = FunctionProcess.freePort();
            Path folder = Files.createTempDirectory("cineai-pooler");
            Path settings = folder.resolve("pgbouncer.ini");
            Files.writeString(settings, """
                    [databases]
                    %s = host=127.0.0.1 port=%d user=%s
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = any
                    pool_mode = transaction
                    default_pool_size = %d
                    max_client_conn = 200
                    server_login_retry = 1
                    ignore_startup_parameters = extra_float_digits
                    """.formatted(
                            database.name(), database.port(), TestPostgres.FUNCTION, port, connections));
            List<String> command =
                    new ArrayList<>(List.of(program().orElseThrow().toString()));
            if ("root".equals(System.getProperty("user.name"))) {
                command.addAll(List.of("-u", NOBODY));
                folder.toFile().setExecutable(true, false);
                folder.toFile().setReadable(true, false);
            }
            command.add(settings.toString());
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            Pooler pooler = new Pooler(process, folder, port);
            await("pgbouncer").atMost(STARTS_WITHIN).until(pooler::listens);
            return pooler;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    private boolean listens() throws IOException {
        if (!process.isAlive()) throw new AssertionError(Files.readString(folder.resolve("log")));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        Files.deleteIfExists(folder.resolve("log"));
        Files.deleteIfExists(folder.resolve("pgbouncer.ini"));
        Files.deleteIfExists(folder);
    }
}
