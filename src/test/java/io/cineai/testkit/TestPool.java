package io.cineai.testkit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.lang.reflect.Constructor;
import java.time.Duration;

/** The reactive client that stores are made of, without a container, and a way to wait for what they answer. */
public final class TestPool implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CONNECTIONS = 8;

    private final Pool pool;

    private TestPool(Pool pool) {
        this.pool = pool;
    }

    public static TestPool of(TestPostgres database, String user) {
        PgConnectOptions server = PgConnectOptions.fromUri(database.reactiveUrl())
                .setUser(user)
                .setPassword(database.password())
                .setCachePreparedStatements(true);
        return new TestPool(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(CONNECTIONS))
                .connectingTo(server)
                .using(Shared.VERTX)
                .build());
    }

    public Pool pool() {
        return pool;
    }

    /** A store as the container would make it, for tests outside its package. */
    public <T> T store(Class<T> type) {
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(Pool.class);
            constructor.setAccessible(true);
            return constructor.newInstance(pool);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " is not made of a pool alone", e);
        }
    }

    /** What it answers; fails the test where it fails. */
    public static <T> T now(Uni<T> answer) {
        return answer.await().atMost(PATIENCE);
    }

    @Override
    public void close() {
        now(pool.close());
    }

    private static final class Shared {
        static final Vertx VERTX = Vertx.vertx();
    }
}
