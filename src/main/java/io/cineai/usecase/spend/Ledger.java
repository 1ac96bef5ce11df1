package io.cineai.usecase.spend;

import io.cineai.budget.Usage;
import io.cineai.usecase.RunReport.Llm;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** What one run asked and paid so far, and whether it was told to stop. Safe for concurrent use. */
public final class Ledger {
    private long calls;
    private Usage usage = Usage.NONE;
    private BigDecimal usd = BigDecimal.ZERO;
    private Optional<Instant> closedUntil = Optional.empty();
    private boolean stopped;

    public synchronized void add(Usage used, BigDecimal cost) {
        calls++;
        usage = usage.plus(used);
        usd = usd.add(cost);
    }

    /** No more calls in this run: money or provider say no until then. */
    public synchronized void close(Instant until) {
        closedUntil = closedUntil.filter(known -> known.isAfter(until)).or(() -> Optional.of(until));
        stopped = true;
    }

    /** No more calls in this run: something is wrong that time does not mend. */
    public synchronized void stop() {
        stopped = true;
    }

    public synchronized boolean isStopped() {
        return stopped;
    }

    public synchronized Llm total() {
        return new Llm(
                calls,
                usage.input() + usage.cacheWrite() + usage.cacheWrite1h(),
                usage.output(),
                usage.cacheRead(),
                usd.doubleValue(),
                closedUntil.map(Instant::toString).orElse(""));
    }
}
