package io.cineai.telemetry;

import io.smallrye.config.ConfigMapping;

/** The switch of OpenTelemetry itself; {@link OnlyWhereItIsReceived} sets it. */
@ConfigMapping(prefix = "quarkus.otel.sdk")
interface SdkConfig {
    boolean disabled();
}
