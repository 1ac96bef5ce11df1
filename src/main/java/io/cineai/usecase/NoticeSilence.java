package io.cineai.usecase;

import io.cineai.monitor.Inspection;
import io.cineai.monitor.State;
import io.cineai.store.alert.AlertStore;
import io.cineai.store.alert.AlertStore.Silence;
import io.cineai.store.health.HealthStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Watches whoever watches: what runs as often as the monitor looks whether that still runs. It has no way out of its own but the log; the
 * alert that it leaves is told as soon as a monitor runs again, and the service behind the monitor's ping tells without.
 */
@ApplicationScoped
class NoticeSilence {
    private static final Logger LOG = Logger.getLogger(NoticeSilence.class);
    private static final Duration TOO_LONG = Duration.ofMinutes(15);

    private final AlertStore alerts;
    private final HealthStore health;

    NoticeSilence(AlertStore alerts, HealthStore health) {
        this.alerts = alerts;
        this.health = health;
    }

    /** Never fails: whoever looks has work of its own. */
    Uni<Void> of(String monitor, String own) {
        return alerts.silence(monitor, own, TOO_LONG)
                .chain(silence ->
                        silence.map(this::raised).orElse(Uni.createFrom().voidItem()))
                .onFailure()
                .invoke(why -> LOG.warnf("whether %s still runs is not known: %s", monitor, why.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> raised(Silence silence) {
        var finding = Inspection.silence(silence.since(), silence.now());
        LOG.error(finding.text());
        return alerts.raise(finding, silence.now())
                .chain(() -> health.publishChange(finding.service(), State.FAILED, finding.key()));
    }
}
