package io.cineai.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * For tests that disturb a packaged function from outside: a database, the way to it, which can be cut, and a process of this module's
 * function, which goes from test to test until somebody kills it.
 */
public final class Stage implements AutoCloseable {
    /** What a scheduler must know to start work. */
    public static final String SECRET = "a secret of the tests";

    public static final String[] ALLOWED = {"Authorization", "Bearer " + SECRET};

    /** Fewer than a function would like to have. */
    private static final int POOLED_CONNECTIONS = 4;

    private static String[] cheaply = {};

    private final TestPostgres database = TestPostgres.fresh();
    private final Map<String, String> environment = new HashMap<>();
    private final @Nullable Pooler pooler;
    private final CutWire wire;
    private @Nullable FunctionProcess worker;

    /** How a function reaches Postgres. */
    public enum Way {
        STRAIGHT,
        THROUGH_A_POOLER;

        /** Skips the test where the way is not there. */
        public Way orSkip() {
            assumeTrue(
                    this == STRAIGHT || Pooler.isInstalled(),
                    "pgbouncer is not installed: not tested through a pooler");
            return this;
        }
    }

    /** The ways that are tested: straight, and where {@code cineai.test.pooler} is true also through a pooler. */
    public static List<Way> ways() {
        return Boolean.getBoolean("cineai.test.pooler") ? List.of(Way.values()) : List.of(Way.STRAIGHT);
    }

    /** @param more of the function's environment, beside its database and the secret */
    public Stage(Way way, Map<String, String> more) {
        pooler = way == Way.STRAIGHT ? null : Pooler.before(database, POOLED_CONNECTIONS);
        wire = CutWire.to(pooler == null ? database.port() : pooler.port());
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl(wire.port()));
        environment.put("QUARKUS_DATASOURCE_USERNAME", TestPostgres.FUNCTION);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", database.password());
        environment.put("CINEAI_SCHEDULER_SECRET", SECRET);
        environment.putAll(more);
        if (pooler != null) environment.putAll(Pooler.SETTINGS);
    }

    public TestPostgres database() {
        return database;
    }

    public CutWire wire() {
        return wire;
    }

    /** The one that is there, or a new one where the last was killed. */
    public FunctionProcess worker() {
        if (worker == null || !worker.isAlive()) worker = another();
        return worker;
    }

    /** One more, which is the caller's to close. */
    public FunctionProcess another() {
        if (cheaply.length == 0 && !FunctionProcess.IS_NATIVE)
            cheaply = SharedArchive.of(options -> FunctionProcess.start(environment, options));
        return FunctionProcess.start(environment, cheaply).awaitLive();
    }

    @Override
    public void close() throws IOException {
        if (worker != null) worker.close();
        wire.close();
        if (pooler != null) pooler.close();
    }
}
