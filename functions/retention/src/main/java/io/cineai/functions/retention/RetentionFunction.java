package io.cineai.functions.retention;

import io.cineai.usecase.ApplyRetention;
import io.cineai.usecase.ApplyRetention.Request;
import io.cineai.usecase.RunReport;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /retention}: lets go of what is past its time. */
@ApplicationScoped
public class RetentionFunction {
    private final ApplyRetention useCase;

    RetentionFunction(ApplyRetention useCase) {
        this.useCase = useCase;
    }

    @Funq("retention")
    public Uni<RunReport> run(@Nullable Request request) {
        return useCase.run(Optional.ofNullable(request).orElse(Request.ALL));
    }
}
