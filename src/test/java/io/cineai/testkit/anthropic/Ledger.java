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

    /**
     * A request, whatever came of it.
     *
     * @param came when it came in; answered: when it was known what came of it
     * @param status 0: no answer was given
     */
    public record Seen(Instant came, Instant answered, String path, int status) {}

    public void bill(Billed call) {
        billed.add(call);
    }

    public void see(Instant came, String path, int status) {
        seen.add(new Seen(came, Instant.now(), path, status));
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

    /** Requests for one address, whatever came of them. */
    public long seen(String path) {
        return seen.stream().filter(it -> it.path().equals(path)).count();
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
