package io.cineai.monitor;

import java.util.Locale;

/** How bad a finding is, least first. */
public enum Severity {
    NOTICE,
    WARNING,
    CRITICAL;

    /** {@code alerts.severity}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Severity of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    public boolean isWorseThan(Severity other) {
        return compareTo(other) > 0;
    }
}
