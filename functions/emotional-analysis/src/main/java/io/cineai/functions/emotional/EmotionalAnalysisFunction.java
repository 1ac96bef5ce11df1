package io.cineai.functions.emotional;

import io.cineai.usecase.RunReport;
import io.cineai.usecase.analysis.AnalyzeFilms;
import io.cineai.usecase.analysis.AnalyzeFilms.Request;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /emotional-analysis}: how a film feels over its length, for the films that want it. */
@ApplicationScoped
public class EmotionalAnalysisFunction {
    private final AnalyzeFilms useCase;

    EmotionalAnalysisFunction(AnalyzeFilms useCase) {
        this.useCase = useCase;
    }

    @Funq("emotional-analysis")
    public Uni<RunReport> run(@Nullable Request request) {
        return useCase.journeys(Optional.ofNullable(request).orElse(Request.ALL));
    }
}
