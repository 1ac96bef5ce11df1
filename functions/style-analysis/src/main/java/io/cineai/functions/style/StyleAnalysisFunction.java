package io.cineai.functions.style;

import io.cineai.usecase.RunReport;
import io.cineai.usecase.analysis.AnalyzeFilms;
import io.cineai.usecase.analysis.AnalyzeFilms.Request;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /style-analysis}: how a film looks and sounds, for the films that want it. */
@ApplicationScoped
public class StyleAnalysisFunction {
    private final AnalyzeFilms useCase;

    StyleAnalysisFunction(AnalyzeFilms useCase) {
        this.useCase = useCase;
    }

    @Funq("style-analysis")
    public Uni<RunReport> run(@Nullable Request request) {
        return useCase.style(Optional.ofNullable(request).orElse(Request.ALL));
    }
}
