package io.cineai.functions.training;

import io.cineai.usecase.RunReport;
import io.cineai.usecase.TrainSimilarity;
import io.cineai.usecase.TrainSimilarity.Request;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /similarity-training}: learns the item-to-item model. */
@ApplicationScoped
public class SimilarityTrainingFunction {
    private final TrainSimilarity useCase;

    SimilarityTrainingFunction(TrainSimilarity useCase) {
        this.useCase = useCase;
    }

    @Funq("similarity-training")
    public Uni<RunReport> run(@Nullable Request request) {
        return useCase.run(Optional.ofNullable(request).orElse(Request.DEFAULT));
    }
}
