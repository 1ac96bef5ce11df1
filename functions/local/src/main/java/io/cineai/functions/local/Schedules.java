package io.cineai.functions.local;

import io.cineai.functions.console.Manifest;
import io.cineai.functions.console.Manifest.Tick;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Does what a cloud scheduler does: posts each function's payload to it, at the times of the manifest, skipping overlaps. */
@ApplicationScoped
class Schedules {
    private static final Logger LOG = Logger.getLogger(Schedules.class);
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    private static final Pattern DAY = Pattern.compile("(?<![/\\d])[0-7](?!\\d)");
    private static final int AFTER_THE_DATA = 10_000;
    private static final long PATIENCE = 3_600_000;

    private final Scheduler scheduler;
    private final Startup startup;
    private final Config config;
    private final HttpClient http;

    Schedules(Scheduler scheduler, Startup startup, Config config, Vertx vertx) {
        this.scheduler = scheduler;
        this.startup = startup;
        this.config = config;
        http = vertx.createHttpClient();
    }

    void install(@Observes @Priority(AFTER_THE_DATA) StartupEvent started) {
        Manifest.read().functions().forEach((name, entry) -> {
            for (Tick tick : entry.ticks()) install(name, tick);
        });
    }

    private void install(String name, Tick tick) {
        String payload = String.valueOf(tick.payload());
        scheduler
                .newJob(name + " " + tick.schedule())
                .setCron(withSeconds(tick.schedule()))
                .setTimeZone("UTC")
                .setConcurrentExecution(ConcurrentExecution.SKIP)
                .setAsyncTask(execution -> startup.isDone() ? invoke(name, payload) : nothing())
                .schedule();
    }

    /**
     * Quartz, whose syntax the scheduler speaks, wants seconds first and one of the two day fields left open, and counts the days of
     * the week from 1 where cron counts from 0: names mean the same to both.
     */
    static String withSeconds(String cron) {
        String[] fields = cron.trim().split("\\s+");
        if (fields.length != 5) throw new IllegalArgumentException("schedule must have five fields: " + cron);
        if (!fields[2].equals("*") && !fields[4].equals("*"))
            throw new IllegalArgumentException("schedule must leave the day of the month or of the week open: " + cron);
        String dayOfWeek = fields[4].equals("*") ? "?" : named(fields[4]);
        String dayOfMonth = dayOfWeek.equals("?") ? fields[2] : "?";
        return String.join(" ", "0", fields[0], fields[1], dayOfMonth, fields[3], dayOfWeek);
    }

    private static String named(String daysOfWeek) {
        return DAY.matcher(daysOfWeek).replaceAll(day -> DAYS.get(Integer.parseInt(day.group()) % DAYS.size()));
    }

    private Uni<Void> invoke(String function, String payload) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(config.getValue("quarkus.http.port", Integer.class))
                .setURI("/" + function)
                .setIdleTimeout(PATIENCE)
                .putHeader("Content-Type", "application/json");
        config.getOptionalValue("cineai.scheduler.secret", String.class)
                .ifPresent(secret -> request.putHeader("Authorization", "Bearer " + secret));
        return Uni.createFrom()
                .completionStage(() -> http.request(request)
                        .compose(ready -> send(ready, payload))
                        .compose(answer -> answer.body().map(body -> told(function, answer, body)))
                        .toCompletionStage())
                .onFailure()
                .invoke(failure -> LOG.warnf("%s could not be invoked: %s", function, failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private static Future<HttpClientResponse> send(HttpClientRequest request, String payload) {
        return request.send(payload);
    }

    private static Buffer told(String function, HttpClientResponse answer, Buffer body) {
        LOG.infof("%s answered %d: %s", function, answer.statusCode(), body);
        return body;
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
