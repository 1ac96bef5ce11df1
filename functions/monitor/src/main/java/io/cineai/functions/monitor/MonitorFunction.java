package io.cineai.functions.monitor;

import io.cineai.usecase.RunReport;
import io.cineai.usecase.monitor.MonitorServices;
import io.cineai.usecase.monitor.MonitorServices.Request;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /monitor}: how it all does, and who must know. */
@ApplicationScoped
public class MonitorFunction {
    private final MonitorServices useCase;

    MonitorFunction(MonitorServices useCase) {
        this.useCase = useCase;
    }

    @Funq("monitor")
    public Uni<RunReport> run(@Nullable Request request) {
        return useCase.run(Optional.ofNullable(request).orElse(Request.ALL));
    }
}
