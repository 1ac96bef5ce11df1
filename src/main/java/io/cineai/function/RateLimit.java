package io.cineai.function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts each caller's requests of a minute, in this process alone: a bound on what one of them can take from all. */
final class RateLimit {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int REMEMBERED = 100_000;

    private final int most;
    private final Cache<UUID, Window> windows = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(MINUTE)
            .build();

    private record Window(long began, AtomicInteger requests) {
        int secondsLeft() {
            return (int) Math.max(1, MINUTE.toSeconds() - (System.nanoTime() - began) / 1_000_000_000);
        }
    }

    /** @param most a minute; 0: no limit */
    RateLimit(int most) {
        this.most = most;
    }

    /** Seconds until this caller may come again; 0 where it may now. */
    int wait(UUID caller) {
        if (most == 0) return 0;
        Window window = windows.getIfPresent(caller);
        if (window == null) window = windows.get(caller, first -> new Window(System.nanoTime(), new AtomicInteger()));
        return window.requests().incrementAndGet() <= most ? 0 : window.secondsLeft();
    }
}
