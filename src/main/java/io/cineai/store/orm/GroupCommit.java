package io.cineai.store.orm;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Writes together what is ready at the same time: who comes while all writers are busy goes with the next of them, and so do all who came
 * meanwhile. Nobody waits for company. Who was left out, or was in a group that failed, is written alone, so that nobody fails, or is kept
 * waiting, for another's sake.
 *
 * @param <T> what is written
 */
final class GroupCommit<T> {
    private final int writers;
    private final int most;
    private final Function<List<T>, Uni<Predicate<T>>> together;
    private final Function<T, Uni<Boolean>> alone;
    private final Queue<Waiting<T>> waiting = new ArrayDeque<>();
    private int busy;

    /**
     * @param writers groups in work at the same time
     * @param most how many a group has at the most
     * @param together writes a group, and tells who of it was written; waits for nobody
     * @param alone writes one, whatever it takes; false where it must not be written
     */
    GroupCommit(int writers, int most, Function<List<T>, Uni<Predicate<T>>> together, Function<T, Uni<Boolean>> alone) {
        this.writers = writers;
        this.most = most;
        this.together = together;
        this.alone = alone;
    }

    private record Waiting<T>(T item, UniEmitter<? super Boolean> answer) {}

    Uni<Boolean> write(T item) {
        return Uni.createFrom().emitter(answer -> {
            synchronized (this) {
                waiting.add(new Waiting<>(item, answer));
            }
            writeNext();
        });
    }

    private void writeNext() {
        List<Waiting<T>> group = nextGroup();
        if (group.isEmpty()) return;
        List<T> items = group.stream().map(Waiting::item).toList();
        Uni.createFrom()
                .deferred(() -> together.apply(items))
                .onTermination()
                .invoke(this::writerIsFree)
                .subscribe()
                .with(written -> group.forEach(it -> answer(it, written)), failure -> answer(group, failure));
    }

    private synchronized List<Waiting<T>> nextGroup() {
        List<Waiting<T>> group = new ArrayList<>(most);
        if (busy == writers || waiting.isEmpty()) return group;
        busy++;
        while (group.size() < most && !waiting.isEmpty()) group.add(waiting.remove());
        return group;
    }

    private void writerIsFree() {
        synchronized (this) {
            busy--;
        }
        writeNext();
    }

    private void answer(Waiting<T> one, Predicate<T> written) {
        if (written.test(one.item)) one.answer.complete(true);
        else alone(one);
    }

    private void answer(List<Waiting<T>> group, Throwable failure) {
        if (group.size() == 1) group.get(0).answer.fail(failure);
        else group.forEach(this::alone);
    }

    private void alone(Waiting<T> one) {
        Uni.createFrom().deferred(() -> alone.apply(one.item)).subscribe().with(one.answer::complete, one.answer::fail);
    }
}
