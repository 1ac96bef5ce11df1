package io.cineai.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A process of ours and what it costs, by {@code /proc}: Linux only. It is ended by its handle. */
public final class MeasuredProcess implements AutoCloseable {
    /** What {@code /proc} counts CPU in; 100 on every Linux that Java runs on. */
    private static final double TICKS_A_SECOND = 100;

    private static final int ENDS_WITHIN_SECONDS = 30;
    private static final Set<String> OF_A_CONTAINER = Set.of("PATH", "HOME", "LANG", "TZ");

    private final Process process;
    private final Path log;

    private MeasuredProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** A JVM as a deployment starts it: nothing said about its compiler or its heap. */
    public static MeasuredProcess java(Path log, Map<String, String> environment, List<String> arguments)
            throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return of(
                log,
                environment,
                Stream.concat(Stream.of(java), arguments.stream()).toList());
    }

    /** In an environment as small as a container's: each variable of it takes time at the start, and some of ours would be obeyed. */
    public static MeasuredProcess of(Path log, Map<String, String> environment, List<String> command)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(OF_A_CONTAINER);
        builder.environment().put("HOSTNAME", "measured");
        builder.environment().putAll(environment);
        return new MeasuredProcess(
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
    }

    /** Waits until it is ready; fails with its log where it ends before, or takes longer than that. */
    public MeasuredProcess awaiting(Duration patience, BooleanSupplier isReady)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!isReady.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new IllegalStateException("not ready:\n" + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return this;
    }

    public String log() throws IOException {
        return Files.readString(log);
    }

    public double cpuSeconds() {
        return cpuSeconds(process.pid());
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long peakMegabytes() throws IOException {
        return megabytes("VmHWM");
    }

    public long residentMegabytes() throws IOException {
        return megabytes("VmRSS");
    }

    private long megabytes(String field) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(line -> line.startsWith(field + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /** CPU of a process that is not ours and of its children, those that ended included. */
    public static double cpuSecondsOfTree(long pid) {
        double ended = ticks(pid, 13) + ticks(pid, 14);
        double alive = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .mapToDouble(child -> cpuSeconds(child.pid()))
                .sum();
        return cpuSeconds(pid) + ended / TICKS_A_SECOND + alive;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException asked) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    public static double cpuSeconds(long pid) {
        return (ticks(pid, 11) + ticks(pid, 12)) / TICKS_A_SECOND;
    }

    /** CPU of all processes and of the kernel, on all cores; also what a virtual machine wanted and did not get. */
    public static double cpuSecondsOfMachine() {
        try {
            String[] all = Files.readAllLines(Path.of("/proc", "stat")).get(0).split(" +");
            return IntStream.of(1, 2, 3, 6, 7, 8)
                            .mapToLong(field -> Long.parseLong(all[field]))
                            .sum()
                    / TICKS_A_SECOND;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Fields count from the state, which follows the name in parentheses: 11 user, 12 system, 13 and 14 of ended children. */
    private static long ticks(long pid, int field) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[field]);
        } catch (IOException unreadable) {
            boolean ended =
                    ProcessHandle.of(pid).isEmpty(); // before its file was looked for, or between that and the read
            if (ended) return 0;
            throw new UncheckedIOException(unreadable);
        }
    }
}
