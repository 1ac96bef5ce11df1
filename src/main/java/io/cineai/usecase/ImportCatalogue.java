package io.cineai.usecase;

import io.cineai.ingest.MovieLensFolder;
import io.cineai.ingest.SampleAudience;
import io.cineai.ingest.SampleCatalogue;
import io.cineai.ingest.SampleUser;
import io.cineai.ingest.SourceFilm;
import io.cineai.ingest.SourceRating;
import io.cineai.movie.Movie;
import io.cineai.store.catalogue.CatalogueStore;
import io.cineai.store.catalogue.CatalogueStore.NewFilm;
import io.cineai.store.catalogue.CatalogueStore.NewRating;
import io.cineai.store.catalogue.CatalogueStore.NewUser;
import io.cineai.store.catalogue.CatalogueStore.NewWatch;
import io.cineai.taste.Signal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Brings films, users and ratings in: from a MovieLens folder, or the sample. Doing it again changes nothing but the sample's times. */
@ApplicationScoped
public class ImportCatalogue {
    private static final int BATCH = 5_000;
    private static final int BETWEEN_WORDS = 10;

    private final CatalogueStore catalogue;
    private final Clock clock;

    ImportCatalogue(CatalogueStore catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** What is new or changed. */
    public record Imported(long films, long users, long ratings) {
        static final Imported NOTHING = new Imported(0, 0, 0);

        Imported plus(Imported other) {
            return new Imported(films + other.films, users + other.users, ratings + other.ratings);
        }

        public boolean isNothing() {
            return films + users + ratings == 0;
        }
    }

    /** True while there is not one film. */
    public Uni<Boolean> isNeeded() {
        return catalogue.isEmpty();
    }

    /**
     * Reads the folder as a stream, never the whole of it in memory. Fails with a message that names file, line and column where the
     * input breaks a rule; what was read before that line stays, and a second import goes on from there.
     *
     * @param progress told in words, now and then
     */
    public Uni<Imported> movieLens(Path folder, Consumer<String> progress) {
        MovieLensFolder source = new MovieLensFolder(folder);
        return Uni.createFrom()
                .item(source::films)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(films ->
                        inBatches(films.stream().map(ImportCatalogue::filmOf).toList()))
                .invoke(films -> progress.accept(films + " films new or changed"))
                .chain(films -> ratings(source, progress).map(new Imported(films, 0, 0)::plus));
    }

    /** The sample: its films, and an audience whose acts end now. */
    public Uni<Imported> sample() {
        List<Movie> films = SampleCatalogue.films();
        List<SampleUser> audience = SampleAudience.DEFAULT.of(films, clock.instant());
        List<NewUser> users = audience.stream()
                .map(user -> new NewUser(user.id(), user.email(), user.name()))
                .toList();
        return inBatches(films.stream()
                        .map(it -> new NewFilm(it, null, null, null))
                        .toList())
                .chain(newFilms -> catalogue.saveUsers(users).chain(newUsers -> acts(audience)
                        .map(acts -> new Imported(newFilms, newUsers, acts))));
    }

    private Uni<Integer> acts(List<SampleUser> audience) {
        List<NewRating> ratings = acts(audience, Signal.Kind.RATING)
                .map(act -> new NewRating(
                        act.user().id(),
                        act.signal().movie(),
                        act.signal().value(),
                        act.signal().at()))
                .toList();
        List<NewWatch> wishes = acts(audience, Signal.Kind.WATCHLIST)
                .map(act -> new NewWatch(
                        act.user().id(), act.signal().movie(), act.signal().at()))
                .toList();
        return catalogue.saveRatings(ratings).call(() -> catalogue.saveWatchlist(wishes));
    }

    private record Act(SampleUser user, Signal signal) {}

    private static Stream<Act> acts(List<SampleUser> audience, Signal.Kind kind) {
        return audience.stream()
                .flatMap(user -> user.signals().stream().map(signal -> new Act(user, signal)))
                .filter(act -> act.signal().kind() == kind);
    }

    private Uni<Integer> inBatches(List<NewFilm> films) {
        return Multi.createFrom()
                .iterable(films)
                .group()
                .intoLists()
                .of(BATCH)
                .onItem()
                .transformToUniAndConcatenate(catalogue::saveFilms)
                .collect()
                .in(Sum::new, Sum::add)
                .map(Sum::value);
    }

    private Uni<Imported> ratings(MovieLensFolder source, Consumer<String> progress) {
        Progress told = new Progress(progress);
        return Multi.createFrom()
                .resource(() -> source.ratings(BATCH), ratings -> Multi.createFrom()
                        .items(ratings))
                .withFinalizer((Stream<List<SourceRating>> ratings) -> ratings.close())
                .onItem()
                .transformToUniAndConcatenate(batch -> save(batch).invoke(() -> told.read(batch.size())))
                .collect()
                .in(() -> new Imported[] {Imported.NOTHING}, (sum, one) -> sum[0] = sum[0].plus(one))
                .map(sum -> sum[0])
                .invoke(told::end);
    }

    private Uni<Imported> save(List<SourceRating> batch) {
        List<NewUser> users = batch.stream()
                .map(rating -> new NewUser(rating.user(), rating.email(), rating.email()))
                .distinct()
                .toList();
        List<NewRating> ratings = batch.stream()
                .map(it -> new NewRating(it.user(), it.movie(), it.stars(), it.at()))
                .toList();
        return catalogue
                .saveUsers(users)
                .chain(newUsers -> catalogue.saveRatings(ratings).map(saved -> new Imported(0, newUsers, saved)));
    }

    private static NewFilm filmOf(SourceFilm film) {
        @Nullable
        Integer tmdb = film.tmdbId().isPresent() ? (Integer) film.tmdbId().getAsInt() : null;
        return new NewFilm(film.movie(), film.movieLensId(), film.imdbId().orElse(null), tmdb);
    }

    private static final class Sum {
        private int value;

        void add(int more) {
            value += more;
        }

        int value() {
            return value;
        }
    }

    /** Says how many ratings were read, every {@value #BETWEEN_WORDS} batches. */
    private static final class Progress {
        private final Consumer<String> words;
        private long ratings;
        private int batches;

        Progress(Consumer<String> words) {
            this.words = words;
        }

        void read(int more) {
            ratings += more;
            if (++batches % BETWEEN_WORDS == 0) words.accept(ratings + " ratings read");
        }

        void end() {
            words.accept(ratings + " ratings read, that is all");
        }
    }
}
