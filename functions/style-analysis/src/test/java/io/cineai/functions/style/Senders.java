package io.cineai.functions.style;

import java.util.List;

/** Threads that would send telemetry. Those of an application that was tested before take a moment to end. */
final class Senders {
    private Senders() {}

    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.matches("(?i).*(BatchSpanProcessor|PeriodicMetricReader|otlp).*"))
                .toList();
    }
}
