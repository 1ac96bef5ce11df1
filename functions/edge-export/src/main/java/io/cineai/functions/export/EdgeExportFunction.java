package io.cineai.functions.export;

import io.cineai.usecase.RunReport;
import io.cineai.usecase.export.ExportLists;
import io.cineai.usecase.export.ExportLists.Request;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /edge-export}: lists as files that a CDN can serve. */
@ApplicationScoped
public class EdgeExportFunction {
    private final ExportLists useCase;

    EdgeExportFunction(ExportLists useCase) {
        this.useCase = useCase;
    }

    @Funq("edge-export")
    public Uni<RunReport> run(@Nullable Request request) {
        return useCase.run(Optional.ofNullable(request).orElse(Request.ALL));
    }
}
