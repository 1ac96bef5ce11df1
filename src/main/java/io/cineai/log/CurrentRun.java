package io.cineai.log;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.context.spi.ThreadContextProvider;
import org.eclipse.microprofile.context.spi.ThreadContextSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Which run the work on this thread belongs to. It travels with every step of a chain, whatever thread takes the step, because Mutiny's
 * steps carry what a provider like this one names. The map of Vert.x contexts would not do: the lanes of a run share one context and end
 * at different times, and units of work have contexts of their own.
 */
public final class CurrentRun implements ThreadContextProvider {
    private static final ThreadLocal<@Nullable Run> CURRENT = new ThreadLocal<>();

    public static Optional<Run> get() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Every step of the work is part of the run; what comes after it is not. */
    public static <T> Uni<T> within(Run run, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Run before = CURRENT.get();
            CURRENT.set(run);
            try {
                return work.get();
            } finally {
                CURRENT.set(before);
            }
        });
    }

    /** For what is handed to another thread by other means than Mutiny's. */
    public static Runnable carriedTo(Runnable work) {
        Run here = CURRENT.get();
        return () -> {
            Run there = CURRENT.get();
            CURRENT.set(here);
            try {
                work.run();
            } finally {
                CURRENT.set(there);
            }
        };
    }

    @Override
    public ThreadContextSnapshot currentContext(Map<String, String> properties) {
        return snapshot(CURRENT.get());
    }

    @Override
    public ThreadContextSnapshot clearedContext(Map<String, String> properties) {
        return snapshot(null);
    }

    private static ThreadContextSnapshot snapshot(@Nullable Run run) {
        return () -> {
            Run before = CURRENT.get();
            CURRENT.set(run);
            return () -> CURRENT.set(before);
        };
    }

    @Override
    public String getThreadContextType() {
        return "cineai-run";
    }
}
