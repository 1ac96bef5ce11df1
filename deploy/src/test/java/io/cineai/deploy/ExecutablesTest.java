package io.cineai.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.cineai.functions.console.Manifest;
import io.cineai.testkit.Confined;
import io.cineai.testkit.FunctionProcess;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every job's executable that was built, as its image runs it: as nobody, on a tree that cannot be written to, logged in by its own role. */
class ExecutablesTest {
    private static final Path FUNCTIONS = Path.of("..", "functions");
    private static final String SECRET = "a secret of sixteen and more";

    @TestFactory
    Stream<DynamicTest> eachDoesItsWork() {
        List<String> prefix = Confined.prefix(FUNCTIONS);
        assumeFalse(prefix.isEmpty(), "needs root or user namespaces, and a tree outside /tmp that others may read");
        List<DynamicTest> built = Manifest.read().functions().entrySet().stream()
                .filter(function -> function.getValue().kind().equals("job"))
                .flatMap(function -> executable(function.getKey()).stream()
                        .map(file -> dynamicTest(
                                function.getKey(),
                                () -> doesItsWork(function.getKey(), function.getValue(), prefix, file))))
                .toList();
        assumeFalse(built.isEmpty(), "no executable: ./mvnw -Dnative package builds them");
        return built.stream();
    }

    private static void doesItsWork(String name, Manifest.Entry function, List<String> prefix, Path file)
            throws Exception {
        TestPostgres database = TestPostgres.fresh();
        try (Session db = database.connect()) {
            String login = "confined_" + function.role();
            db.run("create role " + login + " login in role " + function.role());
            fill(db);
            List<String> command =
                    Stream.concat(prefix.stream(), Stream.of(file.toString())).toList();
            try (FunctionProcess process = FunctionProcess.start(command, environment(database, login))) {
                process.awaitReady();
                HttpResponse<String> report = process.post(
                        "/" + name, "{}", "Content-Type", "application/json", "Authorization", "Bearer " + SECRET);

                assertEquals(200, report.statusCode(), report.body());
                assertEquals(name + " succeeded", db.one("select function || ' ' || status from cineai.function_runs"));
                process.terminate();
                assertEquals(0, process.exitWithin(Duration.ofSeconds(10)));
            }
        }
    }

    /** A catalogue and histories in small. */
    private static void fill(Session db) throws Exception {
        db.run("""
                insert into public.movies (title, year, genre, plot)
                select 'Film ' || n, 1990 + n, '{Crime,Thriller}', 'A thief and a detective hunt each other at night, number ' || n
                  from generate_series(1, 30) n""");
        db.run("insert into auth.users (id) select gen_random_uuid() from generate_series(1, 20)");
        db.run("""
                insert into public.ratings (user_id, movie_id, rating, interested)
                select u.id, m.id, 5, true from auth.users u cross join lateral (
                       select id from public.movies order by md5(u.id::text || id::text) limit 8) m""");
    }

    private static Map<String, String> environment(TestPostgres database, String login) {
        return Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                database.reactiveUrl(),
                "QUARKUS_DATASOURCE_USERNAME",
                login,
                "QUARKUS_DATASOURCE_PASSWORD",
                "unused",
                "CINEAI_SCHEDULER_SECRET",
                SECRET,
                "CINEAI_EXPORT_FOLDER",
                "/tmp/export");
    }

    private static Optional<Path> executable(String function) {
        Path target =
                FUNCTIONS.resolve(function).resolve("target").toAbsolutePath().normalize();
        if (!Files.isDirectory(target)) return Optional.empty();
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith("-runner")).findFirst();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
