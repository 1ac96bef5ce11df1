package io.cineai.functions.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the console may show, and where the functions are. */
@ConfigMapping(prefix = "cineai.console")
interface ConsoleConfig {
    /** Where functions are invoked, with {@code {function}} in place of the name; without it none can be run from here. */
    Optional<String> functionUrl();

    /** What the functions want to be told by who invokes them: as the scheduler does. No answer ever has it. */
    Optional<String> schedulerSecret();

    /**
     * Where the platform says who we are, on platforms that let nobody in to functions who does not: Google's metadata server and what
     * answers like it. Asked for each run, by the function's address.
     */
    Optional<String> identityUrl();

    /** Whether tokens are handed out here, so that the page can offer sample persons. */
    @WithDefault("false")
    boolean local();

    /** Hosts that posters may come from, as {@code images.example.org} or {@code *.example.org}; none: they are drawn. */
    Optional<List<String>> posterHosts();

    /** How often it is looked whether lists are others by now. One look is for all who watch. */
    @WithDefault("1s")
    Duration look();

    /** How often a stream of events says that it is still there. */
    @WithDefault("15s")
    Duration beat();

    /** How long such a stream is, before the page must ask again, by a token that is good then. 0: it is told once, and has to ask. */
    @WithDefault("30m")
    Duration longestStream();

    /** How many such streams there are at once, at the most. */
    @WithDefault("500")
    int mostStreams();

    /** How many of them one user may have; pages beyond that must wait for another to be closed. */
    @WithDefault("10")
    int mostStreamsOfOne();
}
