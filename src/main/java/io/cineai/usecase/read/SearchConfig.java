package io.cineai.usecase.read;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How films are searched by words. */
@ConfigMapping(prefix = "cineai.search")
interface SearchConfig {
    /** Whether films are read into memory when the process starts, so that its first search need not wait for that. */
    @WithDefault("false")
    boolean atStart();

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
