package io.cineai.functions.job;

import io.cineai.usecase.RunReport;
import io.cineai.usecase.RefreshRecommendations;
import io.cineai.usecase.RefreshRecommendations.Request;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /recommendation-job}: one user's list, or every list that is due. */
@ApplicationScoped
public class RecommendationJobFunction {
    private final RefreshRecommendations useCase;

    RecommendationJobFunction(RefreshRecommendations useCase) {
        this.useCase = useCase;
    }

    @Funq("recommendation-job")
    public Uni<RunReport> run(@Nullable Request request) {
        return useCase.run(Optional.ofNullable(request).orElse(Request.DUE));
    }
}
