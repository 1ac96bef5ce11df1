package io.cineai.functions.thematic;

import io.cineai.usecase.RunReport;
import io.cineai.usecase.analysis.AnalyzeFilms;
import io.cineai.usecase.analysis.AnalyzeFilms.Request;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /thematic-analysis}: what a film is about, for the films that want it. */
@ApplicationScoped
public class ThematicAnalysisFunction {
    private final AnalyzeFilms useCase;

    ThematicAnalysisFunction(AnalyzeFilms useCase) {
        this.useCase = useCase;
    }

    @Funq("thematic-analysis")
    public Uni<RunReport> run(@Nullable Request request) {
        return useCase.themes(Optional.ofNullable(request).orElse(Request.ALL));
    }
}
