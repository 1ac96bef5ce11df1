package io.cineai.usecase.analysis;

import io.cineai.analyze.AnalysisKind;
import io.cineai.analyze.Rubric;
import io.cineai.llm.LanguageModel;
import io.cineai.llm.LanguageModels;
import io.cineai.movie.MovieId;
import io.cineai.store.analysis.AnalysisStore;
import io.cineai.store.analysis.Recipe;
import io.cineai.usecase.Deadline;
import io.cineai.usecase.RecordedRun;
import io.cineai.usecase.Rule;
import io.cineai.usecase.RunReport;
import io.cineai.usecase.Tally;
import io.cineai.usecase.analysis.ModelAnalyses.Wish;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps films analysed: each once for each content, by the model that is configured or else by the local rules, the most wanted first, and
 * within the budget.
 */
@ApplicationScoped
public class AnalyzeFilms {
    private final LanguageModels models;
    private final ModelAnalyses asking;
    private final LocalAnalyses ruling;
    private final Jobs jobs;
    private final Pricing pricing;
    private final Summary summary;
    private final AnalysisStore analyses;
    private final RecordedRun recorded;
    private final AnalysisConfig config;
    private final Clock clock;

    AnalyzeFilms(
            LanguageModels models,
            ModelAnalyses asking,
            LocalAnalyses ruling,
            Jobs jobs,
            Pricing pricing,
            Summary summary,
            AnalysisStore analyses,
            RecordedRun recorded,
            AnalysisConfig config,
            Clock clock) {
        this.models = models;
        this.asking = asking;
        this.ruling = ruling;
        this.jobs = jobs;
        this.pricing = pricing;
        this.summary = summary;
        this.analyses = analyses;
        this.recorded = recorded;
        this.config = config;
        this.clock = clock;
    }

    /**
     * What a call may say; null stands for the default.
     *
     * @param movieIds these films, 1 to 1,000 of them; null: all that want it, the most wanted first
     * @param limit films at the most
     * @param batch whether to send batches, for less, whose answers a later run collects; by default where no films are named and the
     *     model has batches
     * @param collect only look after batches that are under way
     * @param dryRun count and price, change nothing
     * @param deadlineSeconds after so many no more films are taken up
     */
    public record Request(
            @Nullable List<UUID> movieIds,
            @Nullable Integer limit,
            @Nullable Boolean batch,
            @Nullable Boolean collect,
            @Nullable Boolean dryRun,
            @Nullable Integer deadlineSeconds) {
        public static final Request ALL = new Request(null, null, null, null, null, null);

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

        boolean collects() {
            return Boolean.TRUE.equals(collect);
        }
    }

    /** How films look and sound. Fails with {@link IllegalStateException} where the configured model lacks a key, a name or a price. */
    public Uni<RunReport> style(Request request) {
        return run(AnalysisKind.STYLE, request);
    }

    /** What films are about. Fails as {@link #style} does. */
    public Uni<RunReport> themes(Request request) {
        return run(AnalysisKind.THEMATIC, request);
    }

    /** How films feel over their length. Fails as {@link #style} does. */
    public Uni<RunReport> journeys(Request request) {
        return run(AnalysisKind.EMOTIONAL, request);
    }

    /** Whether a model is configured; without one the local rules do it, for nothing. */
    public boolean costsMoney() {
        return models.configured().isPresent();
    }

    /** How many films have this analysis, have failed, or are under way, nearly. */
    public Uni<Long> reached(AnalysisKind kind) {
        return analyses.reached(recipe(kind));
    }

    /** How many films still want it until so many have it, have failed, or are under way. */
    public Uni<Integer> missing(AnalysisKind kind, int films) {
        return analyses.states(recipe(kind), Optional.empty()).map(states -> (int)
                Math.max(0, Math.min(states.wanted(), films - states.ready() - states.running() - states.failed())));
    }

    /**
     * The most wanted films, as a part of another's run; what is sent in batches is not waited for, and what was sent before is collected.
     * Fails as {@link #style} does.
     *
     * @param films at the most
     */
    public Uni<Tally> analyze(AnalysisKind kind, int films, UUID run, Deadline deadline) {
        Wish wish = new Wish(Optional.empty(), films, Optional.empty(), false);
        return models.configured()
                .map(model -> jobs.of(kind, run, model).chain(job -> asked(job, wish, deadline)))
                .orElseGet(() -> films == 0
                        ? Uni.createFrom().item(Tally.NOTHING)
                        : ruled(kind, Optional.empty(), films, deadline));
    }

    /** What it would cost until so many films have all three analyses, as figures by name. Fails as {@link #style} does. */
    public Uni<Map<String, Object>> price(int films, UUID run) {
        return Multi.createFrom()
                .items(AnalysisKind.values())
                .onItem()
                .transformToUniAndConcatenate(kind -> missing(kind, films).map(missing -> Map.entry(kind, missing)))
                .collect()
                .in(
                        () -> new EnumMap<AnalysisKind, Integer>(AnalysisKind.class),
                        (all, it) -> all.put(it.getKey(), it.getValue()))
                .chain(missing -> models.configured()
                        .map(model -> pricing.of(missing, run, model))
                        .orElseGet(() -> Uni.createFrom().item(Pricing.ofNothing(missing))));
    }

    private Recipe recipe(AnalysisKind kind) {
        return models.configured()
                .map(model -> new Recipe(kind, model.id(), Rubric.of(kind).version()))
                .orElseGet(() -> LocalAnalyses.recipe(kind));
    }

    private Uni<RunReport> run(AnalysisKind kind, Request request) {
        return recorded.of(kind.function(), run -> models.configured()
                .map(model -> byModel(kind, request, run, model))
                .orElseGet(() -> byRules(kind, request)));
    }

    private Uni<Tally> byRules(AnalysisKind kind, Request request) {
        Recipe recipe = LocalAnalyses.recipe(kind);
        if (request.counts() || request.collects()) return summary.of(recipe, request.named(), Tally.NOTHING);
        return ruled(kind, request.named(), limit(request), deadline(request));
    }

    private Uni<Tally> ruled(AnalysisKind kind, Optional<List<MovieId>> named, int limit, Deadline deadline) {
        return ruling.analyze(kind, deadline, named, limit)
                .chain(tally -> summary.ofRun(LocalAnalyses.recipe(kind), named, tally));
    }

    private Uni<Tally> byModel(AnalysisKind kind, Request request, UUID run, LanguageModel model) {
        return jobs.of(kind, run, model).chain(job -> request.counts() ? priced(job, request) : asked(job, request));
    }

    private Uni<Tally> priced(Job job, Request request) {
        return pricing.of(job, request.named(), limit(request))
                .chain(tally -> summary.of(job.recipe(), request.named(), tally));
    }

    private Uni<Tally> asked(Job job, Request request) {
        Wish wish = new Wish(request.named(), limit(request), Optional.ofNullable(request.batch()), request.collects());
        return asked(job, wish, deadline(request));
    }

    private Uni<Tally> asked(Job job, Wish wish, Deadline deadline) {
        return asking.analyze(job, wish, deadline).chain(tally -> summary.ofRun(job.recipe(), wish.named(), tally));
    }

    private Deadline deadline(Request request) {
        return Deadline.in(request.deadlineSeconds(), config.deadline(), clock);
    }

    private int limit(Request request) {
        return Optional.ofNullable(request.limit()).orElse(config.limit());
    }
}
