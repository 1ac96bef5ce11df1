package io.cineai.usecase.monitor;

import io.cineai.alert.AlertConfig;
import io.cineai.alert.Channel;
import io.cineai.alert.Delivery;
import io.cineai.alert.Delivery.Delivered;
import io.cineai.alert.Delivery.Nowhere;
import io.cineai.alert.Delivery.Undelivered;
import io.cineai.monitor.Alert;
import io.cineai.monitor.Finding;
import io.cineai.monitor.Notice;
import io.cineai.monitor.Notice.Kind;
import io.cineai.monitor.NoticePolicy;
import io.cineai.store.alert.AlertStore;
import io.cineai.usecase.Deadline;
import io.cineai.usecase.Tally;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Brings what the channel believes to what is. A message is claimed in the database, sent, and noted as told: two monitors at once send it
 * once, and one that could not be sent, or whose sender died, is sent by a later run.
 */
@ApplicationScoped
class Announcements {
    private static final Logger LOG = Logger.getLogger(Announcements.class);

    private final AlertStore alerts;
    private final Channel channel;
    private final AlertConfig config;
    private final MonitorConfig monitor;
    private final NoticePolicy policy;

    Announcements(AlertStore alerts, Channel channel, AlertConfig config, MonitorConfig monitor) {
        this.alerts = alerts;
        this.channel = channel;
        this.config = config;
        this.monitor = monitor;
        policy = new NoticePolicy(config.quiet(), config.settle(), config.reminder());
        if (config.lease().compareTo(config.timeout()) <= 0)
            throw new IllegalArgumentException("cineai.alert.lease must be longer than cineai.alert.timeout: "
                    + config.lease() + ", " + config.timeout());
    }

    /** Keys that would be told of, were these findings kept. */
    Uni<List<String>> planned(List<Finding> findings, Instant now) {
        return alerts.known().map(known -> after(known, findings, now).stream()
                .flatMap(alert -> policy.due(alert, now).stream())
                .map(notice -> notice.alert().key())
                .toList());
    }

    private static Collection<Alert> after(List<Alert> known, List<Finding> findings, Instant now) {
        Map<String, Alert> all = new TreeMap<>();
        for (Alert alert : known) all.put(alert.key(), alert.notSeen(now));
        for (Finding finding : findings)
            all.merge(finding.key(), Alert.of(finding, now), (before, first) -> before.in(finding));
        return all.values();
    }

    /** Tells what is due, and gives the sign of life. */
    Uni<Tally> made(Instant now, Deadline deadline) {
        return alerts.known()
                .map(known -> known.stream()
                        .flatMap(alert -> policy.due(alert, now).stream())
                        .toList())
                .chain(due -> told(due, deadline))
                .chain(tally -> pinged(tally, deadline));
    }

    private Uni<Tally> told(List<Notice> due, Deadline deadline) {
        if (due.isEmpty()) return Uni.createFrom().item(Tally.NOTHING.withDetails(counts(List.of())));
        if (channel.isOpen() && !deadline.leaves(config.timeout()))
            return Uni.createFrom().item(unsent(due, "no time was left to send it"));
        UUID token = UUID.randomUUID();
        return alerts.claim(due, token, config.lease())
                .map(ours -> due.stream()
                        .filter(it -> ours.contains(it.alert().key()))
                        .toList())
                .chain(ours -> ours.isEmpty()
                        ? Uni.createFrom().item(Tally.NOTHING.withDetails(counts(List.of())))
                        : channel.send(ours).chain(delivery -> noted(ours, token, delivery)));
    }

    private Uni<Tally> noted(List<Notice> notices, UUID token, Delivery delivery) {
        if (delivery instanceof Undelivered not) {
            LOG.warnf("%d notices wait for the next run: %s", notices.size(), not.why());
            return alerts.release(token).map(released -> unsent(notices, not.why()));
        }
        // The log is told once as well; where there is no webhook, it is all that is told.
        notices.forEach(notice -> log(notice, delivery instanceof Nowhere));
        return alerts.told(notices, token)
                .map(done -> Tally.items(notices.size(), 0, 0).withDetails(counts(notices)));
    }

    private Uni<Tally> pinged(Tally tally, Deadline deadline) {
        if (!deadline.leaves(config.timeout())) return Uni.createFrom().item(tally);
        return channel.ping(monitor.pingUrl()).map(delivery -> with(tally, delivery));
    }

    private static Tally with(Tally tally, Delivery ping) {
        if (ping instanceof Nowhere) return tally;
        Map<String, Object> details = new LinkedHashMap<>(tally.details());
        details.put("pinged", ping instanceof Delivered);
        Tally all = tally.withDetails(details);
        return ping instanceof Undelivered not ? all.withProblem("ping", not.why()) : all;
    }

    private static Tally unsent(List<Notice> notices, String why) {
        Tally all = Tally.items(0, notices.size(), 0).withProblem("webhook", why);
        return all.withDetails(counts(List.of()));
    }

    private static Map<String, Object> counts(List<Notice> told) {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("notified", keys(told, false));
        counts.put("recovered", keys(told, true));
        return counts;
    }

    private static List<String> keys(List<Notice> notices, boolean over) {
        return notices.stream()
                .filter(it -> (it.kind() == Kind.OVER) == over)
                .map(it -> it.alert().key())
                .toList();
    }

    private static void log(Notice notice, boolean loud) {
        String line = notice.kind().label() + ": " + notice.alert().text();
        if (loud && notice.kind() != Kind.OVER) LOG.warn(line);
        else LOG.info(line);
    }
}
