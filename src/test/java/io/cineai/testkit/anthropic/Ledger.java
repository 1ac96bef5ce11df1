package io.cineai.testkit.anthropic;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** What the provider would have billed, and every request that it saw. The oracle of the tests: it knows nothing of ours. */
public final class Ledger {
    private final List<Billed> billed = new CopyOnWriteArrayList<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    /**
     * An answer, billed.
     *
     * @param contentHash of the question, see {@link Asked#contentHash}
     * @param film title and year
     * @param function whose question it is
     * @param batch the batch that it was asked in, empty for a single call
     */
    public record Billed(
            Instant at,
            String contentHash,
            String film,
            String function,
            String model,
            String batch,
            long input,
            long cacheRead,
            long cacheWrite,
            long output,
            long thinking) {}

    /** A request, whatever came of it. status 0: no answer was given. */
    public record Seen(Instant at, String path, int status) {}

    void bill(Billed call) {
        billed.add(call);
    }

    void see(String path, int status) {
        seen.add(new Seen(Instant.now(), path, status));
    }

    public List<Billed> billed() {
        return List.copyOf(billed);
    }

    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** Requests for messages. */
    public List<Seen> messages() {
        return seen.stream().filter(it -> it.path().equals("/v1/messages")).toList();
    }

    /** How often each question was billed. */
    public Map<String, Long> billedByContent() {
        return billed.stream().collect(Collectors.groupingBy(Billed::contentHash, Collectors.counting()));
    }

    public long tokens() {
        return billed.stream()
                .mapToLong(it -> it.input() + it.cacheRead() + it.cacheWrite() + it.output())
                .sum();
    }

    public void clear() {
        billed.clear();
        seen.clear();
    }
}
