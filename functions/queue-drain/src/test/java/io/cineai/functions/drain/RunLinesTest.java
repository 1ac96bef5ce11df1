package io.cineai.functions.drain;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.cineai.log.JsonLines;
import io.cineai.testkit.Collector;
import io.cineai.testkit.CollectorForFunction;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.usecase.TrainSimilarity;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is logged and exported of runs that overlap in one process. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
@QuarkusTestResource(value = CollectorForFunction.class, restrictToAnnotatedClass = true)
class RunLinesTest {
    private static final int EACH = 20;

    @Inject
    TrainSimilarity training;

    final Collector collector = CollectorForFunction.collector;
    final Lines lines = new Lines();
    Session db;

    /** Hears every line on the thread that logs it, as the console does. */
    private static final class Lines extends Handler {
        private final JsonLines json = new JsonLines("queue-drain");
        private final Queue<String> heard = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord line) {
            heard.add(json.format(ExtLogRecord.wrap(line)));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        List<JsonObject> about(String words) {
            return heard.stream()
                    .map(JsonObject::new)
                    .filter(line -> line.getString("message").contains(words))
                    .toList();
        }
    }

    @BeforeEach
    void everybodyWaitsAndHalfOfThemCannotBeServed() throws SQLException {
        db = PostgresForFunction.database.connect();
        if (db.count("select count(*) from public.movies") == 0) SampleWorld.fill(db);
        PostgresForFunction.database.asWorker(training.run(TrainSimilarity.Request.DEFAULT));
        SampleWorld.forgetLists(db);
        db.run("""
                create or replace function public.unkind() returns trigger language plpgsql as
                'begin
                   perform pg_sleep(0.02);
                   if hashtext(new.user_id::text) % 2 = 0 then raise exception ''no room''; end if;
                   return new;
                 end'""");
        db.run("create or replace trigger unkind before insert on public.recommendation_feeds for each row"
                + " execute function public.unkind()");
        db.rows("select cineai.enqueue_refresh(id) from (select id from auth.users order by id limit " + 2 * EACH
                + ") waiting");
        db.run("update cineai.rec_refresh_queue set run_at = now() - interval '1 second'");
        collector.forget();
        Logger.getLogger("").addHandler(lines);
    }

    @AfterEach
    void close() throws SQLException {
        Logger.getLogger("").removeHandler(lines);
        db.run("drop trigger unkind on public.recommendation_feeds");
        db.run("truncate cineai.rec_refresh_queue");
        db.close();
    }

    private static CompletableFuture<JsonPath> drained() {
        return CompletableFuture.supplyAsync(() -> given().auth()
                .oauth2(PostgresForFunction.SECRET)
                .body("{\"limit\": " + EACH + "}")
                .post("/queue-drain")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath());
    }

    @Test
    void everyLineNamesItsOwnRun() throws SQLException {
        CompletableFuture<JsonPath> one = drained();
        CompletableFuture<JsonPath> other = drained();
        List<JsonPath> reports = List.of(one.join(), other.join());

        Map<String, String> runOfUser = new HashMap<>();
        for (JsonPath report : reports)
            for (String user : report.<String>getList("problems.item")) runOfUser.put(user, report.getString("runId"));
        List<JsonObject> failures = lines.about("no list for user");
        assertThat(runOfUser.size(), greaterThan(4));
        assertThat(runOfUser.values().stream().collect(toSet()), hasSize(2));
        assertThat(
                failures.stream().collect(toMap(it -> it.getString("userId"), it -> it.getString("runId"))),
                equalTo(runOfUser));
        assertThat(lines.about("queue-drain: "), hasSize(2));
        for (JsonObject line : failures) {
            assertThat(line.getString("function"), equalTo("queue-drain"));
            assertThat(line.getString("traceId").length(), equalTo(32));
            assertThat(line.getString("exception"), containsString("no room"));
        }

        assertNobodyIsToldOf(runOfUser.keySet().stream());
        assertNoSecretIsLogged();
    }

    private void assertNobodyIsToldOf(Stream<String> users) throws SQLException {
        // On a machine that is busy the answers may be out before the spans.
        await("both runs")
                .atMost(Duration.ofSeconds(20))
                .until(() -> collector.spans().stream()
                                .filter(it -> it.getName().equals("queue-drain"))
                                .count()
                        == 2);
        String everything = collector.everything();
        assertThat(everything, containsString("cineai.items"));
        Stream.concat(users, db.rows("select id from auth.users").stream())
                .forEach(user -> assertThat(everything, not(containsString(user))));
    }

    private void assertNoSecretIsLogged() {
        String all = String.join("", lines.heard);
        assertThat(all, not(containsString(PostgresForFunction.SECRET)));
        assertThat(all, not(containsString("Bearer")));
        assertThat(all, not(containsString("\"password")));
    }
}
