package io.cineai.functions.local;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that there is something to read. */
@Readiness
@ApplicationScoped
class ListsAreMade implements HealthCheck {
    private final Startup startup;

    ListsAreMade(Startup startup) {
        this.startup = startup;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("every list is made")
                .status(startup.isDone())
                .build();
    }
}
