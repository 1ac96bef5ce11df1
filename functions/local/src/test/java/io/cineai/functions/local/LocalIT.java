package io.cineai.functions.local;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.cineai.testkit.EdgeReader;
import io.cineai.testkit.FunctionProcess;
import io.cineai.testkit.Lists;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What a person does with the packaged {@code local}, and what machines do to it. */
class LocalIT {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final Pattern CURL =
            Pattern.compile("curl .*\"userId\":\"([0-9a-f-]{36})\".*/v1/recommendations\\?limit=5'");

    private static final String ALGORITHMS = """
            select algorithm_used, count(*)
              from public.recommendation_feeds
             group by algorithm_used""";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    int postgresPort;

    @BeforeEach
    void aFreePort() {
        postgresPort = FunctionProcess.freePort();
    }

    @Test
    void oneCommandAndThereAreListsThatOutliveEveryEnd() throws Exception {
        UUID user;
        String token;
        List<String> films;
        try (FunctionProcess local = start(Map.of()).awaitReady()) {
            user = userOfTheCurlLine(local);
            token = tokenOf(local, user);
            films = films(local, token);
            assertThat(films, hasSize(50));
            try (Session db = postgres()) {
                assertThat(Lists.broken(db), is(empty()));
            }
            assertThat(local.get("/recommendation-job").statusCode(), equalTo(405));
            assertThat(
                    local.post("/cold-start", "{}", "Origin", "http://elsewhere.example")
                            .statusCode(),
                    equalTo(403));
            assertThat(local.get("/v1/recommendations").statusCode(), equalTo(401));

            films = aRatingChangesTheList(local, user, token, films);
            assertThat(local.post("/edge-export", "{}").statusCode(), equalTo(200));
            assertThat(local.post("/evaluation", "{}").body(), containsString("\"enabled\":false"));
            assertThat(new EdgeReader(folder.resolve("data/edge")).readAll(), greaterThan(300));

            local.terminate();
            local.exitWithin(TEN_SECONDS);
            assertThat(isOpen(postgresPort), is(false));
        }

        try (FunctionProcess local = start(Map.of("CINEAI_EVALUATION", "true")).awaitReady()) {
            assertThat(films(local, token), equalTo(films));
            assertThat(local.terminal(), containsString("lists: 0 made"));
            assertThat(local.post("/evaluation", "{}").body(), containsString("recall@20"));
            local.kill();
        }

        assertThat(isOpen(postgresPort), is(true));

        try (FunctionProcess local = start(Map.of()).awaitReady()) {
            assertThat(local.terminal(), containsString("ending the Postgres that an earlier process left behind"));
            assertThat(films(local, token), equalTo(films));
            try (Session db = postgres()) {
                assertThat(Lists.broken(db), is(empty()));
            }

            try (FunctionProcess second = start(Map.of())) {
                assertThat(second.exitWithin(TEN_SECONDS), is(not(0)));
                assertThat(second.terminal(), containsString("another process works on this folder"));
            }
            assertThat(films(local, token), equalTo(films));
        }
        assertThat(isOpen(postgresPort), is(false));
    }

    @Test
    void aMovieLensFolderIsImportedAndASecondTimeNothingIsNew() throws Exception {
        Path movieLens = aMovieLensFolder();
        Map<String, String> importing = Map.of("CINEAI_LOCAL_IMPORT", movieLens.toString());
        try (FunctionProcess local = start(importing).awaitReady()) {
            assertThat(local.terminal(), containsString("data: 30 films, 8 users, 80 ratings new or changed"));
            try (Session db = postgres()) {
                assertThat(db.count("select count(*) from public.movies"), equalTo(30L));
                assertThat(Lists.broken(db), is(empty()));
                assertThat(db.rows(ALGORITHMS), equalTo(List.of("hybrid 8")));
            }
            assertThat(local.terminal(), containsString("lists: 8 made"));
            local.terminate();
            local.exitWithin(TEN_SECONDS);
        }

        try (FunctionProcess local = start(importing).awaitReady()) {
            assertThat(local.terminal(), containsString("data: 0 films, 0 users, 0 ratings new or changed"));
            local.terminate();
            local.exitWithin(TEN_SECONDS);
        }

        Files.writeString(
                movieLens.resolve("ratings.csv"),
                "userId,movieId,rating,timestamp\n1,1,4.0,1000000000\n1,2,six,1000000001\n");
        try (FunctionProcess local = start(importing)) {
            assertThat(local.exitWithin(Duration.ofSeconds(60)), is(not(0)));

            assertThat(local.terminal(), containsString("ratings.csv"));
            assertThat(local.terminal(), containsString("line 3"));
            assertThat(local.terminal(), containsString("rating"));
            assertThat(local.terminal(), containsString("six"));
        }
        assertThat(isOpen(postgresPort), is(false));
    }

    @Test
    void onADatabaseOfOnesOwnItMigratesAndSeedsNothing() throws Exception {
        TestPostgres own = TestPostgres.empty();
        Map<String, String> environment = Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL", own.reactiveUrl(),
                "QUARKUS_DATASOURCE_USERNAME", TestPostgres.SUPERUSER,
                "QUARKUS_DATASOURCE_PASSWORD", own.password());
        UUID user = UUID.randomUUID();
        String who = "{\"userId\": \"%s\"}".formatted(user);
        try (FunctionProcess local = start(environment).awaitReady();
                Session db = own.connect()) {
            assertThat(local.terminal(), containsString("its schema will be migrated"));
            assertThat(db.count("select count(*) from public.movies"), equalTo(0L));
            assertThat(db.count("select count(*) from auth.users"), equalTo(0L));
            assertThat(local.post("/dev/token", who).statusCode(), equalTo(404));
            assertThat(isOpen(postgresPort), is(false));
        }

        Map<String, String> withTokens = new HashMap<>(environment);
        withTokens.put("CINEAI_LOCAL_DEV_TOKEN", "true");
        try (FunctionProcess local = start(withTokens).awaitReady()) {
            assertThat(films(local, tokenOf(local, user)), is(empty()));
            assertThat(local.post("/dev/token", "{\"userId\": \"nobody\"}").statusCode(), equalTo(400));
        }
    }

    /** Nobody calls a function: the rating rings. */
    private List<String> aRatingChangesTheList(FunctionProcess local, UUID user, String token, List<String> films)
            throws SQLException {
        String best = films.get(0);
        long start = System.nanoTime();
        try (Session db = postgres()) {
            SampleWorld.rates(db, user, UUID.fromString(best), 5);
        }
        await("the list after the rating")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !films(local, token).contains(best));

        System.out.printf("from a rating to the list that is served: %d ms%n", (System.nanoTime() - start) / 1_000_000);
        List<String> after = films(local, token);
        assertThat(after, hasSize(50));
        return after;
    }

    private FunctionProcess start(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("CINEAI_LOCAL_DATA_DIR", folder.resolve("data").toString());
        all.put("CINEAI_LOCAL_POSTGRES_PORT", String.valueOf(postgresPort));
        return FunctionProcess.start(all);
    }

    private Session postgres() throws SQLException {
        return Session.open("jdbc:postgresql://localhost:" + postgresPort + "/postgres", "postgres", "postgres");
    }

    private static UUID userOfTheCurlLine(FunctionProcess local) {
        await("the line to paste").atMost(TEN_SECONDS).until(() -> CURL.matcher(local.terminal())
                .find());
        Matcher line = CURL.matcher(local.terminal());
        assertThat(line.find(), is(true));
        return UUID.fromString(line.group(1));
    }

    private static String tokenOf(FunctionProcess local, UUID user) {
        HttpResponse<String> answer = local.post("/dev/token", "{\"userId\": \"%s\"}".formatted(user));
        assertThat(answer.body(), answer.statusCode(), equalTo(200));
        assertThat(new JsonObject(answer.body()).getInteger("expiresIn"), equalTo(3600));
        return new JsonObject(answer.body()).getString("token");
    }

    private static List<String> films(FunctionProcess local, String token) {
        HttpResponse<String> answer = local.get("/v1/recommendations", "Authorization", "Bearer " + token);
        assertThat(answer.body(), answer.statusCode(), equalTo(200));
        return new JsonObject(answer.body())
                .getJsonArray("recommendations").stream()
                        .map(item -> ((JsonObject) item).getString("movie_id"))
                        .toList();
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private Path aMovieLensFolder() throws IOException {
        Path movieLens = Files.createDirectories(folder.resolve("movielens"));
        StringBuilder films = new StringBuilder("movieId,title,genres\n");
        for (int film = 1; film <= 30; film++)
            films.append(film).append(",\"Film, the ").append(film).append("th (1995)\",Crime|Drama\n");
        Files.writeString(movieLens.resolve("movies.csv"), films);
        StringBuilder ratings = new StringBuilder("userId,movieId,rating,timestamp\n");
        for (int user = 1; user <= 8; user++)
            for (int film = 0; film < 10; film++)
                ratings.append(user + "," + (1 + (user * 3 + film) % 30) + ",4.5," + (1_000_000_000 + film) + "\n");
        Files.writeString(movieLens.resolve("ratings.csv"), ratings);
        return movieLens;
    }
}
