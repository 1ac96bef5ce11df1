package io.cineai.usecase.spend;

import io.cineai.usecase.Tally;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Asks several questions at a time, each lane one after the other.
 *
 * @param count of lanes, 1 or more
 */
public record InLanes(int count) {

    /**
     * The first question goes alone: what it makes the provider remember is cheaper for those that follow.
     *
     * @param next takes up one item; nothing where there is none
     * @param enough whether no more are to be taken up
     */
    public Uni<Tally> all(Supplier<Uni<Tally>> next, BooleanSupplier enough) {
        return next.get().chain(first -> Uni.join()
                .all(IntStream.range(0, count)
                        .mapToObj(lane -> lane(next, enough))
                        .toList())
                .andCollectFailures()
                .map(tallies -> tallies.stream().reduce(first, Tally::plus)));
    }

    private static Uni<Tally> lane(Supplier<Uni<Tally>> next, BooleanSupplier enough) {
        return Multi.createBy()
                .repeating()
                .uni(() -> next.get())
                .whilst(done -> !enough.getAsBoolean())
                .collect()
                .in(ArrayList<Tally>::new, List::add)
                .map(tallies -> tallies.stream().reduce(Tally.NOTHING, Tally::plus));
    }
}
