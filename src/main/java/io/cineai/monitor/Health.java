package io.cineai.monitor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one service does, for all to see.
 *
 * @param latencyMs empty where there is nothing to time
 * @param why what is amiss; empty where it is healthy
 */
public record Health(
        String service, State state, Optional<Integer> latencyMs, Optional<String> why, Map<String, Object> figures) {

    /** All services of this status: as bad as the worst that was found of each. */
    public static List<Health> of(Status status, List<Finding> findings) {
        List<Health> all = new ArrayList<>();
        int answer = (int) status.database().toMillis();
        all.add(judged("database", Optional.of(answer), Map.of(), State.HEALTHY, findings));
        all.add(judged("queue", Optional.empty(), queue(status), State.HEALTHY, findings));
        all.add(judged("lists", Optional.empty(), lists(status), State.HEALTHY, findings));
        // What is spent and what an hour of calls came to is not for everybody.
        all.add(judged("budget", Optional.empty(), Map.of(), State.HEALTHY, findings));
        all.add(judged("monitor", Optional.empty(), Map.of(), State.HEALTHY, findings));
        for (Status.Analysis it : status.analyses())
            all.add(judged(it.service(), it.medianMs(), analysis(it), it.state(), findings));
        for (Status.Runs it : status.runs())
            if (all.stream().noneMatch(known -> known.service().equals(it.function())))
                all.add(judged(it.function(), Optional.empty(), Map.of(), State.HEALTHY, findings));
        return all;
    }

    private static Health judged(
            String service,
            Optional<Integer> latency,
            Map<String, Object> figures,
            State atLeast,
            List<Finding> findings) {
        List<Finding> own =
                findings.stream().filter(it -> it.service().equals(service)).toList();
        State state = own.stream().map(it -> State.of(it.severity())).reduce(atLeast, State::or);
        List<String> keys = own.stream().map(Finding::key).toList();
        Optional<String> why = keys.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", keys));
        return new Health(service, state, latency, why, figures);
    }

    private static Map<String, Object> queue(Status status) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("open", status.queue().open());
        figures.put("dead", status.queue().dead());
        status.queue().oldestChange().ifPresent(age -> figures.put("oldestSeconds", age.toSeconds()));
        return figures;
    }

    /** How many users there are is not for everybody. */
    private static Map<String, Object> lists(Status status) {
        Status.Lists lists = status.lists();
        return Map.of("stale", lists.stale(), "none", lists.none(), "half", lists.half());
    }

    private static Map<String, Object> analysis(Status.Analysis it) {
        return Map.of(
                "analyst", it.analyst(), "errorRate", it.errorRate(), "hitRate", it.hitRate(), "lookups", it.lookups());
    }
}
