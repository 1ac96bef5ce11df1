package io.cineai.telemetry;

import io.cineai.budget.ModelId;
import io.cineai.budget.Usage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** One request to a model, from before it is sent until its answer is read. */
public final class ModelCall {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Span span;
    private final Meters meters;
    private final Attributes what;
    private final long start = System.nanoTime();

    ModelCall(SpanBuilder span, Meters meters, String operation, ModelId model, URI server) {
        this.meters = meters;
        what = Attributes.builder()
                .put(Names.OPERATION, operation)
                .put(Names.PROVIDER, model.provider())
                .put(Names.ASKED_MODEL, model.model())
                .put(Names.SERVER, server.getHost())
                .put(Names.PORT, port(server))
                .build();
        this.span =
                span.setAllAttributes(what).setAttribute(Names.OUTPUT, "json").startSpan();
    }

    private static long port(URI server) {
        if (server.getPort() > 0) return server.getPort();
        return "http".equals(server.getScheme()) ? HTTP : HTTPS;
    }

    /**
     * An answer as its provider describes it; texts are empty where it does not say.
     *
     * @param usage empty where the provider does not say
     */
    public record Answer(String model, String id, String finish, Optional<Usage> usage) {}

    /** It was answered. */
    public void answered(Answer answer) {
        if (!answer.model().isEmpty()) span.setAttribute(Names.MODEL, answer.model());
        if (!answer.id().isEmpty()) span.setAttribute(Names.ID, answer.id());
        if (!answer.finish().isEmpty()) span.setAttribute(Names.FINISH, List.of(answer.finish()));
        answer.usage().ifPresent(this::used);
        counted(answer);
        ended();
    }

    private void used(Usage usage) {
        span.setAttribute(Names.INPUT_TOKENS, usage.prompt());
        span.setAttribute(Names.OUTPUT_TOKENS, usage.output());
        span.setAttribute(Names.CACHE_READ, usage.cacheRead());
        span.setAttribute(Names.CACHE_WRITTEN, usage.cacheWrite() + usage.cacheWrite1h());
    }

    /** The tokens of one answer, also of one among many. */
    public void counted(Answer answer) {
        answer.usage().ifPresent(usage -> {
            AttributesBuilder of = what.toBuilder();
            if (!answer.model().isEmpty()) of.put(Names.MODEL, answer.model());
            meters.tokens()
                    .record(usage.prompt(), of.put(Names.TOKEN_TYPE, "input").build());
            meters.tokens()
                    .record(usage.output(), of.put(Names.TOKEN_TYPE, "output").build());
        });
    }

    /** It was not. @param kind a status, or what went wrong in a word */
    public void failed(String kind) {
        span.setStatus(StatusCode.ERROR).setAttribute(Names.ERROR, kind);
        took(what.toBuilder().put(Names.ERROR, kind).build());
    }

    /** It is over, and there is no more to tell. */
    public void ended() {
        took(what);
    }

    private void took(Attributes how) {
        meters.callDuration().record((System.nanoTime() - start) / 1e9, how);
        span.end();
    }
}
