package io.cineai.functions.recommendations;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.cineai.testkit.FunctionProcess;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The platform starts an instance because many ask at once, and sends them all to it as soon as it listens. */
class StartUnderLoadNativeIT {
    private static final int AT_ONCE = 50;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void whoeverAsksFirstGetsFilmsAndSoDoTheOthers() throws Exception {
        TestPostgres database = TestPostgres.fresh();
        List<String> users;
        try (Session db = database.connect()) {
            SampleWorld.fill(db);
            users = db.rows("select id from auth.users order by id limit " + AT_ONCE);
        }
        assertThat(users, hasSize(AT_ONCE));
        Map<String, String> environment = new HashMap<>(TestKeys.environment());
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", TestPostgres.READER);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", database.password());

        try (FunctionProcess function = FunctionProcess.start(environment)) {
            untilSomebodyListens(function);
            List<CompletableFuture<HttpResponse<String>>> asked = users.stream()
                    .map(user -> http.sendAsync(request(function, user), BodyHandlers.ofString()))
                    .toList();
            List<HttpResponse<String>> answers =
                    asked.stream().map(CompletableFuture::join).toList();

            assertThat(
                    function.terminal(),
                    answers.stream().map(HttpResponse::statusCode).toList(),
                    everyItem(is(200)));
            assertThat(
                    answers.stream()
                            .map(answer -> new JsonObject(answer.body())
                                    .getJsonArray("recommendations")
                                    .size())
                            .toList(),
                    everyItem(is(greaterThan(0))));
        }
    }

    private static HttpRequest request(FunctionProcess function, String user) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + function.port() + "/v1/recommendations"))
                .header("Authorization", "Bearer " + TestKeys.tokenOf(UUID.fromString(user)))
                .build();
    }

    private static void untilSomebodyListens(FunctionProcess function) throws InterruptedException {
        while (!listens(function.port())) {
            if (!function.isAlive()) throw new AssertionError(function.terminal());
            Thread.sleep(1);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
