package io.cineai.telemetry;

import io.cineai.budget.ModelId;
import io.cineai.log.CurrentRun;
import io.cineai.log.Run;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Runs and calls, as spans and metrics. The parent of a call is the run that it belongs to, by name and not by thread. */
@ApplicationScoped
public class Telemetry {
    private static final String SCOPE = "io.cineai";

    private final OpenTelemetry openTelemetry;
    private final Tracer tracer;
    private final Meters meters;
    private final Duration flushWithin;
    private final Map<UUID, Span> underWay = new ConcurrentHashMap<>();

    Telemetry(OpenTelemetry openTelemetry, SdkConfig sdk, TelemetryConfig config) {
        // What is off still makes spans, and throws them away.
        this.openTelemetry = sdk.disabled() ? OpenTelemetry.noop() : openTelemetry;
        tracer = this.openTelemetry.getTracer(SCOPE);
        meters = Meters.of(this.openTelemetry.getMeter(SCOPE));
        flushWithin = config.flushWithin();
    }

    /** A run begins. Its span ends in {@link #ended}. */
    public Run begun(UUID id, String function) {
        Span span = tracer.spanBuilder(function)
                .setAttribute(Names.RUN, id.toString())
                .setAttribute(Names.FUNCTION, function)
                .startSpan();
        underWay.put(id, span);
        return new Run(
                id,
                function,
                span.getSpanContext().isValid() ? span.getSpanContext().getTraceId() : "");
    }

    /** What a run did; also of one that fails because all of it did. */
    public void did(Run run, Figures figures) {
        Span span = underWay.getOrDefault(run.id(), Span.getInvalid());
        Attributes function = Attributes.of(Names.FUNCTION, run.function());
        span.setAttribute("cineai.run.remaining", figures.remaining());
        span.setAttribute("cineai.llm.calls", figures.calls());
        span.setAttribute("cineai.llm.cost_usd", figures.costUsd());
        Map.of(
                        "succeeded", figures.succeeded(),
                        "failed", figures.failed(),
                        "deferred", figures.deferred(),
                        "skipped", figures.skipped())
                .forEach((outcome, count) -> {
                    span.setAttribute("cineai.run." + outcome, count);
                    meters.items()
                            .add(
                                    count,
                                    function.toBuilder()
                                            .put(Names.OUTCOME, outcome)
                                            .build());
                });
        meters.remaining().set(figures.remaining(), function);
        if (figures.costUsd() > 0) meters.cost().add(figures.costUsd(), function);
    }

    /** A run is over. @param failure the kind of its failure, never a message, which may name somebody */
    public void ended(Run run, Optional<String> failure, Duration took) {
        Attributes how = Attributes.of(
                Names.FUNCTION, run.function(), Names.OUTCOME, failure.isPresent() ? "failed" : "succeeded");
        meters.runs().add(1, how);
        meters.runDuration().record(took.toNanos() / 1e9, how);
        Span span = underWay.remove(run.id());
        if (span == null) return;
        failure.ifPresent(kind -> span.setStatus(StatusCode.ERROR).setAttribute(Names.ERROR, kind));
        span.end();
    }

    /** A claim had become somebody else's when its list was to be written. */
    public void fenced() {
        meters.fenced().add(1);
    }

    /** A request to a model is about to be sent. @param maxTokens 0: does not apply */
    public ModelCall call(String operation, ModelId model, URI server, int maxTokens) {
        SpanBuilder span = tracer.spanBuilder(operation + " " + model.model())
                .setSpanKind(SpanKind.CLIENT)
                .setParent(parent());
        if (maxTokens > 0) span.setAttribute(Names.MAX_TOKENS, (long) maxTokens);
        return new ModelCall(span, meters, operation, model, server);
    }

    private Context parent() {
        return CurrentRun.get()
                .map(run -> underWay.get(run.id()))
                .map(span -> Context.root().with(span))
                .orElseGet(Context::current);
    }

    /**
     * Sends what was gathered, where there is somebody to send it to: nobody may come for it later, when the process is frozen or gone.
     * Never fails, and takes no longer than configured.
     */
    public Uni<Void> sent() {
        if (!(openTelemetry instanceof OpenTelemetrySdk sdk))
            return Uni.createFrom().voidItem();
        return Uni.combine()
                .all()
                .unis(sentTwice(sdk), done(() -> sdk.getSdkMeterProvider().forceFlush()))
                .discardItems()
                .ifNoItem()
                .after(flushWithin)
                .recoverWithItem(() -> null)
                .onFailure()
                .recoverWithNull();
    }

    /** Who asks while spans are being sent for another run is told when those are; the second time ours are among them. */
    private static Uni<Void> sentTwice(OpenTelemetrySdk sdk) {
        Uni<Void> spans = done(() -> sdk.getSdkTracerProvider().forceFlush());
        return spans.chain(() -> spans);
    }

    private static Uni<Void> done(Supplier<CompletableResultCode> sending) {
        return Uni.createFrom().emitter(emitter -> sending.get().whenComplete(() -> emitter.complete(null)));
    }
}
