package io.cineai.functions.drain;

import io.cineai.usecase.RunReport;
import io.cineai.usecase.DrainQueue;
import io.cineai.usecase.DrainQueue.Request;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /queue-drain}: the lists of the users in the queue. */
@ApplicationScoped
public class QueueDrainFunction {
    private final DrainQueue useCase;

    QueueDrainFunction(DrainQueue useCase) {
        this.useCase = useCase;
    }

    @Funq("queue-drain")
    public Uni<RunReport> run(@Nullable Request request) {
        return useCase.run(Optional.ofNullable(request).orElse(Request.ALL));
    }
}
