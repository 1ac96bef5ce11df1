package io.cineai.usecase.monitor;

import io.cineai.monitor.Finding;
import io.cineai.monitor.Health;
import io.cineai.monitor.Inspection;
import io.cineai.monitor.Limits;
import io.cineai.monitor.Status;
import io.cineai.store.alert.AlertStore;
import io.cineai.store.health.HealthStore;
import io.cineai.store.status.StatusStore;
import io.cineai.store.status.StatusStore.Asked;
import io.cineai.usecase.Deadline;
import io.cineai.usecase.RecordedRun;
import io.cineai.usecase.Rule;
import io.cineai.usecase.RunReport;
import io.cineai.usecase.Tally;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at everything, publishes how it does, keeps what is amiss, and tells whoever must know. */
@ApplicationScoped
public class MonitorServices {
    private final StatusStore statuses;
    private final AlertStore alerts;
    private final HealthStore health;
    private final Announcements announcements;
    private final RecordedRun recorded;
    private final MonitorConfig config;
    private final Clock clock;
    private final Inspection inspection;

    MonitorServices(
            StatusStore statuses,
            AlertStore alerts,
            HealthStore health,
            Announcements announcements,
            RecordedRun recorded,
            MonitorConfig config,
            Clock clock) {
        this.statuses = statuses;
        this.alerts = alerts;
        this.health = health;
        this.announcements = announcements;
        this.recorded = recorded;
        this.config = config;
        this.clock = clock;
        inspection = new Inspection(limits(config));
    }

    /**
     * What a call may say; null stands for the default.
     *
     * @param dryRun say what is amiss, write and send nothing
     * @param deadlineSeconds a message that may not arrive by then is left to the next run
     */
    public record Request(
            @Nullable Boolean dryRun, @Nullable Integer deadlineSeconds) {
        public static final Request ALL = new Request(null, null);

        public Request {
            Rule.positive("deadlineSeconds", deadlineSeconds);
        }
    }

    /** A webhook that is down is told in the report, and fails no run. */
    public Uni<RunReport> run(Request request) {
        Deadline deadline = Deadline.in(request.deadlineSeconds(), config.deadline(), clock);
        boolean dryRun = Boolean.TRUE.equals(request.dryRun());
        return recorded.of("monitor", run -> look().chain(status -> dryRun ? said(status) : written(status, deadline)));
    }

    private Uni<Status> look() {
        Instant asked = clock.instant();
        return statuses.now()
                .chain(now -> statuses.status(
                        now, Duration.between(asked, clock.instant()), asked(), config.breakerFailures()));
    }

    private Asked asked() {
        return new Asked(config.listAge(), config.grace(), config.silence());
    }

    private Uni<Tally> said(Status status) {
        List<Finding> findings = inspection.of(status);
        return announcements.planned(findings, status.at()).map(planned -> Tally.NOTHING
                .withRemaining(planned.size())
                .withDetails(details(findings, Map.of("wouldNotify", planned))));
    }

    private Uni<Tally> written(Status status, Deadline deadline) {
        List<Finding> findings = inspection.of(status);
        return alerts.record(findings, status.at())
                .chain(() -> health.publish(Health.of(status, findings)))
                .chain(() -> statuses.keep(status))
                .chain(() -> announcements.made(status.at(), deadline))
                .map(tally -> tally.withDetails(details(findings, tally.details())));
    }

    private static Map<String, Object> details(List<Finding> findings, Map<String, Object> more) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put(
                "findings",
                findings.stream()
                        .map(it -> Map.of(
                                "key", it.key(), "severity", it.severity().label(), "text", it.text()))
                        .toList());
        details.putAll(more);
        return details;
    }

    private static Limits limits(MonitorConfig config) {
        return new Limits(
                config.queueAge(),
                config.backfillAge(),
                config.missedAge(),
                config.listAge(),
                config.rowsFall(),
                Map.of(
                        "thematic", config.thematicHitRate(),
                        "emotional", config.emotionalHitRate(),
                        "style", config.styleHitRate()),
                config.enoughLookups(),
                config.failures(),
                config.lostRuns(),
                config.slowDatabase());
    }
}
