package io.cineai.usecase.read;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How films are searched by words. */
@ConfigMapping(prefix = "cineai.search")
interface SearchConfig {
    /** How long after its start a process reads films into memory, so that its first search need not wait for that. Absent: it waits. */
    Optional<Duration> readAfter();

    /** How old the films in memory may be before they are read anew, beside the searches that go on with the old ones. */
    @WithDefault("10m")
    Duration filmsMaxAge();

    /** How long a process remembers what a search begins with: parses, and what the caller did. 0: it looks each time. */
    @WithDefault("30s")
    Duration recall();

    /** A parse that is less sure than this is one that a model should look at. Range 0 to 1. */
    @WithDefault("0.7")
    double sure();

    /** Films of one search, over all pages. Range 50 to 2000. */
    @WithDefault("500")
    int most();
}
