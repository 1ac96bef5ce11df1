package io.cineai.functions.opinions;

import io.cineai.usecase.RunReport;
import io.cineai.usecase.wording.AskForOpinions;
import io.cineai.usecase.wording.AskForOpinions.Request;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /list-opinions}: what a language model thinks of lists of users of whom little is known. */
@ApplicationScoped
public class ListOpinionsFunction {
    private final AskForOpinions useCase;

    ListOpinionsFunction(AskForOpinions useCase) {
        this.useCase = useCase;
    }

    @Funq("list-opinions")
    public Uni<RunReport> run(@Nullable Request request) {
        return useCase.run(Optional.ofNullable(request).orElse(Request.ALL));
    }
}
