package io.cineai.function;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How reads are answered. */
@ConfigMapping(prefix = "cineai.read")
interface ReadConfig {
    /** The longest that a read may take; then it is answered 503, whatever the database is doing. */
    @WithDefault("3s")
    Duration timeout();

    /** Requests of one caller a minute, to one instance; beyond them 429. 0: no limit. */
    @WithDefault("600")
    int requestsAMinute();

    /** Whether films, which are the same for everybody, may be read without a token, and kept by shared caches. */
    @WithDefault("false")
    boolean openFilms();

    /** How long an answer about films may be kept. */
    @WithDefault("5m")
    Duration filmsMaxAge();

    /** Pages of these origins may read, as {@code https://app.example}; {@code *}: those of any. Without one, no other site's may. */
    Optional<List<String>> corsOrigins();
}
