package io.cineai.store.orm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private static final IllegalStateException BROKEN = new IllegalStateException("broken");

    /** What carries contexts from step to step sets itself up at its first use, and not from several threads at a time. */
    @BeforeAll
    static void carryContexts() {
        Uni.createFrom().item(0).map(it -> it).await().indefinitely();
    }

    private final List<Group> groups = new ArrayList<>();
    private final List<Integer> alone = new ArrayList<>();

    /** A group that is being written until the test says how that ended. */
    private record Group(List<Integer> items, UniEmitter<? super Predicate<Integer>> end) {
        void isWritten() {
            isWritten(item -> true);
        }

        void isWritten(Predicate<Integer> whoever) {
            end.complete(whoever);
        }
    }

    /** Alone, even numbers may be written, odd ones may not, and those below 0 fail. */
    private GroupCommit<Integer> commit(int writers, int most) {
        return new GroupCommit<>(
                writers, most, items -> Uni.createFrom().emitter(end -> groups.add(new Group(items, end))), item -> {
                    alone.add(item);
                    if (item < 0) return Uni.createFrom().failure(BROKEN);
                    return Uni.createFrom().item(item % 2 == 0);
                });
    }

    private List<List<Integer>> items() {
        return groups.stream().map(Group::items).toList();
    }

    private static List<CompletableFuture<Boolean>> written(GroupCommit<Integer> commit, int... items) {
        return IntStream.of(items)
                .mapToObj(item -> commit.write(item).subscribeAsCompletionStage())
                .toList();
    }

    private static Throwable failureOf(CompletableFuture<Boolean> answer) {
        return assertThrows(CompletionException.class, () -> answer.getNow(null))
                .getCause();
    }

    @Test
    void whoComesAloneWaitsForNobody() {
        CompletableFuture<Boolean> answer = written(commit(2, 8), 1).get(0);

        groups.get(0).isWritten();

        assertEquals(List.of(List.of(1)), items());
        assertEquals(true, answer.getNow(false));
    }

    @Test
    void whoComesWhileAllAreBusyGoesWithTheNext() {
        GroupCommit<Integer> commit = commit(2, 3);
        written(commit, 0, 1, 2, 3, 4, 5, 6);
        assertEquals(List.of(List.of(0), List.of(1)), items());

        groups.get(0).isWritten();
        groups.get(2).isWritten();

        assertEquals(List.of(List.of(0), List.of(1), List.of(2, 3, 4), List.of(5, 6)), items());
    }

    @Test
    void whoWasLeftOutIsWrittenAlone() {
        List<CompletableFuture<Boolean>> answers = written(commit(1, 8), 0, 1, 2, 3, 4);
        groups.get(0).isWritten();

        groups.get(1).isWritten(item -> item == 1);

        assertEquals(List.of(2, 3, 4), alone);
        assertEquals(
                List.of(true, true, true, false, true),
                answers.stream().map(it -> it.getNow(null)).toList());
    }

    @Test
    void nobodyFailsForAnothersSake() {
        List<CompletableFuture<Boolean>> answers = written(commit(1, 8), 0, 2, -1);
        groups.get(0).isWritten();

        groups.get(1).end().fail(new IllegalStateException("the group"));

        assertEquals(true, answers.get(1).getNow(false));
        assertSame(BROKEN, failureOf(answers.get(2)));
    }

    @Test
    void whoFailsAloneIsNotTriedAgain() {
        CompletableFuture<Boolean> answer = written(commit(1, 8), 1).get(0);

        groups.get(0).end().fail(BROKEN);

        assertEquals(List.of(), alone);
        assertSame(BROKEN, failureOf(answer));
    }

    @Test
    void aWriterThatThrowsIsFreeAgain() {
        GroupCommit<Integer> commit = new GroupCommit<>(
                1,
                8,
                items -> {
                    throw BROKEN;
                },
                item -> Uni.createFrom().item(true));

        for (int turn = 0; turn < 2; turn++)
            assertSame(BROKEN, failureOf(written(commit, turn).get(0)));
    }

    @Test
    void fromManyThreadsEachIsWrittenOnceAndAnswered() throws Exception {
        AtomicInteger busy = new AtomicInteger();
        AtomicInteger busiest = new AtomicInteger();
        AtomicInteger largest = new AtomicInteger();
        Queue<Integer> seen = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            GroupCommit<Integer> commit = new GroupCommit<>(
                    2,
                    8,
                    items -> Uni.createFrom()
                            .item(() -> {
                                busiest.accumulateAndGet(busy.incrementAndGet(), Math::max);
                                largest.accumulateAndGet(items.size(), Math::max);
                                seen.addAll(items);
                                busy.decrementAndGet();
                                return (Predicate<Integer>) item -> true;
                            })
                            .runSubscriptionOn(threads),
                    item -> Uni.createFrom().failure(BROKEN));

            List<CompletableFuture<Boolean>> answers = IntStream.range(0, 2_000)
                    .mapToObj(item -> CompletableFuture.supplyAsync(
                                    () -> commit.write(item).subscribeAsCompletionStage(), threads)
                            .thenCompose(answer -> answer))
                    .toList();
            for (CompletableFuture<Boolean> answer : answers) assertEquals(true, answer.get(10, TimeUnit.SECONDS));
        } finally {
            threads.shutdown();
        }

        assertEquals(
                IntStream.range(0, 2_000).boxed().toList(),
                seen.stream().sorted().toList());
        assertTrue(busiest.get() <= 2, "writers: " + busiest);
        assertTrue(largest.get() > 1 && largest.get() <= 8, "of a group: " + largest);
    }
}
