package io.cineai.usecase;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Knows whether the process was asked to end: no run takes up more work then. */
@ApplicationScoped
public class Stopping {
    private volatile boolean asked;

    /** Comes before requests in work are waited for; the shutdown event itself would come after them. */
    void stop(@Observes ShutdownDelayInitiatedEvent ending) {
        asked = true;
    }

    public boolean isAsked() {
        return asked;
    }
}
