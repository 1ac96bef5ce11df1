package io.cineai.functions.console;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.Session;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page is told when its user's list is another one. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
@QuarkusTestResource(SignIn.class)
@QuarkusTestResource(value = Configured.class, initArgs = @ResourceArg(name = "cineai.console.beat", value = "200ms"))
class EventsTest {
    private final HttpClient client = HttpClient.newHttpClient();

    Session db;
    UUID ada;
    UUID bob;

    @BeforeEach
    void users() throws SQLException {
        db = PostgresForFunction.database.connect();
        ada = aUser();
        bob = aUser();
    }

    @AfterEach
    void close() throws SQLException {
        db.run("delete from auth.users");
        db.close();
    }

    @Test
    void aNewListADismissalAndAPlaceInTheQueueAreTold() throws Exception {
        try (Stream ofAda = open(ada);
                Stream ofBob = open(bob)) {
            ofAda.awaitLast("{\"etag\":null,\"waiting\":false}");

            db.run("insert into cineai.rec_refresh_queue (user_id) values (?)", ada);
            ofAda.awaitLast("{\"etag\":null,\"waiting\":true}");

            aFeed(ada, "first");
            db.run("delete from cineai.rec_refresh_queue");
            ofAda.awaitLast("{\"etag\":\"first\",\"waiting\":false}");

            UUID film = UUID.randomUUID();
            db.run("update public.recommendation_feeds set hidden = array[?::uuid]", film);
            ofAda.awaitLast("{\"etag\":\"first-"
                    + Integer.toHexString(
                            List.of(film).stream().mapToInt(UUID::hashCode).sum()) + "\",\"waiting\":false}");

            ofBob.awaitLast("{\"etag\":null,\"waiting\":false}");
            assertThat(ofBob.events(), hasSize(1));
        }
    }

    @Test
    void aStreamSaysThatItIsStillThere() throws Exception {
        try (Stream ofAda = open(ada)) {
            await().until(() -> ofAda.lines.contains(": still here"));
            assertThat(ofAda.lines.get(0), equalTo("event: list"));
        }
    }

    @Test
    void oneUserCannotTakeEveryPlace() throws Exception {
        List<Stream> open = new ArrayList<>();
        for (int n = 0; n < 10; n++) open.add(open(ada));
        for (Stream stream : open) stream.awaitLast("{\"etag\":null,\"waiting\":false}");

        assertThat(status(ada), is(429));
        assertThat(status(bob), is(200));

        for (Stream stream : open) stream.close();
        await().until(() -> status(ada) == 200);
    }

    @Test
    void nobodyHearsWithoutAToken() throws Exception {
        HttpResponse<String> answer = client.send(request().build(), BodyHandlers.ofString());

        assertThat(answer.statusCode(), is(401));
    }

    private int status(UUID user) throws Exception {
        HttpResponse<InputStream> answer = ask(user);
        answer.body().close();
        return answer.statusCode();
    }

    private HttpResponse<InputStream> ask(UUID user) throws Exception {
        return client.send(
                request()
                        .header("Authorization", "Bearer " + SignIn.tokenOf(user))
                        .build(),
                BodyHandlers.ofInputStream());
    }

    private UUID aUser() throws SQLException {
        return UUID.fromString(db.one("insert into auth.users (id) values (gen_random_uuid()) returning id"));
    }

    private void aFeed(UUID user, String etag) throws SQLException {
        db.run("""
                insert into public.recommendation_feeds
                       (user_id, generation, body, etag, algorithm_used, input_digest, made_with, generated_at, checked_at, fresh_until)
                values (?, 1, '\\x00', ?, 'hybrid', 'digest', 'with', now(), now(), now())""", user, etag);
    }

    private static HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/console/api/events"));
    }

    private Stream open(UUID user) throws Exception {
        HttpResponse<InputStream> answer = ask(user);
        assertThat(answer.statusCode(), is(200));
        assertThat(answer.headers().allValues("Content-Type"), hasItem("text/event-stream"));
        assertThat(answer.headers().allValues("Cache-Control"), hasItem("no-store"));
        return new Stream(answer.body());
    }

    /** What came over one connection. */
    private static final class Stream implements AutoCloseable {
        final List<String> lines = new CopyOnWriteArrayList<>();
        private final InputStream body;

        Stream(InputStream body) {
            this.body = body;
            Thread reader = new Thread(this::read, "events");
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            StringBuilder line = new StringBuilder();
            try {
                for (int next = body.read(); next >= 0; next = body.read()) {
                    if (next != '\n') line.append((char) next);
                    else {
                        lines.add(line.toString());
                        line.setLength(0);
                    }
                }
            } catch (java.io.IOException closed) {
                // The test is over.
            }
        }

        List<String> events() {
            return lines.stream().filter(line -> line.startsWith("data: ")).toList();
        }

        void awaitLast(String data) {
            await().untilAsserted(() -> {
                List<String> events = events();
                assertThat(events.isEmpty() ? "" : events.get(events.size() - 1), equalTo("data: " + data));
            });
        }

        @Override
        public void close() throws java.io.IOException {
            body.close();
        }
    }
}
