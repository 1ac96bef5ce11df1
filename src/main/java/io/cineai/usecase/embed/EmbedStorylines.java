package io.cineai.usecase.embed;

import io.cineai.embed.EmbedConfig;
import io.cineai.embed.TextEmbedders;
import io.cineai.movie.MovieId;
import io.cineai.store.embedding.EmbeddingStore;
import io.cineai.store.embedding.EmbeddingWorkStore;
import io.cineai.store.embedding.EmbeddingWorkStore.States;
import io.cineai.store.embedding.EmbeddingWorkStore.Wish;
import io.cineai.usecase.Deadline;
import io.cineai.usecase.RecordedRun;
import io.cineai.usecase.Rule;
import io.cineai.usecase.RunReport;
import io.cineai.usecase.Stopping;
import io.cineai.usecase.Tally;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps films embedded: each once for each content, by the model that is configured or else by words, the most wanted first, and within the
 * budget. A model is one run's at a time; another is put off, so that no film is paid for twice.
 */
@ApplicationScoped
public class EmbedStorylines {
    static final String FUNCTION = "storyline-embedding";

    /** Of a hundred films; the rest may be such as no model takes. */
    private static final int COMPLETE = 98;

    private final TextEmbedders embedders;
    private final PaidModels paid;
    private final WordModels words;
    private final Steps steps;
    private final EmbeddingWorkStore work;
    private final EmbeddingStore embeddings;
    private final RecordedRun recorded;
    private final EmbedConfig config;
    private final Clock clock;
    private final Stopping stopping;

    EmbedStorylines(
            TextEmbedders embedders,
            PaidModels paid,
            WordModels words,
            Steps steps,
            EmbeddingWorkStore work,
            EmbeddingStore embeddings,
            RecordedRun recorded,
            EmbedConfig config,
            Clock clock,
            Stopping stopping) {
        this.embedders = embedders;
        this.paid = paid;
        this.words = words;
        this.steps = steps;
        this.work = work;
        this.embeddings = embeddings;
        this.recorded = recorded;
        this.config = config;
        this.clock = clock;
        this.stopping = stopping;
    }

    /**
     * What a call may say; null stands for the default.
     *
     * @param limit films at the most
     * @param movieIds these films, 1 to 1,000 of them; null: all that want it, the most wanted first
     * @param dryRun count, change nothing
     * @param deadlineSeconds after so many no more films are taken up
     */
    public record Request(
            @Nullable Integer limit,
            @Nullable List<UUID> movieIds,
            @Nullable Boolean dryRun,
            @Nullable Integer deadlineSeconds) {
        public static final Request ALL = new Request(null, null, null, null);

        public Request {
            Rule.positive("limit", limit);
            Rule.positive("deadlineSeconds", deadlineSeconds);
            movieIds = Rule.films("movieIds", movieIds);
        }

        Optional<List<MovieId>> named() {
            return Optional.ofNullable(movieIds)
                    .map(ids -> ids.stream().map(MovieId::new).toList());
        }

        boolean counts() {
            return Boolean.TRUE.equals(dryRun);
        }
    }

    /** One run: what is asked of it, and by which way. */
    record Job(UUID run, Way way, Wish wish, int limit, Deadline deadline) {}

    /** Fails with {@link IllegalStateException} where the configured model lacks a setting or a price. */
    public Uni<RunReport> run(Request request) {
        return recorded.of(FUNCTION, run -> job(run, request)
                .chain(job -> request.counts() ? told(job, Tally.NOTHING, Map.of()) : inTurn(job)));
    }

    private Uni<Job> job(UUID run, Request request) {
        Deadline deadline = Deadline.in(request.deadlineSeconds(), config.deadline(), clock);
        int limit = Optional.ofNullable(request.limit()).orElse(config.limit());
        return embedders
                .configured()
                .map(model -> paid.way(model, run, deadline, !request.counts()))
                .orElseGet(() -> words.way(!request.counts()))
                .map(way -> new Job(
                        run,
                        way,
                        new Wish(way.space(), way.version(), request.named(), way.isPaid()),
                        limit,
                        deadline));
    }

    private Uni<Tally> inTurn(Job job) {
        return work.claim(job.way().space(), job.run(), config.lease())
                .chain(ours -> ours
                        ? embedded(job).eventually(() -> work.release(job.way().space(), job.run()))
                        : told(
                                job,
                                Tally.ONE_DEFERRED.withProblem(FUNCTION, "another run is at work with this model"),
                                Map.of()));
    }

    /** The index is asked for before there are vectors: of none it is built in no time. */
    private Uni<Tally> embedded(Job job) {
        return work.forgetOutlived(job.way().space())
                .chain(() -> work.ensureIndex(job.way().space()))
                .chain(index -> work.wanted(job.wish(), job.limit())
                        .chain(films -> inSteps(job, films))
                        .chain(tally -> published(job, tally, index)));
    }

    private Uni<Tally> inSteps(Job job, List<MovieId> films) {
        int step = job.way().step();
        List<List<MovieId>> parts = new ArrayList<>();
        for (int from = 0; from < films.size(); from += step)
            parts.add(films.subList(from, Math.min(films.size(), from + step)));
        return Multi.createFrom()
                .iterable(parts)
                .onItem()
                .transformToUniAndConcatenate(
                        part -> isEnough(job) ? Uni.createFrom().item(Tally.NOTHING) : steps.take(job, part))
                .collect()
                .in(ArrayList<Tally>::new, List::add)
                .map(tallies -> tallies.stream().reduce(Tally.NOTHING, Tally::plus));
    }

    private boolean isEnough(Job job) {
        return job.way().isStopped() || stopping.isAsked() || job.deadline().isPast();
    }

    private Uni<Tally> published(Job job, Tally tally, String index) {
        Wish all = new Wish(
                job.wish().space(),
                job.wish().version(),
                Optional.empty(),
                job.wish().paid());
        return work.states(all)
                .chain(states -> work.makeCurrent(job.way().space(), isComplete(states)))
                .invoke(embeddings::forget)
                .chain(() -> told(job, tally, Map.of("index", index)));
    }

    private static boolean isComplete(States states) {
        return states.ready() * 100 >= (states.ready() + states.wanted()) * COMPLETE;
    }

    private Uni<Tally> told(Job job, Tally tally, Map<String, Object> more) {
        return work.states(job.wish()).map(states -> {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("model", job.way().space().name());
            details.put("dimensions", job.way().space().dimensions());
            details.put("ready", states.ready());
            details.put("wanted", states.wanted());
            details.putAll(more);
            return tally.withRemaining(states.wanted())
                    .withLlm(job.way().spent())
                    .withDetails(details);
        });
    }
}
