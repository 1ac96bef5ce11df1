package io.cineai.usecase.embed;

import io.cineai.embed.local.LocalEmbedder;
import io.cineai.store.embedding.Space;
import io.cineai.store.embedding.WantedStoryline;
import io.cineai.store.orm.VectorStore;
import io.cineai.usecase.RunReport.Llm;
import io.cineai.usecase.Tally;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.List;
import java.util.Optional;

/** The local way: at once, for nothing. */
record ByWords(Space space, LocalEmbedder embedder, VectorStore vectors) implements Way {
    private static final int STEP = 500;

    @Override
    public String version() {
        return "words" + LocalEmbedder.VERSION + ":";
    }

    @Override
    public boolean isPaid() {
        return false;
    }

    @Override
    public int step() {
        return STEP;
    }

    @Override
    public Uni<Tally> embed(List<WantedStoryline> films) {
        return Uni.createFrom()
                .item(() -> films.stream().map(it -> embedder.embed(it.film())).toList())
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(values -> vectors.write(space, Vectors.of(films, values), Optional.empty()))
                .map(written -> Tally.items(written, 0, films.size() - written));
    }

    @Override
    public boolean isStopped() {
        return false;
    }

    @Override
    public Llm spent() {
        return Llm.NONE;
    }
}
