package io.cineai.functions.embedding;

import io.cineai.usecase.RunReport;
import io.cineai.usecase.embed.EmbedStorylines;
import io.cineai.usecase.embed.EmbedStorylines.Request;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /storyline-embedding}: keeps films embedded. */
@ApplicationScoped
public class StorylineEmbeddingFunction {
    private final EmbedStorylines useCase;

    StorylineEmbeddingFunction(EmbedStorylines useCase) {
        this.useCase = useCase;
    }

    @Funq("storyline-embedding")
    public Uni<RunReport> run(@Nullable Request request) {
        return useCase.run(Optional.ofNullable(request).orElse(Request.ALL));
    }
}
