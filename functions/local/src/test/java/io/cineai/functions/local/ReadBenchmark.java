package io.cineai.functions.local;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.functions.local.LoadGenerator.Reader;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a read costs the packaged read function, all it does included, and what it would cost a server that does the least. */
class ReadBenchmark {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int WARM_UP = 30_000;
    private static final int MEASURED = 20_000;
    private static final int PAIRS = 7;

    private final MovieLensData data = MovieLensData.orSkip();

    @Test
    void aReadCostsLittleMoreThanTheLeast(@TempDir Path temp) throws Exception {
        double[] ratios = new double[PAIRS];

        try (RunningLocal local = RunningLocal.on(data.folder(), temp.resolve("local"), Map.of());
                LoadGenerator load = new LoadGenerator(ReadFunction.readers(local));
                Server ours = ours(local);
                Server bare = bare(local)) {
            System.out.println("| round | server | CPU µs a request | requests/s |");
            ours.measure("warm-up", load, WARM_UP);
            bare.measure("warm-up", load, WARM_UP);
            for (int pair = 0; pair < PAIRS; pair++) {
                double cost = ours.measure(String.valueOf(pair), load, MEASURED);
                ratios[pair] = cost / bare.measure(String.valueOf(pair), load, MEASURED);
                System.out.printf("| %d | ratio | %.2f | |%n", pair, ratios[pair]);
            }
            System.out.printf(
                    "peak memory: read function %d MB, bare server %d MB%n",
                    ours.process.peakMegabytes(), bare.process.peakMegabytes());
        }

        Arrays.sort(ratios);
        System.out.printf("median ratio %.2f (%.2f to %.2f)%n", ratios[PAIRS / 2], ratios[0], ratios[PAIRS - 1]);
        assertTrue(ratios[PAIRS / 2] <= 1.5, "a read costs " + ratios[PAIRS / 2] + " times the least");
    }

    private record Server(String name, MeasuredProcess process, int port, Function<Reader, String> path)
            implements AutoCloseable {
        /** CPU of this server, in microseconds a request. */
        double measure(String round, LoadGenerator load, int requests) throws Exception {
            double before = process.cpuSeconds();
            double requestsASecond = load.run(requests, port, path);
            double micros = (process.cpuSeconds() - before) / requests * 1e6;
            System.out.printf("| %s | %s | %.0f | %.0f |%n", round, name, micros, requestsASecond);
            return micros;
        }

        @Override
        public void close() {
            process.close();
        }
    }

    private static Server ours(RunningLocal local) throws Exception {
        int port = RunningLocal.freePort();
        Map<String, String> environment = ReadFunction.environment(local, port);
        MeasuredProcess process = MeasuredProcess.java(
                        local.folder().resolve("read.log"), environment, List.of("-jar", ReadFunction.JAR.toString()))
                .awaiting(PATIENCE, () -> listens(port));
        return new Server("recommendations", process, port, reader -> "/v1/recommendations");
    }

    private static Server bare(RunningLocal local) throws Exception {
        int port = RunningLocal.freePort();
        List<String> arguments = List.of(
                "-cp",
                System.getProperty("java.class.path"),
                BareServer.class.getName(),
                String.valueOf(port),
                local.databaseUrl());
        MeasuredProcess process = MeasuredProcess.java(local.folder().resolve("bare.log"), Map.of(), arguments)
                .awaiting(PATIENCE, () -> listens(port));
        return new Server("bare Vert.x", process, port, reader -> "/" + reader.user());
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
