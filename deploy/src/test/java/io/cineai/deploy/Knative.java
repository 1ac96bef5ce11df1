package io.cineai.deploy;

import io.cineai.functions.console.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What {@code deploy/knative/base} takes from the manifest. */
record Knative(Manifest manifest) {
    private static final String RENDERED =
            "# Rendered from functions/functions.yaml: ./mvnw -B test -pl deploy -Dcineai.render=true\n";
    private static final String SERVICE = template("knative-service.yaml");
    private static final String INVOKER = """
            - name: CINEAI_SCHEDULER_SECRET
              valueFrom:
                secretKeyRef:
                  name: cineai-scheduler
                  key: CINEAI_SCHEDULER_SECRET
            """.indent(12);
    private static final String SCHEDULE = template("knative-schedule.yaml");
    /** Longer than a pod takes to be scheduled, to pull its image and to be ready. */
    private static final int STARTS_WITHIN = 120;

    /** One Knative Service a function. */
    String services() {
        return RENDERED
                + manifest.functions().entrySet().stream()
                        .map(it -> service(it.getKey(), it.getValue()))
                        .collect(Collectors.joining());
    }

    /** One CronJob a tick. */
    String schedules() {
        return RENDERED
                + manifest.functions().entrySet().stream()
                        .flatMap(it -> schedules(it.getKey(), it.getValue()).stream())
                        .collect(Collectors.joining());
    }

    private static String service(String function, Manifest.Entry entry) {
        boolean isJob = entry.kind().equals("job");
        return filled(
                SERVICE,
                Map.of(
                        "function",
                        function,
                        "visibility",
                        isJob ? "\n    networking.knative.dev/visibility: cluster-local" : "",
                        "instances",
                        String.valueOf(entry.concurrency()),
                        "target",
                        isJob ? "" : "\n        autoscaling.knative.dev/target: \"50\"",
                        "atOnce",
                        isJob ? "1" : "0",
                        "timeout",
                        String.valueOf(entry.timeout()),
                        "role",
                        entry.role(),
                        "password",
                        passwordKey(function),
                        "invoker",
                        isJob || function.equals("console") ? INVOKER : "",
                        "memory",
                        String.valueOf(entry.memory())));
    }

    private static List<String> schedules(String function, Manifest.Entry entry) {
        List<String> schedules = new ArrayList<>();
        for (Manifest.Tick tick : entry.ticks()) {
            String name = schedules.isEmpty() ? function : function + "-" + (schedules.size() + 1);
            schedules.add(schedule(name, function, entry, tick));
        }
        return schedules;
    }

    private static String schedule(String name, String function, Manifest.Entry entry, Manifest.Tick tick) {
        Pace pace = Pace.of(tick.schedule());
        int patience = entry.timeout() + STARTS_WITHIN;
        return filled(
                SCHEDULE,
                Map.of(
                        "name", name,
                        "function", function,
                        "does", entry.does(),
                        "cron", tick.schedule(),
                        "late", String.valueOf(pace.late()),
                        "retries", String.valueOf(pace.retries()),
                        "patience", String.valueOf(patience),
                        "deadline", String.valueOf((patience + STARTS_WITHIN) * (1 + pace.retries())),
                        "payload",
                                tick.payload() == null ? "{}" : tick.payload().toString()));
    }

    /**
     * How a schedule bears being late and failing.
     *
     * @param late seconds after which a tick that could not begin is left out
     * @param retries what runs every few minutes has its next tick for that
     */
    record Pace(int late, int retries) {
        static Pace of(String cron) {
            String[] fields = cron.split(" ", -1);
            if (fields[0].startsWith("*/")) return new Pace(Integer.parseInt(fields[0].substring(2)) * 30, 0);
            return fields[1].equals("*") ? new Pace(1200, 0) : new Pace(3600, 1);
        }
    }

    /** Where the password of a function's role stands in the Secret {@code cineai-passwords}. */
    static String passwordKey(String function) {
        return "CINEAI_PASSWORD_" + function.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static String template(String name) {
        try (InputStream file = Knative.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String filled(String template, Map<String, String> values) {
        String text = template;
        for (Map.Entry<String, String> value : values.entrySet())
            text = text.replace("{" + value.getKey() + "}", value.getValue());
        return text;
    }
}
