package io.cineai.functions.coldstart;

import io.cineai.usecase.RunReport;
import io.cineai.usecase.coldstart.ColdStart;
import io.cineai.usecase.coldstart.ColdStart.Request;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /cold-start}: the analyses of the most wanted films and every list of a new installation; resumable. */
@ApplicationScoped
public class ColdStartFunction {
    private final ColdStart useCase;

    ColdStartFunction(ColdStart useCase) {
        this.useCase = useCase;
    }

    @Funq("cold-start")
    public Uni<RunReport> run(@Nullable Request request) {
        return useCase.run(Optional.ofNullable(request).orElse(Request.DEFAULT));
    }
}
