package io.cineai.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a function under test a migrated database of its own, and the rights that the deployed function has. */
public final class PostgresForFunction implements QuarkusTestResourceLifecycleManager {
    /** What a scheduler must know to start work. */
    public static final String SECRET = "a secret of the tests";

    /** Lets tests arrange and assert; set while the function under test runs. */
    public static TestPostgres database;

    private String role = TestPostgres.FUNCTION;

    @Override
    public void init(Map<String, String> arguments) {
        role = arguments.getOrDefault("role", role);
    }

    @Override
    public Map<String, String> start() {
        database = TestPostgres.fresh();
        return Map.of(
                "quarkus.datasource.reactive.url",
                database.reactiveUrl(),
                "quarkus.datasource.username",
                role,
                "quarkus.datasource.password",
                database.password(),
                "cineai.scheduler.secret",
                SECRET);
    }

    @Override
    public void stop() {}
}
