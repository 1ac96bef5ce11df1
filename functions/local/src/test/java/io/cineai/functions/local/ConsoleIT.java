package io.cineai.functions.local;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.cineai.testkit.FunctionProcess;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The console of the packaged {@code local}: its pages ask all of this. */
class ConsoleIT {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final String SECRET = "a secret of sixteen and more";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    int postgresPort;

    @BeforeEach
    void aFreePort() {
        postgresPort = FunctionProcess.freePort();
    }

    @Test
    void aPersonIsLookedAtAndAnOperatorRunsFunctions() throws Exception {
        try (FunctionProcess local = start(Map.of()).awaitReady()) {
            await("its address").atMost(TEN_SECONDS).until(() -> local.terminal()
                    .contains("Open " + urlOf(local) + "/console/ in a browser"));
            JsonArray people = json(local.get("/console/api/people")).getJsonArray("people");
            assertThat(people.size(), is(12));
            JsonObject somebody = people.getJsonObject(0);
            assertThat(somebody.getInteger("ratings"), greaterThan(0));
            assertThat(somebody.getJsonArray("likes").size(), is(3));
            UUID user = UUID.fromString(somebody.getString("userId"));
            String[] asUser = bearer(token(local, user, false));
            String[] asOperator = bearer(token(local, user, true));

            assertThat(json(local.get("/console/api/session")).getBoolean("local"), is(true));
            assertThat(json(local.get("/console/api/session", asOperator)).getBoolean("operator"), is(true));
            assertThat(json(local.get("/console/api/session", asUser)).getBoolean("operator"), is(false));
            aFunctionIsRun(local, asUser, asOperator);
            aRatingIsHeardOf(local, user, asUser);

            local.terminate();
            local.exitWithin(TEN_SECONDS);
        }
    }

    private static void aFunctionIsRun(FunctionProcess local, String[] asUser, String[] asOperator) {
        String run = "/console/api/functions/monitor/run";
        assertThat(local.post(run, "{}", asUser).statusCode(), is(403));
        HttpResponse<String> wrong = local.post(run, "{\"dryRn\": true}", asOperator);
        assertThat(wrong.statusCode(), is(400));
        assertThat(json(wrong).getString("field"), equalTo("dryRn"));
        HttpResponse<String> report = local.post(run, "{}", asOperator);
        assertThat(report.body(), report.statusCode(), is(200));

        String functions = local.get("/console/api/functions", asOperator).body();
        assertThat(functions, containsString(json(report).getString("runId")));
        assertThat(json(local.get("/console/api/health", asOperator)).containsKey("series"), is(true));
    }

    /** Nobody calls a function: the rating rings, and the page hears that there is another list. It is asked to end, not waited for. */
    private void aRatingIsHeardOf(FunctionProcess local, UUID user, String[] asUser) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(urlOf(local) + "/console/api/events"))
                .headers(asUser)
                .build();
        InputStream events = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofInputStream())
                .body();
        String before = next(events).getString("etag");
        try (Session db =
                Session.open("jdbc:postgresql://localhost:" + postgresPort + "/postgres", "postgres", "postgres")) {
            SampleWorld.rates(db, user, UUID.fromString(best(local, asUser)), 5);
        }

        JsonObject heard = next(events);
        while (heard.getString("etag").equals(before)) heard = next(events);
        assertThat(heard.getString("etag"), not(equalTo(before)));
        // Left open: a page that watches must not keep the process from its end.
    }

    private static String best(FunctionProcess local, String[] asUser) {
        return json(local.get("/v1/recommendations?limit=1", asUser))
                .getJsonArray("recommendations")
                .getJsonObject(0)
                .getString("movie_id");
    }

    @Test
    void whoListensToOthersMakesNobodyAnOperator() throws Exception {
        try (FunctionProcess local = start(Map.of("CINEAI_LOCAL_PUBLIC", "true", "CINEAI_SCHEDULER_SECRET", SECRET))
                .awaitReady()) {
            UUID user = UUID.randomUUID();

            assertThat(asked(local, user, true).statusCode(), is(403));
            assertThat(asked(local, user, false).statusCode(), is(200));
            local.terminate();
            local.exitWithin(TEN_SECONDS);
        }
    }

    private FunctionProcess start(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("CINEAI_LOCAL_DATA_DIR", folder.resolve("data").toString());
        all.put("CINEAI_LOCAL_POSTGRES_PORT", String.valueOf(postgresPort));
        return FunctionProcess.start(all);
    }

    private static String urlOf(FunctionProcess local) {
        return "http://localhost:" + local.port();
    }

    /** The data of the next event. */
    private static JsonObject next(InputStream events) throws Exception {
        StringBuilder line = new StringBuilder();
        for (int next = events.read(); next >= 0; next = events.read()) {
            if (next != '\n') line.append((char) next);
            else if (line.toString().startsWith("data: ")) return new JsonObject(line.substring(6));
            else line.setLength(0);
        }
        throw new AssertionError("the stream has ended");
    }

    private static HttpResponse<String> asked(FunctionProcess local, UUID user, boolean operator) {
        return local.post(
                "/dev/token",
                new JsonObject()
                        .put("userId", user.toString())
                        .put("operator", operator)
                        .encode());
    }

    private static String token(FunctionProcess local, UUID user, boolean operator) {
        return json(asked(local, user, operator)).getString("token");
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token, "Content-Type", "application/json"};
    }

    private static JsonObject json(HttpResponse<String> answer) {
        return new JsonObject(answer.body());
    }
}
