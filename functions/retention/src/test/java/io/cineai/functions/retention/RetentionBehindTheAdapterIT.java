package io.cineai.functions.retention;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.cineai.testkit.FunctionProcess;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The packaged function as a Lambda: on loopback, open, with no secret, and asked as the Lambda Web Adapter in the same container asks. It
 * posts to the pass-through path what the event is, to the letter, as {@code deploy/aws} sends it.
 */
class RetentionBehindTheAdapterIT {
    private static final String[] OF_THE_ADAPTER = {
        "Content-Type", "application/json",
        "x-amzn-request-context", "null",
        "x-amzn-lambda-context",
                "{\"request_id\":\"8476a536-e9f4-11e8-9739-2dfe598c3fcd\",\"deadline\":1764000000000,"
                        + "\"invoked_function_arn\":\"arn:aws:lambda:eu-central-1:123456789012:function:cineai-retention\"}"
    };

    private static TestPostgres database;
    private static FunctionProcess process;

    @BeforeAll
    static void start() {
        database = TestPostgres.fresh();
        process = FunctionProcess.start(Map.of(
                        "QUARKUS_HTTP_HOST",
                        "127.0.0.1",
                        "QUARKUS_DATASOURCE_REACTIVE_URL",
                        database.reactiveUrl(),
                        "QUARKUS_DATASOURCE_USERNAME",
                        TestPostgres.WORKER,
                        "QUARKUS_DATASOURCE_PASSWORD",
                        database.password(),
                        "CINEAI_SCHEDULER_OPEN",
                        "true"))
                .awaitLive();
    }

    @AfterAll
    static void end() throws IOException {
        process.close();
    }

    @BeforeEach
    void anOldQuery() throws SQLException {
        try (Session db = database.connect()) {
            db.run("truncate cineai.function_runs, public.conversational_query_cache");
            db.run("""
                    insert into public.conversational_query_cache (query_key, original_query, created_at, last_hit_at)
                    values ('old', 'old', '2020-01-01', now() - interval '8 days')""");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"deadlineSeconds\":840}", "{}"})
    void whatAScheduleSendsIsDone(String input) throws SQLException {
        HttpResponse<String> answer = event(input);

        assertThat(answer.body(), answer.statusCode(), equalTo(200));
        // What is not JSON by its type Lambda would hand on as null.
        assertThat(answer.headers().firstValue("Content-Type").orElse("").split(";")[0], equalTo("application/json"));
        assertThat(new JsonObject(answer.body()).getInteger("succeeded"), equalTo(1));
        assertThat(rows("select status from cineai.function_runs"), equalTo(List.of("succeeded")));
        assertThat(rows("select query_key from public.conversational_query_cache"), is(empty()));
    }

    @Test
    void theEventOfARuleIsNoPayloadAndStartsNothing() throws SQLException {
        HttpResponse<String> answer = event("""
                {"version": "0", "id": "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa", "detail-type": "Scheduled Event", "source": "aws.events",
                 "account": "123456789012", "time": "2026-11-28T03:41:00Z", "region": "eu-central-1",
                 "resources": ["arn:aws:events:eu-central-1:123456789012:rule/retention"], "detail": {}}""");

        isRefusedFor("version", answer);
    }

    @Test
    void whatASchedulerCanAddToItsInputIsRefusedByName() throws SQLException {
        isRefusedFor(
                "executionId",
                event(
                        "{\"deadlineSeconds\": 840, \"executionId\": \"d32c5kddcf5bb8c3\", \"scheduledTime\": \"2026-11-28T03:41:00Z\"}"));
    }

    private static void isRefusedFor(String field, HttpResponse<String> answer) throws SQLException {
        assertThat(answer.body(), answer.statusCode(), equalTo(400));
        assertThat(new JsonObject(answer.body()).getString("field"), equalTo(field));
        assertThat(rows("select status from cineai.function_runs"), is(empty()));
        assertThat(rows("select query_key from public.conversational_query_cache"), equalTo(List.of("old")));
    }

    private static HttpResponse<String> event(String input) {
        return process.post("/retention", input, OF_THE_ADAPTER);
    }

    private static List<String> rows(String query) throws SQLException {
        try (Session db = database.connect()) {
            return db.rows(query);
        }
    }
}
