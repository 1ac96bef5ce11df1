package io.cineai.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * From exec to the first answers of one function in several packagings, started in turn on one database: what counts is how they compare.
 * Resident memory is read after two hundred requests, of a process that was started for that.
 */
public final class Starts {
    private static final int STARTS = Integer.getInteger("cineai.starts", 20);
    private static final int REQUESTS = 200;
    private static final int TRAINING = 20;
    private static final String PORT = "QUARKUS_HTTP_PORT";
    private static final String LIVE = "/q/health/live";
    private static final byte[] ANSWERED = "HTTP/1.1 ".getBytes(StandardCharsets.US_ASCII);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double MEGABYTE = 1 << 20;

    private final Path log;
    private final Asked asked;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Contender> contenders = new LinkedHashMap<>();

    /** @param log where the processes write, each over the last */
    public Starts(Path log, Asked asked) {
        this.log = log;
        this.asked = asked;
    }

    /** What is asked of a process that has just started, and of a warm one. */
    public interface Asked {
        /** Whatever the next request needs in the database. */
        void arrange() throws Exception;

        HttpRequest request(int port);

        /** Whether the answer is a real one. */
        boolean isReal(HttpResponse<String> answer);
    }

    /**
     * What was seen of one packaging.
     *
     * @param live milliseconds from exec until it says that it lives, each start
     * @param answer the same until the first real answer
     * @param cpu seconds of processor until then
     * @param resident megabytes after two hundred requests
     */
    public record Seen(String name, long size, double[] live, double[] answer, double[] cpu, double resident) {
        public double medianToLive() {
            return median(live);
        }

        public double medianToAnswer() {
            return median(answer);
        }
    }

    private record Contender(Packaging packaging, Map<String, String> environment, String portVariable, String live) {}

    private record Start(double live, double answer, double cpu) {}

    public void add(Packaging packaging, Map<String, String> environment) {
        add(packaging, environment, PORT, LIVE);
    }

    /** For a server that is none of ours. */
    public void add(Packaging packaging, Map<String, String> environment, String portVariable, String live) {
        contenders.put(packaging.name(), new Contender(packaging, environment, portVariable, live));
    }

    /** Every one that was added, each start after one of every other. */
    public Map<String, Seen> run() throws Exception {
        Map<String, List<Start>> starts = new LinkedHashMap<>();
        for (int round = 0; round < STARTS; round++)
            for (Contender contender : contenders.values())
                starts.computeIfAbsent(contender.packaging().name(), name -> new ArrayList<>())
                        .add(start(contender));
        Map<String, Seen> seen = new LinkedHashMap<>();
        for (Contender contender : contenders.values()) {
            String name = contender.packaging().name();
            List<Start> all = starts.get(name);
            seen.put(
                    name,
                    new Seen(
                            name,
                            contender.packaging().size(),
                            column(all, Start::live),
                            column(all, Start::answer),
                            column(all, Start::cpu),
                            asked(REQUESTS, contender)));
        }
        print(seen.values());
        return seen;
    }

    /** Makes a process answer a few times, and ends it as a platform does. */
    public void train(List<String> command, Map<String, String> environment) throws Exception {
        Packaging training = new Packaging("training", command, 0);
        asked(TRAINING, new Contender(training, environment, PORT, LIVE));
    }

    private Start start(Contender contender) throws Exception {
        int port = FunctionProcess.freePort();
        asked.arrange();
        long begin = System.nanoTime();
        try (MeasuredProcess process = process(contender, port)) {
            untilLive(process, contender, port);
            double live = (System.nanoTime() - begin) / 1e6;
            answered(port);
            double answer = (System.nanoTime() - begin) / 1e6;
            return new Start(live, answer, process.cpuSeconds());
        }
    }

    /** Resident megabytes after so many requests. */
    private double asked(int requests, Contender contender) throws Exception {
        int port = FunctionProcess.freePort();
        try (MeasuredProcess process = process(contender, port)) {
            untilLive(process, contender, port);
            for (int request = 0; request < requests; request++) {
                asked.arrange();
                answered(port);
            }
            return process.residentMegabytes();
        }
    }

    private void answered(int port) throws Exception {
        HttpResponse<String> answer = http.send(asked.request(port), BodyHandlers.ofString());
        if (!asked.isReal(answer)) throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
    }

    private MeasuredProcess process(Contender contender, int port) throws IOException {
        Map<String, String> environment = new HashMap<>(contender.environment());
        environment.put(contender.portVariable(), String.valueOf(port));
        return MeasuredProcess.of(log, environment, contender.packaging().command());
    }

    private void untilLive(MeasuredProcess process, Contender contender, int port) throws Exception {
        byte[] request = ("GET " + contender.live() + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isAnswered(port, request)) {
            if (!process.isAlive() || System.nanoTime() > end)
                throw new IllegalStateException("no answer\n" + process.log());
            TimeUnit.MICROSECONDS.sleep(500);
        }
    }

    /** By a bare socket: a client with threads of its own would take of the processor that is measured. */
    private static boolean isAnswered(int port, byte[] request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request);
            byte[] status = socket.getInputStream().readNBytes(ANSWERED.length + 1);
            return status.length > ANSWERED.length
                    && Arrays.equals(ANSWERED, 0, ANSWERED.length, status, 0, ANSWERED.length)
                    && status[ANSWERED.length] < '5';
        } catch (IOException notYet) {
            return false;
        }
    }

    private static double[] column(List<Start> starts, ToDoubleFunction<Start> what) {
        return starts.stream().mapToDouble(what).toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void print(Iterable<Seen> all) {
        System.out.printf(
                "%d starts, one after the other, JDK %s%n| packaging | size | exec to live | to the first real answer | CPU to it | resident after %d requests |%n|---|---|---|---|---|---|%n",
                STARTS, Runtime.version().feature(), REQUESTS);
        for (Seen seen : all)
            System.out.printf(
                    "| %s | %.0f MB | %.0f ms | %.0f ms | %.2f s | %.0f MB |%n",
                    seen.name(),
                    seen.size() / MEGABYTE,
                    seen.medianToLive(),
                    seen.medianToAnswer(),
                    median(seen.cpu()),
                    seen.resident());
    }
}
