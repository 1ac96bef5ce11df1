package io.cineai.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A packaged function as the process that it is when deployed, for tests that end it in unkind ways. Its native executable where
 * {@code cineai.test.native} says so.
 */
public final class FunctionProcess implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final Path HERE = Path.of("");
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    static final boolean IS_NATIVE = Boolean.getBoolean("cineai.test.native");

    private final Process process;
    private final Path terminal;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private FunctionProcess(Process process, Path terminal, int port) {
        this.process = process;
        this.terminal = terminal;
        this.port = port;
    }

    /** Starts this module's package, on a free port. */
    public static FunctionProcess start(Map<String, String> environment, String... jvmOptions) {
        return start(command(HERE, jvmOptions), environment);
    }

    /** Likewise, by a command that runs another, see {@link Confined}. */
    public static FunctionProcess startBy(List<String> prefix, Map<String, String> environment, String... jvmOptions) {
        return start(joined(prefix, command(HERE, jvmOptions)), environment);
    }

    /** Starts this module's package with arguments of its own. */
    public static FunctionProcess startWith(List<String> arguments, Map<String, String> environment) {
        return start(joined(command(HERE), arguments), environment);
    }

    /** Starts the package of a neighbouring module, on a free port. */
    public static FunctionProcess startNeighbour(String module, Map<String, String> environment, String... jvmOptions) {
        return start(command(Path.of("..", module), jvmOptions), environment);
    }

    /** Starts whatever package this command is of. */
    public static FunctionProcess start(List<String> command, Map<String, String> environment) {
        try {
            int port = freePort();
            Path terminal = Files.createTempFile("cineai-function", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(terminal.toFile());
            builder.environment().keySet().removeIf(name -> name.matches("(CINEAI|QUARKUS|OTEL)_.*|.*_API_KEY"));
            builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
            builder.environment().putAll(environment);
            return new FunctionProcess(builder.start(), terminal, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Path module, String... jvmOptions) {
        if (IS_NATIVE) return List.of(executable(module));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-jar", module.resolve(JAR).toAbsolutePath().toString()));
        return command;
    }

    private static List<String> joined(List<String> first, List<String> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }

    private static String executable(Path module) {
        Path target = module.resolve("target").toAbsolutePath();
        try (Stream<Path> built = Files.list(target)) {
            return built.map(Path::toString)
                    .filter(file -> file.endsWith("-runner"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no executable in " + target));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public FunctionProcess awaitLive() {
        return awaitOk("/q/health/live");
    }

    public FunctionProcess awaitReady() {
        return awaitOk("/q/health/ready");
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public HttpResponse<String> post(String path, String body, String... headers) {
        return send(request(path, headers).POST(BodyPublishers.ofString(body)));
    }

    /** Does not wait for the answer. */
    public CompletableFuture<HttpResponse<String>> posted(String path, String body, String... headers) {
        return http.sendAsync(
                request(path, headers).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    /** Ends it at once, as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        exitWithin(Duration.ofSeconds(10));
    }

    /** Asks it to end, as {@code kill -15} does. */
    public void terminate() {
        process.destroy();
    }

    /** Stops it where it is, as {@code kill -STOP} does. */
    public void suspend() {
        signal("STOP");
    }

    /** Lets it go on, as {@code kill -CONT} does. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            if (code != 0) throw new AssertionError("kill -" + name + " ends with " + code);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The exit code. */
    public int exitWithin(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS))
                throw new AssertionError("still runs after " + patience + "\n" + terminal());
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whether it answers now. */
    public boolean isLive() {
        try {
            return isOk("/q/health/live");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** All that it has printed. */
    public String terminal() {
        try {
            return Files.readString(terminal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end, and sees to it. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS))
                process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(terminal);
    }

    private FunctionProcess awaitOk(String path) {
        await(path).atMost(STARTS_WITHIN).pollInterval(Duration.ofMillis(50)).until(() -> {
            if (!process.isAlive()) throw new AssertionError("ended by itself\n" + terminal());
            return isOk(path);
        });
        return this;
    }

    private boolean isOk(String path) throws InterruptedException {
        try {
            return http.send(request(path).GET().build(), BodyHandlers.ofString())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofMinutes(3));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
