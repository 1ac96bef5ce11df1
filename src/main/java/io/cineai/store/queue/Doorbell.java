package io.cineai.store.queue;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Hears that somebody waits in the queue, on a connection of its own: channel {@code cineai_refresh}. Wants a session, so not through a
 * pooler in transaction mode. A ring that nobody heard is lost, by design: the queue is the truth, the bell a hurry.
 */
@ApplicationScoped
public class Doorbell {
    private static final String LISTEN = "listen cineai_refresh";
    private static final String ANSWERED = "select cineai.answer_doorbell(make_interval(secs => $1))";

    private final Pool pool;

    Doorbell(Pool pool) {
        this.pool = pool;
    }

    /** An item at once, for what came before, and one a ring. Fails where the connection cannot be had, or breaks. */
    public Multi<String> rings() {
        return pool.getConnection()
                .map(PgConnection::cast)
                .chain(connection -> connection.query(LISTEN).execute().replaceWith(connection))
                .toMulti()
                .flatMap(connection -> Multi.createFrom().emitter(rings -> hear(connection, rings)));
    }

    private static void hear(PgConnection connection, MultiEmitter<? super String> rings) {
        rings.onTermination(() -> connection.close().subscribe().with(closed -> {}, alreadyClosed -> {}));
        connection.closeHandler(() -> rings.fail(new IllegalStateException("the doorbell's connection closed")));
        connection.notificationHandler(ring -> rings.emit(ring.getChannel()));
        rings.emit("listening");
    }

    /** Tells the triggers that a ring would be heard for so long from now. */
    public Uni<Void> answered(Duration time) {
        return pool.preparedQuery(ANSWERED)
                .execute(Tuple.of(time.toMillis() / 1000.0))
                .replaceWithVoid();
    }
}
