package io.cineai.functions.warmup;

import io.cineai.usecase.RunReport;
import io.cineai.usecase.query.WarmQueries;
import io.cineai.usecase.query.WarmQueries.Request;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /query-cache-warmup}: what common and wanted queries mean, before the next user asks. */
@ApplicationScoped
public class QueryCacheWarmupFunction {
    private final WarmQueries useCase;

    QueryCacheWarmupFunction(WarmQueries useCase) {
        this.useCase = useCase;
    }

    @Funq("query-cache-warmup")
    public Uni<RunReport> run(@Nullable Request request) {
        return useCase.run(Optional.ofNullable(request).orElse(Request.ALL));
    }
}
