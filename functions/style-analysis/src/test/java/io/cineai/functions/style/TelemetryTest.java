package io.cineai.functions.style;

import static io.cineai.testkit.Collector.attribute;
import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toSet;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.cineai.testkit.Analyses;
import io.cineai.testkit.AnthropicForFunction;
import io.cineai.testkit.Collector;
import io.cineai.testkit.CollectorForFunction;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.Session;
import io.cineai.testkit.anthropic.FakeAnthropic;
import io.cineai.testkit.anthropic.Fault;
import io.cineai.testkit.anthropic.Ledger.Billed;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a collector hears of a run and its calls, and what it does not. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
@QuarkusTestResource(AnthropicForFunction.class)
@QuarkusTestResource(value = CollectorForFunction.class, restrictToAnnotatedClass = true)
class TelemetryTest {
    private static final int CALLS = 5;
    private static final String FIVE_CALLS = "{\"batch\": false, \"limit\": " + CALLS + "}";

    final FakeAnthropic model = AnthropicForFunction.model;
    final Collector collector = CollectorForFunction.collector;
    Session db;

    @BeforeEach
    void theSampleWithoutAnalyses() throws SQLException {
        db = PostgresForFunction.database.connect();
        Analyses.forget(db);
        model.reset();
        collector.forget();
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    private static ValidatableResponse analyze(String payload) {
        return given().auth()
                .oauth2(PostgresForFunction.SECRET)
                .contentType("application/json")
                .body(payload)
                .post("/style-analysis")
                .then();
    }

    private List<Span> spans(String name) {
        return collector.spans().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
    }

    private Span runSpan() {
        List<Span> runs = spans("style-analysis");
        assertThat(runs, hasSize(1));
        return runs.get(0);
    }

    private static String of(Span span, String name) {
        return attribute(span.getAttributesList(), name).orElse("");
    }

    private static long sum(List<Span> spans, String name) {
        return spans.stream().mapToLong(span -> Long.parseLong(of(span, name))).sum();
    }

    private long sum(ToLongFunction<Billed> tokens) {
        return model.ledger().billed().stream().mapToLong(tokens).sum();
    }

    @Test
    void theRunIsASpanWithItsIdAndCounts() {
        String run = analyze(FIVE_CALLS).statusCode(200).extract().path("runId");

        Span span = runSpan();
        assertThat(of(span, "cineai.run.id"), equalTo(run));
        assertThat(of(span, "cineai.run.succeeded"), equalTo("5"));
        assertThat(of(span, "cineai.llm.calls"), equalTo("5"));
        assertThat(Senders.threads(), not(empty()));
    }

    @Test
    void aCallIsASpanOfItsRunAsTheConventionsHaveIt() {
        analyze(FIVE_CALLS).statusCode(200);

        List<Span> calls = spans("chat claude-haiku-5-5");
        assertThat(calls, hasSize(CALLS));
        for (Span call : calls) {
            assertThat(call.getKind(), equalTo(SpanKind.SPAN_KIND_CLIENT));
            assertThat(call.getParentSpanId(), equalTo(runSpan().getSpanId()));
            assertThat(call.getTraceId(), equalTo(runSpan().getTraceId()));
            assertThat(of(call, "gen_ai.operation.name"), equalTo("chat"));
            assertThat(of(call, "gen_ai.provider.name"), equalTo("anthropic"));
            assertThat(of(call, "gen_ai.request.model"), equalTo("claude-haiku-5-5"));
            assertThat(of(call, "gen_ai.response.model"), equalTo("claude-haiku-5-5"));
            assertThat(of(call, "gen_ai.response.finish_reasons"), equalTo("end_turn"));
            assertThat(of(call, "gen_ai.request.max_tokens"), equalTo("1500"));
            assertThat(of(call, "gen_ai.output.type"), equalTo("json"));
            assertThat(of(call, "server.address"), equalTo("127.0.0.1"));
            assertThat(
                    of(call, "server.port"),
                    equalTo(String.valueOf(URI.create(model.url()).getPort())));
        }
        assertThat(calls.stream().map(it -> of(it, "gen_ai.response.id")).collect(toSet()), hasSize(CALLS));
        assertThat(
                sum(calls, "gen_ai.usage.input_tokens"),
                equalTo(sum(it -> it.input() + it.cacheRead() + it.cacheWrite())));
        assertThat(sum(calls, "gen_ai.usage.cache_read.input_tokens"), equalTo(sum(Billed::cacheRead)));
        assertThat(sum(calls, "gen_ai.usage.cache_creation.input_tokens"), equalTo(sum(Billed::cacheWrite)));
        assertThat(sum(calls, "gen_ai.usage.output_tokens"), equalTo(sum(Billed::output)));
    }

    @Test
    void aCallThatFailsSaysHow() {
        model.next(Fault.serverError());

        analyze("{\"batch\": false, \"limit\": 1}");

        Span call = spans("chat claude-haiku-5-5").get(0);
        assertThat(of(call, "error.type"), equalTo("500"));
        assertThat(call.getStatus().getCode(), equalTo(StatusCode.STATUS_CODE_ERROR));
    }

    @Test
    void aBatchIsASpanAndItsAnswersAreCounted() {
        analyze("{\"limit\": 3}").statusCode(200);
        model.batches().end();
        analyze("{\"collect\": true}").statusCode(200).body("succeeded", equalTo(3));

        assertThat(spans("batch_results claude-haiku-5-5"), hasSize(1));
        assertThat(spans("create_batch claude-haiku-5-5"), hasSize(1));
        assertThat(spans("chat claude-haiku-5-5"), hasSize(0));
        assertThat(tokens("output") > 0, equalTo(true));
        assertThat(model.ledger().billed(), hasSize(3));
    }

    @Test
    void tokensTimesRunsAndCostAreMetrics() {
        long inputBefore = tokens("input");
        long outputBefore = tokens("output");

        analyze(FIVE_CALLS).statusCode(200);

        assertThat(tokens("input") - inputBefore, equalTo(sum(it -> it.input() + it.cacheRead() + it.cacheWrite())));
        assertThat(tokens("output") - outputBefore, equalTo(sum(Billed::output)));
        Metric duration = last("gen_ai.client.operation.duration");
        assertThat(duration.getUnit(), equalTo("s"));
        assertThat(duration.getHistogram().getDataPoints(0).getExplicitBounds(0), equalTo(0.01));
        NumberDataPoint runs = point("cineai.runs", "cineai.outcome", "succeeded");
        assertThat(attribute(runs.getAttributesList(), "cineai.function").orElse(""), equalTo("style-analysis"));
        assertThat(point("cineai.items", "cineai.outcome", "succeeded").getAsInt() >= CALLS, equalTo(true));
        assertThat(point("cineai.llm.cost", "cineai.function", "style-analysis").getAsDouble() > 0, equalTo(true));
        assertThat(last("cineai.run.duration").getUnit(), equalTo("s"));
    }

    private long tokens(String type) {
        if (collector.metrics("gen_ai.client.token.usage").isEmpty()) analyze("{\"dryRun\": true}");
        if (collector.metrics("gen_ai.client.token.usage").isEmpty()) return 0;
        return (long) last("gen_ai.client.token.usage").getHistogram().getDataPointsList().stream()
                .filter(it -> attribute(it.getAttributesList(), "gen_ai.token.type")
                        .filter(type::equals)
                        .isPresent())
                .mapToDouble(HistogramDataPoint::getSum)
                .sum();
    }

    private Metric last(String name) {
        List<Metric> told = collector.metrics(name);
        return told.get(told.size() - 1);
    }

    private NumberDataPoint point(String metric, String name, String value) {
        return last(metric).getSum().getDataPointsList().stream()
                .filter(it -> has(it.getAttributesList(), name, value))
                .findFirst()
                .orElseThrow(() -> new AssertionError(metric));
    }

    private static boolean has(List<KeyValue> attributes, String name, String value) {
        return attribute(attributes, name).filter(value::equals).isPresent();
    }

    /** Films, prompts, answers and keys stay here. */
    @Test
    void nothingIsToldOfWhatWasAsked() throws SQLException {
        analyze(FIVE_CALLS).statusCode(200);
        model.next(Fault.refused(401, "authentication_error", "invalid x-api-key"));
        analyze("{\"batch\": false, \"limit\": 1}");

        String everything = collector.everything();
        assertThat(everything, containsString("claude-haiku-5-5"));
        for (Billed call : model.ledger().billed())
            assertThat(everything, not(containsString(call.film().replaceFirst(" \\(?\\d{4}\\)?$", ""))));
        for (String film : db.rows("select movie_id from cineai.movie_analyses"))
            assertThat(everything, not(containsString(film)));
        assertThat(everything, not(containsString(FakeAnthropic.KEY)));
        assertThat(everything, not(containsString(PostgresForFunction.SECRET)));
        assertThat(everything, not(containsString("neo_noir")));
    }
}
