package io.cineai.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Who is told, and how often. */
@ConfigMapping(prefix = "cineai.alert")
public interface AlertConfig {
    /** Where messages are posted; a secret. Without it alerts stand in {@code cineai.alerts} and in the log. */
    Optional<String> webhookUrl();

    /** How long an answer may take. */
    @WithDefault("10s")
    Duration timeout();

    /** How long a connection may take. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** How long a message is one sender's; longer than sending takes. Who dies meanwhile is followed by another. */
    @WithDefault("1m")
    Duration lease();

    /** After a message on a condition its return is not told for so long, unless it is worse. */
    @WithDefault("30m")
    Duration quiet();

    /** A condition is over when it was not seen for so long. */
    @WithDefault("10m")
    Duration settle();

    /** What still stands is told again after so long. */
    @WithDefault("6h")
    Duration reminder();
}
