package io.cineai.functions.recommendations.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Random users reading their lists over connections that stay open, a thread each.
 *
 * @param requests what the users send, as bytes
 * @param status what they must be answered
 */
record Load(int port, List<byte[]> requests, int status) {
    private static final int CONNECTIONS = 32;
    private static final long SEED = 42;

    Load(int port, List<Reader> readers, Function<Reader, byte[]> request, int status) {
        this(port, readers.stream().map(request).toList(), status);
    }

    /** @param bytes of an answer, its head included */
    record Throughput(double requestsASecond, double bytes) {}

    /** Everybody once. */
    void everybody() throws Exception {
        AtomicInteger next = new AtomicInteger();
        onEachConnection((wire, random) -> {
            for (int at = next.getAndIncrement(); at < requests.size(); at = next.getAndIncrement())
                wire.exchange(requests.get(at), status);
        });
    }

    /** As fast as the answers come: each connection asks again when it is answered. */
    Throughput asFastAsItGoes(int times) throws Exception {
        AtomicInteger left = new AtomicInteger(times);
        AtomicLong bytes = new AtomicLong();
        double seconds = onEachConnection((wire, random) -> {
            long read = 0;
            while (left.getAndDecrement() > 0) read += wire.exchange(any(random), status);
            bytes.addAndGet(read);
        });
        return new Throughput(times / seconds, (double) bytes.get() / times);
    }

    /**
     * So many a second, whether answers come or not: a request that must wait for a connection has been waiting since it was due.
     * Latencies in nanoseconds, the shortest first.
     */
    long[] atRate(double aSecond, int times) throws Exception {
        long[] latencies = new long[times];
        AtomicInteger next = new AtomicInteger();
        long begin = System.nanoTime() + 50_000_000;
        onEachConnection((wire, random) -> {
            for (int at = next.getAndIncrement(); at < times; at = next.getAndIncrement()) {
                long due = begin + (long) (at * 1e9 / aSecond);
                byte[] request = any(random);
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime())
                    LockSupport.parkNanos(wait);
                wire.exchange(request, status);
                latencies[at] = System.nanoTime() - due;
            }
        });
        Arrays.sort(latencies);
        return latencies;
    }

    private byte[] any(SplittableRandom random) {
        return requests.get(random.nextInt(requests.size()));
    }

    private interface Work {
        void on(Wire wire, SplittableRandom random) throws IOException;
    }

    /** Seconds that it took, opening the connections not counted. */
    private double onEachConnection(Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        List<Wire> wires = new ArrayList<>();
        try {
            SplittableRandom random = new SplittableRandom(SEED);
            List<Callable<Void>> all = new ArrayList<>();
            for (int connection = 0; connection < CONNECTIONS; connection++) {
                Wire wire = new Wire(port);
                wires.add(wire);
                SplittableRandom own = random.split();
                all.add(() -> {
                    work.on(wire, own);
                    return null;
                });
            }
            long start = System.nanoTime();
            for (Future<Void> one : threads.invokeAll(all)) one.get();
            return (System.nanoTime() - start) / 1e9;
        } finally {
            threads.shutdownNow();
            for (Wire wire : wires) wire.close();
        }
    }
}
