package io.cineai.telemetry;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Turns OpenTelemetry on where an address is configured to send to, and off elsewhere: Quarkus would send to this machine, whether or not
 * somebody listens. {@code QUARKUS_OTEL_SDK_DISABLED} has the last word.
 */
public final class OnlyWhereItIsReceived implements ConfigSourceFactory {
    private static final int BELOW_APPLICATION_PROPERTIES = 110;
    private static final String ENDPOINT = "otel.exporter.otlp.endpoint";

    /** What Quarkus hears of only with its own name before it, and everybody knows without. */
    private static final List<String> PASSED_ON =
            List.of(ENDPOINT, "otel.exporter.otlp.headers", "otel.exporter.otlp.protocol");

    private static final Map<String, String> DEFAULTS = Map.of(
            "quarkus.otel.metrics.enabled",
            "true",
            "quarkus.otel.exporter.otlp.protocol",
            "http/protobuf",
            // A sweep is thousands of statements; the database counts them better.
            "quarkus.otel.instrument.vertx-sql-client",
            "false",
            "quarkus.otel.instrument.vertx-event-bus",
            "false",
            // Counters of one process are not another's.
            "quarkus.otel.resource.attributes",
            "service.instance.id=${quarkus.uuid}");

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        return isInstalled() ? List.of(source(context)) : List.of();
    }

    /** The read function does without. */
    private static boolean isInstalled() {
        try {
            Class.forName("io.opentelemetry.api.OpenTelemetry");
            return true;
        } catch (ClassNotFoundException without) {
            return false;
        }
    }

    private static ConfigSource source(ConfigSourceContext context) {
        Map<String, String> settings = new HashMap<>(DEFAULTS);
        for (String name : PASSED_ON) value(context, name).ifPresent(value -> settings.put("quarkus." + name, value));
        boolean received = value(context, ENDPOINT).isPresent()
                || value(context, "quarkus." + ENDPOINT).isPresent();
        settings.put("quarkus.otel.sdk.disabled", String.valueOf(!received));
        return new PropertiesConfigSource(settings, "where telemetry is received", BELOW_APPLICATION_PROPERTIES);
    }

    /** Said by somebody, and no mere default. */
    private static Optional<String> value(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(name))
                .filter(value -> value.getConfigSourceOrdinal() > 0)
                .map(ConfigValue::getValue)
                .filter(value -> !value.isBlank());
    }
}
