package io.cineai.usecase.export;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What is exported where a call does not say, and where to. */
@ConfigMapping(prefix = "cineai.export")
interface ExportConfig {
    /** The folder. Without it nothing is exported. */
    Optional<String> folder();

    /** Films in a list. Range 1 to 200. */
    @WithDefault("50")
    int limit();

    /** Films that get a list of similar ones, the most popular first. */
    @WithDefault("1000")
    int movies();

    /** A genre or theme of fewer films gets no list. */
    @WithDefault("5")
    int leastFilms();

    /** How long a file stays that the manifest names no more; longer than anybody keeps a manifest. */
    @WithDefault("24h")
    Duration grace();

    /** Whether users who asked get a file of their own. */
    @WithDefault("false")
    boolean personal();

    /** What names of personal folders are made with, 32 characters or more; a secret. */
    Optional<String> secret();

    /** Films, or users with their lists, that one statement looks at. */
    @WithDefault("50")
    int page();

    /** How long a run goes on where its call does not say. */
    @WithDefault("10m")
    Duration deadline();
}
