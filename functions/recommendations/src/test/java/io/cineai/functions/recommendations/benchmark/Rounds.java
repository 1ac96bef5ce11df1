package io.cineai.functions.recommendations.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Contenders measured in turn, again and again: machines are noisy, so what counts is how they compare within a round. */
final class Rounds {
    private final Map<String, Contender> contenders = new LinkedHashMap<>();
    private final Map<String, List<Cost>> costs = new LinkedHashMap<>();

    /** What a request costs: CPU in microseconds, of the server and of Postgres. */
    record Cost(double requestsASecond, double server, double postgres, double bytes) {
        double sum() {
            return server + postgres;
        }
    }

    interface Contender {
        Cost measure() throws Exception;
    }

    void add(String name, Contender contender) {
        contenders.put(name, contender);
        costs.put(name, new ArrayList<>());
    }

    boolean has(String name) {
        return costs.containsKey(name);
    }

    /** Every other round begins at the other end. */
    void run(int rounds) throws Exception {
        System.out.println("| round | | requests/s | server µs | Postgres µs | sum µs | bytes |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (int round = 1; round <= rounds; round++) {
            List<String> order = new ArrayList<>(contenders.keySet());
            if (round % 2 == 0) Collections.reverse(order);
            for (String name : order) {
                Cost cost = contenders.get(name).measure();
                costs.get(name).add(cost);
                print(String.valueOf(round), name, cost);
            }
        }
        costs.forEach((name, all) -> print("median", name, median(all)));
    }

    Cost median(String name) {
        return median(costs.get(name));
    }

    /** How the one compares with the other: the median over rounds. */
    double ratio(String one, String other, ToDoubleFunction<Cost> what) {
        return overRounds(round -> what.applyAsDouble(costs.get(one).get(round))
                / what.applyAsDouble(costs.get(other).get(round)));
    }

    /** How much more one costs than the other, in parts of what a third costs: the median over rounds. */
    double share(String more, String less, String of) {
        return overRounds(round ->
                (costs.get(more).get(round).sum() - costs.get(less).get(round).sum())
                        / costs.get(of).get(round).sum());
    }

    private double overRounds(IntToDoubleFunction each) {
        int rounds = costs.values().iterator().next().size();
        return median(IntStream.range(0, rounds).mapToDouble(each).toArray());
    }

    private static Cost median(List<Cost> all) {
        return new Cost(
                median(all, Cost::requestsASecond),
                median(all, Cost::server),
                median(all, Cost::postgres),
                median(all, Cost::bytes));
    }

    private static double median(List<Cost> all, ToDoubleFunction<Cost> what) {
        return median(all.stream().mapToDouble(what).toArray());
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void print(String round, String name, Cost cost) {
        System.out.printf(
                "| %s | %s | %.0f | %.1f | %.1f | %.1f | %.0f |%n",
                round, name, cost.requestsASecond(), cost.server(), cost.postgres(), cost.sum(), cost.bytes());
    }
}
