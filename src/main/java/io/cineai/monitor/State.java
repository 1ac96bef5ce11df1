package io.cineai.monitor;

import java.util.Locale;

/** How a service does, as it is published. */
public enum State {
    HEALTHY,
    DEGRADED,
    FAILED;

    /** {@code ai_service_health.status}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static State of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    static State of(Severity severity) {
        return switch (severity) {
            case NOTICE -> HEALTHY;
            case WARNING -> DEGRADED;
            case CRITICAL -> FAILED;
        };
    }

    State or(State other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
