package io.cineai.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How long connections to Postgres are waited for. */
@ConfigMapping(prefix = "cineai.connections")
interface ConnectionsConfig {
    /** The longest that opening one may take. */
    @WithDefault("5s")
    Duration connect();

    /** The longest that somebody waits for one to be free; 0 or nothing: for ever, as jobs do, whose deadline is another. */
    Optional<Duration> waiting();

    /** One that says nothing for so long, in use or not, is closed: its network may be gone. Nothing: never. */
    Optional<Duration> silence();
}
