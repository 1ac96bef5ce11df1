package io.cineai.functions.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The manifest {@code functions.yaml}: what functions there are, when they run and with what payload. */
@RegisterForReflection
public record Manifest(Map<String, Entry> functions) {

    /**
     * One function.
     *
     * @param kind job: invoked by POST; http: serves reads
     * @param schedule cron of five fields, UTC; null where nothing invokes it by the clock
     * @param payload what the schedule sends; null where there is none
     * @param also further schedules; null where there are none
     * @param role database role
     * @param timeout seconds
     * @param memory megabytes
     * @param concurrency instances at once
     */
    @RegisterForReflection
    public record Entry(
            String does,
            String kind,
            String role,
            @Nullable String schedule,
            @Nullable JsonNode payload,
            @Nullable List<Tick> also,
            int timeout,
            int memory,
            int concurrency,
            List<JsonNode> examples) {
        /** Every time at which the clock invokes it, and with what. */
        public List<Tick> ticks() {
            Stream<Tick> first = Stream.ofNullable(schedule).map(cron -> new Tick(cron, payload));
            return Stream.concat(first, Stream.ofNullable(also).flatMap(List::stream))
                    .toList();
        }
    }

    /** A schedule and what it sends. */
    @RegisterForReflection
    public record Tick(String schedule, @Nullable JsonNode payload) {}

    public static Manifest read() {
        try (InputStream file = Manifest.class.getResourceAsStream("/functions.yaml")) {
            return new YAMLMapper().readValue(Objects.requireNonNull(file, "functions.yaml"), Manifest.class);
        } catch (IOException malformed) {
            throw new UncheckedIOException("functions.yaml", malformed);
        }
    }
}
