package io.cineai.functions.local;

import io.cineai.testkit.Session;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged read function beside a running local, whose database and keys it uses. */
final class ReadFunction {
    static final Path JAR = Path.of("../recommendations/target/quarkus-app/quarkus-run.jar");

    private ReadFunction() {}

    /** One user and the token to read with. */
    record Reader(String user, String token) {}

    /** As deployed: keys to verify tokens with, and a login with the rights of {@code cineai_reader}. */
    static Map<String, String> environment(RunningLocal local, int port) throws Exception {
        try (Session database = local.database()) {
            database.run("create role benchmark_reader login in role cineai_reader");
        }
        return Map.of(
                "QUARKUS_HTTP_PORT",
                String.valueOf(port),
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                local.databaseUrl(),
                "QUARKUS_DATASOURCE_USERNAME",
                "benchmark_reader",
                "QUARKUS_DATASOURCE_PASSWORD",
                "unused",
                "CINEAI_AUTH_JWKS_URL",
                local.folder().resolve("jwks.json").toUri().toString(),
                "CINEAI_AUTH_ISSUER",
                "cineai-local");
    }

    /** Everybody who has a list, with a token. */
    static List<Reader> readers(RunningLocal local) throws Exception {
        List<Reader> readers = new ArrayList<>();
        try (Session database = local.database()) {
            for (String user : database.rows("select user_id from recommendation_feeds"))
                readers.add(new Reader(
                        user,
                        local.post("dev/token", new JsonObject().put("userId", user))
                                .getString("token")));
        }
        return readers;
    }
}
