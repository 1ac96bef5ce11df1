package io.cineai.usecase.export;

import io.cineai.export.EdgeFolder;
import io.cineai.recommend.ListSettings;
import io.cineai.store.film.FilmStore;
import io.cineai.usecase.Deadline;
import io.cineai.usecase.RecordedRun;
import io.cineai.usecase.Rule;
import io.cineai.usecase.RunReport;
import io.cineai.usecase.Stopping;
import io.cineai.usecase.Tally;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Exports lists as files into a folder, from where the platform brings them to a bucket. Public lists change all at once, when the manifest
 * does; each personal one when its pointer does. Killed at any time, it leaves what readers have as it was.
 */
@ApplicationScoped
public class ExportLists {
    private static final String FUNCTION = "edge-export";

    private final Charts charts;
    private final SimilarFilms similar;
    private final PersonalFeeds personal;
    private final FilmStore films;
    private final RecordedRun recorded;
    private final ExportConfig config;
    private final Clock clock;
    private final Stopping stopping;

    ExportLists(
            Charts charts,
            SimilarFilms similar,
            PersonalFeeds personal,
            FilmStore films,
            RecordedRun recorded,
            ExportConfig config,
            Clock clock,
            Stopping stopping) {
        this.charts = charts;
        this.similar = similar;
        this.personal = personal;
        this.films = films;
        this.recorded = recorded;
        this.config = config;
        this.clock = clock;
        this.stopping = stopping;
    }

    /**
     * What a call may say; null stands for the default.
     *
     * @param limit films in a list
     * @param movies how many films get a list of similar ones, the most popular first
     * @param personal true: users who asked get a file of their own; false: those that are there stay as they are, this time
     * @param dryRun count lists and bytes, write nothing
     * @param deadlineSeconds after so many no more films and users are taken up
     */
    public record Request(
            @Nullable Integer limit,
            @Nullable Integer movies,
            @Nullable Boolean personal,
            @Nullable Boolean dryRun,
            @Nullable Integer deadlineSeconds) {
        public static final Request ALL = new Request(null, null, null, null, null);

        /** The index of similar films is one file that a phone fetches. */
        private static final int MOST_MOVIES = 100_000;

        public Request {
            Rule.within("limit", limit, 1, ListSettings.MAX_SIZE);
            Rule.within("movies", movies, 0, MOST_MOVIES);
            Rule.positive("deadlineSeconds", deadlineSeconds);
        }
    }

    /** The report counts files; its details say of what. What is not configured is refused before there is a run. */
    public Uni<RunReport> run(Request request) {
        return Uni.createFrom()
                .item(() -> Plan.of(request, config))
                .chain(plan -> recorded.of(FUNCTION, run -> exported(plan, request)));
    }

    private Uni<Tally> exported(Plan plan, Request request) {
        Deadline deadline = Deadline.in(request.deadlineSeconds(), config.deadline(), clock);
        return onWorker(() -> folder(plan))
                .chain(folder -> folder.isEmpty()
                        ? Uni.createFrom().item(Tally.ONE_DEFERRED.withProblem(FUNCTION, "another export is at work"))
                        : into(folder.get(), plan, deadline));
    }

    private Optional<EdgeFolder> folder(Plan plan) {
        return plan.counts()
                ? Optional.of(EdgeFolder.look(plan.folder(), clock.instant(), plan.grace()))
                : EdgeFolder.open(plan.folder(), clock.instant(), plan.grace());
    }

    private Uni<Tally> into(EdgeFolder folder, Plan plan, Deadline deadline) {
        // What is remembered of films may be minutes old, and a file is read for an hour.
        films.forget();
        return onWorker(() -> new Export(folder, plan, () -> deadline.isPast() || stopping.isAsked()))
                .call(export -> charts.add(export).chain(popular -> similar.add(export, popular)))
                .call(export -> onWorker(export::publish))
                .call(personal::add)
                .map(Export::tally)
                .onTermination()
                .invoke(folder::close);
    }

    /** Files are read and written where that holds up nobody. */
    static <T> Uni<T> onWorker(Supplier<T> work) {
        return Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
