package io.cineai.store.orm;

import io.cineai.log.CurrentRun;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Gives each unit of work a Vert.x context of its own. Hibernate Reactive insists on an event loop and keeps its session in the
 * context; callers, who decide on worker threads and serve several users at once, need know nothing of it.
 */
@ApplicationScoped
class EventLoop {
    private final Vertx vertx;

    EventLoop(Vertx vertx) {
        this.vertx = vertx;
    }

    <T> Uni<T> run(Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            VertxContextSafetyToggle.setContextSafe(own, true);
            Runnable unit = CurrentRun.carriedTo(() -> {
                try {
                    work.get().subscribe().with(emitter::complete, emitter::fail);
                } catch (RuntimeException refused) {
                    emitter.fail(refused);
                }
            });
            own.runOnContext(nothing -> unit.run());
        });
    }

    /** The work is one transaction of one session. */
    <T> Uni<T> inTransaction(Function<Mutiny.Session, Uni<T>> work) {
        return run(() -> Panache.withTransaction(() -> Panache.getSession().chain(work::apply)));
    }
}
