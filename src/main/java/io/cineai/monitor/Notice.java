package io.cineai.monitor;

import java.util.Locale;

/** One thing to tell the channel. */
public record Notice(Kind kind, Alert alert) {
    /** Why it is told now. */
    public enum Kind {
        /** It began. */
        STARTED,
        /** It is worse than was told. */
        WORSE,
        /** It still stands: a reminder. */
        STANDING,
        /** It is over. */
        OVER;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
