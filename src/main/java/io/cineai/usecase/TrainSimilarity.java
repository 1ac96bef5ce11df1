package io.cineai.usecase;

import io.cineai.movie.FilmIndex;
import io.cineai.movie.Movie;
import io.cineai.movie.Neighbours;
import io.cineai.store.fact.FactStore;
import io.cineai.store.fact.FactStore.UserSignal;
import io.cineai.store.model.ModelStore;
import io.cineai.store.model.ModelStore.TrainedFilm;
import io.cineai.taste.Grading;
import io.cineai.taste.Signal;
import io.cineai.taste.TasteProfile;
import io.cineai.taste.UserId;
import io.cineai.train.ContentNeighbours;
import io.cineai.train.Lessons;
import io.cineai.train.Training;
import io.cineai.train.TrainingReport;
import io.cineai.usecase.KnownFilms.Known;
import io.cineai.usecase.list.RecommendConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Learns which films go together, from all signals and from what the catalogue says, and publishes it as the current model. */
@ApplicationScoped
public class TrainSimilarity {

    private final FactStore facts;
    private final KnownFilms films;
    private final ModelStore models;
    private final RecordedRun recorded;
    private final RecommendConfig lists;
    private final Training training;
    private final Clock clock;

    TrainSimilarity(
            FactStore facts,
            KnownFilms films,
            ModelStore models,
            RecordedRun recorded,
            RecommendConfig lists,
            TrainConfig config,
            Clock clock) {
        this.facts = facts;
        this.films = films;
        this.models = models;
        this.recorded = recorded;
        this.lists = lists;
        this.clock = clock;
        training = TrainConfig.of(config);
    }

    /** @param dryRun count the films that would be learned, change nothing */
    public record Request(@Nullable Boolean dryRun) {
        public static final Request DEFAULT = new Request(null);
    }

    public Uni<RunReport> run(Request request) {
        return recorded.of("similarity-training", () -> Boolean.TRUE.equals(request.dryRun()) ? count() : train());
    }

    private Uni<Tally> count() {
        return films.films().map(movies -> Tally.NOTHING.withRemaining(movies.size()));
    }

    /** Trains and publishes; the tally counts films. */
    Uni<Tally> train() {
        PeakHeap heap = PeakHeap.fromNow();
        Instant start = clock.instant();
        Uni<School> school = Uni.combine().all().unis(films.all(), audience()).with(School::new);
        return school.chain(it -> models.nextVersion().chain(version -> learn(it, version)
                .map(learned -> figures(it, learned, Duration.between(start, clock.instant()), heap))
                .call(tally -> models.publish(version, tally.details()))));
    }

    private Uni<Audience> audience() {
        Grading grading = lists.graded() ? Grading.GRADED : Grading.LIKES_ONLY;
        return facts.allSignals()
                .collect()
                .in(() -> new Audience(grading, training), Audience::add)
                .invoke(Audience::close);
    }

    /** What there is to learn from. */
    private record School(Known known, Audience audience) {
        List<Movie> catalogue() {
            return known.films();
        }
    }

    /** Takes in signals that come user by user: an opinion of each film, as when lists are made. */
    private static final class Audience {
        final FilmIndex index = new FilmIndex();
        final Lessons lessons;
        private final Grading grading;
        private final List<Signal> acts = new ArrayList<>();
        private @Nullable UserId user;

        Audience(Grading grading, Training training) {
            this.grading = grading;
            lessons = training.lessons(index);
        }

        /** Takes one signal; those of one user come together. */
        void add(UserSignal signal) {
            if (!signal.user().equals(user)) close();
            user = signal.user();
            acts.add(signal.signal());
        }

        /** Takes in the last user's acts. */
        void close() {
            if (!acts.isEmpty()) lessons.user(TasteProfile.of(acts, grading, 0).opinions());
            acts.clear();
        }
    }

    private Uni<TrainingReport> learn(School school, long version) {
        AtomicReference<TrainingReport> report = new AtomicReference<>();
        Semaphore room = new Semaphore(Batches.IN_FLIGHT);
        return Multi.createFrom()
                .<List<TrainedFilm>>emitter(batches -> compute(school, new Batches(batches, room), report::set))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onItem()
                .transformToUniAndConcatenate(batch ->
                        models.write(batch, version).onItemOrFailure().invoke((done, failed) -> room.release()))
                .collect()
                .last()
                .map(last -> report.get());
    }

    /**
     * The learning itself, on a worker: content first, whose rows are few, then the item model's rows as they are made. The report
     * comes before the end of the batches: whoever waits for that end looks for it at once.
     */
    private void compute(School school, Batches batches, Consumer<TrainingReport> told) {
        Lessons lessons = school.audience().lessons;
        FilmIndex index = school.audience().index;
        Map<Integer, Neighbours> content = new HashMap<>();
        ContentNeighbours.DEFAULT.train(school.catalogue(), school.known().storylines(), index, content::put);
        TrainingReport report = training.learn(
                lessons,
                school.catalogue(),
                (film, row) -> batches.add(trained(index, film, row, content.remove(film), lessons.likes(film))));
        content.forEach((film, row) -> batches.add(trained(index, film, Neighbours.NONE, row, lessons.likes(film))));
        told.accept(report);
        batches.end();
    }

    private static TrainedFilm trained(
            FilmIndex index, int film, Neighbours row, @Nullable Neighbours content, int likes) {
        Neighbours alike = content == null ? Neighbours.NONE : content;
        return new TrainedFilm(
                index.film(film),
                index.films(row.films()),
                row.weights(),
                index.films(alike.films()),
                alike.weights(),
                likes);
    }

    private static Tally figures(School school, TrainingReport learned, Duration time, PeakHeap heap) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("films", school.catalogue().size());
        figures.put("learnedFilms", learned.learned());
        figures.put("storylines", school.known().storylines().size());
        figures.put("contentOnlyFilms", school.catalogue().size() - learned.learned());
        figures.put("rows", learned.rows());
        figures.put("entries", learned.entries());
        figures.put("solvedBy", learned.side().toString());
        figures.put("seconds", time.toMillis() / 1000.0);
        figures.put("peakHeapMegabytes", heap.megabytes());
        return Tally.items(school.catalogue().size(), 0, 0).withDetails(figures);
    }

    /** Gathers rows into batches and waits where writing falls behind, so that memory stays bounded. */
    private static final class Batches {
        static final int IN_FLIGHT = 4;
        private static final int SIZE = 64;

        private final MultiEmitter<? super List<TrainedFilm>> out;
        private final Semaphore room;
        private List<TrainedFilm> batch = new ArrayList<>(SIZE);

        Batches(MultiEmitter<? super List<TrainedFilm>> out, Semaphore room) {
            this.out = out;
            this.room = room;
            out.onTermination(() -> room.release(Integer.MAX_VALUE / 2));
        }

        void add(TrainedFilm film) {
            batch.add(film);
            if (batch.size() == SIZE) flush();
        }

        void end() {
            if (!batch.isEmpty()) flush();
            out.complete();
        }

        private void flush() {
            room.acquireUninterruptibly();
            out.emit(batch);
            batch = new ArrayList<>(SIZE);
        }
    }
}
