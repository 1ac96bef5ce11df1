package io.cineai.functions.evaluation;

import io.cineai.usecase.RunReport;
import io.cineai.usecase.evaluation.EvaluateAlgorithms;
import io.cineai.usecase.evaluation.EvaluateAlgorithms.Request;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /evaluation}: measures how good each algorithm is. */
@ApplicationScoped
public class EvaluationFunction {
    private final EvaluateAlgorithms useCase;

    EvaluationFunction(EvaluateAlgorithms useCase) {
        this.useCase = useCase;
    }

    @Funq("evaluation")
    public Uni<RunReport> run(@Nullable Request request) {
        return useCase.run(Optional.ofNullable(request).orElse(Request.ALL));
    }
}
