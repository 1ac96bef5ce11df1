package io.cineai.usecase.evaluation;

import io.cineai.movie.Movie;
import io.cineai.recommend.Algorithm;
import io.cineai.store.evaluation.EvaluationStore;
import io.cineai.store.evaluation.Shown;
import io.cineai.store.fact.FactStore;
import io.cineai.store.film.FilmStore;
import io.cineai.taste.Grading;
import io.cineai.usecase.Deadline;
import io.cineai.usecase.RecordedRun;
import io.cineai.usecase.Rule;
import io.cineai.usecase.RunReport;
import io.cineai.usecase.Stopping;
import io.cineai.usecase.Tally;
import io.cineai.usecase.TrainConfig;
import io.cineai.usecase.list.RecommendConfig;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Measures every algorithm, by signals that it was not shown and by what users made of what it showed them. */
@ApplicationScoped
public class EvaluateAlgorithms {
    private static final String FUNCTION = "evaluation";

    private final FactStore facts;
    private final FilmStore films;
    private final EvaluationStore evaluations;
    private final RecordedRun recorded;
    private final RecommendConfig lists;
    private final TrainConfig training;
    private final EvaluationConfig config;
    private final Clock clock;
    private final Stopping stopping;

    EvaluateAlgorithms(
            FactStore facts,
            FilmStore films,
            EvaluationStore evaluations,
            RecordedRun recorded,
            RecommendConfig lists,
            TrainConfig training,
            EvaluationConfig config,
            Clock clock,
            Stopping stopping) {
        this.facts = facts;
        this.films = films;
        this.evaluations = evaluations;
        this.recorded = recorded;
        this.lists = lists;
        this.training = training;
        this.config = config;
        this.clock = clock;
        this.stopping = stopping;
    }

    /**
     * What a call may say; null stands for the default.
     *
     * @param dryRun measure and tell, write nothing
     * @param algorithms these alone; null: all
     * @param deadlineSeconds after so many no further algorithm is begun
     */
    public record Request(
            @Nullable Boolean dryRun,
            @Nullable List<String> algorithms,
            @Nullable Integer deadlineSeconds) {
        public static final Request ALL = new Request(null, null, null);

        public Request {
            Rule.positive("deadlineSeconds", deadlineSeconds);
            algorithms =
                    algorithms == null ? null : algorithms.stream().distinct().toList();
            if (algorithms != null) algorithms.forEach(Request::known);
            if (algorithms != null && algorithms.isEmpty())
                throw new IllegalArgumentException("algorithms must name one or more");
        }

        private static void known(@Nullable String algorithm) {
            if (algorithm == null || Algorithm.ofLabel(algorithm).isEmpty())
                throw new IllegalArgumentException(
                        "algorithms must be of hybrid, collaborative, content and popular: " + algorithm);
        }

        List<Algorithm> wanted() {
            return Arrays.stream(Algorithm.values())
                    .filter(it -> algorithms == null || algorithms.contains(it.label()))
                    .toList();
        }
    }

    /** The report counts algorithms; its details hold the numbers. */
    public Uni<RunReport> run(Request request) {
        return recorded.of(FUNCTION, run -> config.enabled() ? measured(run, request) : off());
    }

    private static Uni<Tally> off() {
        return Uni.createFrom()
                .item(Tally.NOTHING.withDetails(
                        Map.of("enabled", false, "hint", "CINEAI_EVALUATION=true switches evaluation on")));
    }

    private Uni<Tally> measured(UUID run, Request request) {
        Deadline deadline = Deadline.in(request.deadlineSeconds(), config.deadline(), clock);
        Findings findings = new Findings(request.wanted(), () -> deadline.isPast() || stopping.isAsked());
        return evaluations
                .shown(config.window())
                .invoke(shown -> findings.online(of(request, shown), new Online(config.minUsers())))
                .chain(() -> Uni.combine().all().unis(sample(), catalogue()).asTuple())
                .call(both -> onWorker(() -> offline(findings, both.getItem1(), both.getItem2())))
                .chain(() -> Boolean.TRUE.equals(request.dryRun())
                        ? Uni.createFrom().voidItem()
                        : evaluations.write(run, findings.figures()))
                .map(done -> findings.tally());
    }

    /** What arms brought is told whichever algorithms are asked for. */
    private static List<Shown> of(Request request, List<Shown> shown) {
        List<String> labels = request.wanted().stream().map(Algorithm::label).toList();
        boolean all = request.algorithms() == null;
        return shown.stream()
                .filter(it -> all || it.algorithm().equals(Shown.ALL) || labels.contains(it.algorithm()))
                .toList();
    }

    private Uni<Sample> sample() {
        return facts.allSignals()
                .collect()
                .in(() -> new Sample.Intake(config.maxUsers()), Sample.Intake::add)
                .map(Sample.Intake::sample);
    }

    private Uni<List<Movie>> catalogue() {
        return films.pages().collect().in(ArrayList<Movie>::new, List::addAll).map(List::copyOf);
    }

    private void offline(Findings findings, Sample sample, List<Movie> catalogue) {
        findings.sampled(sample.users(), catalogue.size());
        if (catalogue.isEmpty() || sample.users() == 0 || findings.isOver()) return;
        Grading grading = lists.graded() ? Grading.GRADED : Grading.LIKES_ONLY;
        Offline exam = Offline.of(sample.histories(), catalogue, grading, lists.recencyDecay(), training);
        findings.offline(exam, factors(), config.minUsers());
    }

    /** As configured, and by relevance alone. */
    private List<Double> factors() {
        return lists.diversityFactor() == 0 ? List.of(0.0) : List.of(lists.diversityFactor(), 0.0);
    }

    /** Learning and ranking take minutes of all cores where there are many users. */
    private static Uni<Void> onWorker(Runnable work) {
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(work);
    }
}
