package io.cineai.usecase;

import io.cineai.store.queue.Doorbell;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/**
 * Drains the queue whenever somebody rings. Where this process is configured to listen, from its start; off by default: a schedule does
 * without.
 */
@ApplicationScoped
public class AnswerDoorbell {
    private static final Logger LOG = Logger.getLogger(AnswerDoorbell.class);
    private static final Duration SAID_EVERY = Duration.ofMinutes(1);
    private static final Duration HEARD_FOR = Duration.ofMinutes(3);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LAST_RETRY = Duration.ofSeconds(5);

    /** A drain goes on while changes come; a report a minute tells what it does. */
    private static final DrainQueue.Request UNTIL_IT_IS_QUIET = new DrainQueue.Request(null, null, null, 60);

    private final Doorbell doorbell;
    private final DrainQueue drain;
    private final QueueConfig config;
    private final List<Cancellable> underWay = new CopyOnWriteArrayList<>();

    AnswerDoorbell(Doorbell doorbell, DrainQueue drain, QueueConfig config) {
        this.doorbell = doorbell;
        this.drain = drain;
        this.config = config;
    }

    void begin(@Observes StartupEvent started) {
        if (config.doorbell()) listen();
    }

    /** From now on; who listens already goes on. */
    public synchronized void listen() {
        if (!underWay.isEmpty()) return;
        underWay.add(Multi.createFrom()
                .ticks()
                .every(SAID_EVERY)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> listening())
                .subscribe()
                .with(said -> {}));
        underWay.add(doorbell.rings()
                .onFailure()
                .invoke(why -> LOG.warnf("nobody hears the doorbell for a moment: %s", why.getMessage()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LAST_RETRY)
                .indefinitely()
                // What rings while a drain runs is one ring after it.
                .onOverflow()
                .dropPreviousItems()
                .onItem()
                .transformToUniAndConcatenate(
                        ring -> listening().chain(() -> tolerant("draining", drain.run(UNTIL_IT_IS_QUIET))))
                .subscribe()
                .with(answered -> {}));
    }

    /** Also at each ring, and the first comes when the connection is there: the database may not have been when this began. */
    private Uni<Void> listening() {
        return tolerant("saying so", doorbell.answered(HEARD_FOR));
    }

    void end(@Observes ShutdownDelayInitiatedEvent ending) {
        underWay.forEach(Cancellable::cancel);
    }

    /** A run that fails has told so in its own row; the bell goes on. */
    private static Uni<Void> tolerant(String what, Uni<?> work) {
        return work.replaceWithVoid()
                .onFailure()
                .invoke(why -> LOG.warnf("answering the doorbell, %s: %s", what, why.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
