package io.cineai.usecase.embed;

import io.cineai.embed.EmbedConfig;
import io.cineai.movie.MovieId;
import io.cineai.store.embedding.EmbeddingWorkStore;
import io.cineai.store.embedding.Space;
import io.cineai.store.embedding.WantedStoryline;
import io.cineai.store.orm.VectorStore;
import io.cineai.usecase.Tally;
import io.cineai.usecase.embed.EmbedStorylines.Job;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes up some films: while the model is still ours, those that still want it; by the app's own vectors where they are of this model. */
@ApplicationScoped
class Steps {
    private final EmbeddingWorkStore work;
    private final VectorStore vectors;
    private final EmbedConfig config;

    Steps(EmbeddingWorkStore work, VectorStore vectors, EmbedConfig config) {
        this.work = work;
        this.vectors = vectors;
        this.config = config;
    }

    Uni<Tally> take(Job job, List<MovieId> films) {
        return work.claim(job.way().space(), job.run(), config.lease())
                .chain(ours -> ours
                        ? work.stillWanted(job.wish(), films).chain(wanted -> embedded(job, wanted)
                                .map(done -> done.plus(Tally.items(0, 0, films.size() - wanted.size()))))
                        // It took too long, and somebody else went on.
                        : Uni.createFrom().item(Tally.items(0, films.size(), 0)));
    }

    private Uni<Tally> embedded(Job job, List<WantedStoryline> wanted) {
        if (wanted.isEmpty()) return Uni.createFrom().item(Tally.NOTHING);
        if (!isTheAppsModel(job)) return job.way().embed(wanted);
        return work.appVectors(
                        wanted.stream().map(it -> it.film().id()).toList(),
                        job.way().space().dimensions())
                .chain(theirs -> taken(job, wanted, theirs));
    }

    private boolean isTheAppsModel(Job job) {
        Space ours = job.way().space();
        return config.appModel()
                .map(theirs -> Space.of(ours.provider(), theirs, ours.dimensions()))
                .filter(ours::equals)
                .isPresent();
    }

    private Uni<Tally> taken(Job job, List<WantedStoryline> wanted, Map<MovieId, float[]> theirs) {
        List<WantedStoryline> with = new ArrayList<>();
        List<WantedStoryline> without = new ArrayList<>();
        List<float[]> values = new ArrayList<>();
        for (WantedStoryline film : wanted) {
            Optional<float[]> unit =
                    Optional.ofNullable(theirs.get(film.film().id())).flatMap(Steps::unit);
            unit.ifPresent(values::add);
            (unit.isPresent() ? with : without).add(film);
        }
        Uni<Tally> copied = with.isEmpty()
                ? Uni.createFrom().item(Tally.NOTHING)
                : vectors.write(job.way().space(), Vectors.of(with, values), Optional.empty())
                        .map(written -> Tally.items(written, 0, with.size() - written));
        return copied.chain(done -> without.isEmpty()
                ? Uni.createFrom().item(done)
                : job.way().embed(without).map(done::plus));
    }

    private static Optional<float[]> unit(float[] values) {
        double squares = 0;
        for (float value : values) squares += (double) value * value;
        if (!(squares > 0 && squares < Double.POSITIVE_INFINITY)) return Optional.empty();
        float[] unit = new float[values.length];
        for (int k = 0; k < unit.length; k++) unit[k] = (float) (values[k] / Math.sqrt(squares));
        return Optional.of(unit);
    }
}
