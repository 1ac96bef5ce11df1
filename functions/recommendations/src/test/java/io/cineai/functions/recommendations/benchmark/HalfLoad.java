package io.cineai.functions.recommendations.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;

/** Latencies at a fixed rate, in windows. Where others keep the cores busy, they say how long one waits for a core. */
record HalfLoad(List<Window> windows) {
    private static final int WINDOWS = 5;
    /** Of all cores. */
    private static final double QUIET = 0.1;

    /**
     * @param p99 milliseconds
     * @param others what took no part, of all cores
     */
    private record Window(double p99, double others) {}

    static HalfLoad of(Load load, double aSecond, int seconds, DoubleSupplier others) throws Exception {
        System.out.printf("at half load, %.0f requests/s, %d s each, ms:%n", aSecond, seconds);
        System.out.println("| window | median | 95 % | 99 % | longest | others, of all cores |");
        System.out.println("|---|---|---|---|---|---|");
        List<Window> windows = new ArrayList<>();
        for (int number = 1; number <= WINDOWS; number++) windows.add(window(number, load, aSecond, seconds, others));
        return new HalfLoad(windows);
    }

    /** The median of the windows in which the machine was ours; empty where it never was. */
    OptionalDouble p99() {
        double[] quiet = windows.stream()
                .filter(window -> window.others() <= QUIET)
                .mapToDouble(Window::p99)
                .toArray();
        return quiet.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Rounds.median(quiet));
    }

    private static Window window(int number, Load load, double aSecond, int seconds, DoubleSupplier others)
            throws Exception {
        double before = others.getAsDouble();
        long start = System.nanoTime();
        long[] latencies = load.atRate(aSecond, (int) (aSecond * seconds));
        double ofOneCore = (others.getAsDouble() - before) / ((System.nanoTime() - start) / 1e9);
        Window window = new Window(
                millis(latencies, 0.99), ofOneCore / Runtime.getRuntime().availableProcessors());
        System.out.printf(
                "| %d | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
                number,
                millis(latencies, 0.5),
                millis(latencies, 0.95),
                window.p99(),
                millis(latencies, 1),
                window.others());
        return window;
    }

    private static double millis(long[] sorted, double part) {
        return sorted[(int) Math.ceil(part * sorted.length) - 1] / 1e6;
    }
}
