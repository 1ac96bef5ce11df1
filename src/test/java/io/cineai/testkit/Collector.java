package io.cineai.testkit;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Receives traces and metrics as any collector does: OTLP, protobuf by HTTP. */
public final class Collector implements AutoCloseable {

    private record Received(String path, byte[] body) {}

    private final Vertx vertx = Vertx.vertx();
    private final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private final HttpServer server = Loopback.server(
            vertx,
            it -> it.requestHandler(http -> http.body().onSuccess(body -> {
                receive(http.path(), body);
                http.response()
                        .putHeader("Content-Type", "application/x-protobuf")
                        .end();
            })));

    private void receive(String path, Buffer body) {
        received.add(new Received(path, body.getBytes()));
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public void forget() {
        received.clear();
    }

    public int requests() {
        return received.size();
    }

    /** Spans so far. */
    public List<Span> spans() {
        return bodies("/v1/traces")
                .map(Collector::traces)
                .flatMap(it -> it.getResourceSpansList().stream())
                .flatMap(it -> it.getScopeSpansList().stream())
                .flatMap(it -> it.getSpansList().stream())
                .toList();
    }

    /** Metrics as they were told, the latest last. */
    public List<Metric> metrics(String name) {
        return bodies("/v1/metrics")
                .map(Collector::metrics)
                .flatMap(it -> it.getResourceMetricsList().stream())
                .flatMap(it -> it.getScopeMetricsList().stream())
                .flatMap(it -> it.getMetricsList().stream())
                .filter(it -> it.getName().equals(name))
                .toList();
    }

    /** All texts that came in stand in it as they are. */
    public String everything() {
        StringBuilder all = new StringBuilder();
        for (Received one : received) all.append(new String(one.body(), StandardCharsets.UTF_8));
        return all.toString();
    }

    /** The value as text; empty where the attribute is not there. */
    public static Optional<String> attribute(List<KeyValue> attributes, String name) {
        return attributes.stream()
                .filter(it -> it.getKey().equals(name))
                .map(KeyValue::getValue)
                .map(value -> value.hasStringValue()
                        ? value.getStringValue()
                        : value.hasIntValue()
                                ? String.valueOf(value.getIntValue())
                                : value.hasArrayValue()
                                        ? value.getArrayValue().getValues(0).getStringValue()
                                        : String.valueOf(value.getDoubleValue()))
                .findFirst();
    }

    private Stream<byte[]> bodies(String path) {
        return received.stream().filter(it -> it.path().equals(path)).map(Received::body);
    }

    private static ExportTraceServiceRequest traces(byte[] body) {
        try {
            return ExportTraceServiceRequest.parseFrom(body);
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ExportMetricsServiceRequest metrics(byte[] body) {
        try {
            return ExportMetricsServiceRequest.parseFrom(body);
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
