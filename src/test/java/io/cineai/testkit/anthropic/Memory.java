package io.cineai.testkit.anthropic;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Beginnings of prompts that the provider remembers: those that were marked, once an answer to them has begun. */
final class Memory {
    private static final Duration SHORT = Duration.ofMinutes(5);
    private static final Duration LONG = Duration.ofHours(1);

    private final Map<String, Instant> keptUntil = new ConcurrentHashMap<>();

    /**
     * What of a prompt was remembered, and what was written to be.
     *
     * @param forAnHour instead of for five minutes
     */
    record Use(long read, long written, boolean forAnHour) {
        static final Use NONE = new Use(0, 0, false);
    }

    /** How much of the prompt is known, in tokens. */
    long known(Asked question, Instant now) {
        boolean known = isLongEnough(question)
                && keptUntil.getOrDefault(question.prefixHash(), Instant.MIN).isAfter(now);
        return known ? question.prefixTokens() : 0;
    }

    /** An answer begins. */
    Use use(Asked question, Instant now) {
        if (!isLongEnough(question)) return Use.NONE;
        long known = known(question, now);
        keptUntil.put(question.prefixHash(), now.plus(question.isMarkedForAnHour() ? LONG : SHORT));
        return new Use(known, question.prefixTokens() - known, question.isMarkedForAnHour());
    }

    void clear() {
        keptUntil.clear();
    }

    private static boolean isLongEnough(Asked question) {
        ModelTraits traits = ModelTraits.of(question.model()).orElseThrow();
        return question.isMarked() && question.prefixTokens() >= traits.cachedFrom();
    }
}
