package io.cineai.usecase.read;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.query.catalogue.Catalogue;
import io.cineai.query.local.LocalParser;
import io.cineai.query.match.FilmSpace;
import io.cineai.store.embedding.StoryStore;
import io.cineai.store.film.FilmStore;
import io.cineai.store.film.PopularityStore;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue in memory, for who searches it: read when first needed, once for all who wait, and anew beside the searches when it is old.
 * Memory is bounded by the catalogue, at most two of it while the next one is read.
 */
@ApplicationScoped
class SearchedFilms {
    private static final Logger LOG = Logger.getLogger(SearchedFilms.class);

    /** Numbers of all stories' vectors: a byte each when they are kept, four while they are read. */
    private static final long MOST_NUMBERS = Runtime.getRuntime().maxMemory() / 32;

    private final FilmStore films;
    private final PopularityStore popularity;
    private final StoryStore stories;
    private final SearchConfig config;
    private final Clock clock = Clock.systemUTC();
    private final AtomicLong versions = new AtomicLong();
    private final AtomicReference<@Nullable Uni<Catalogued>> reading = new AtomicReference<>();
    private volatile @Nullable Catalogued current;

    SearchedFilms(FilmStore films, PopularityStore popularity, StoryStore stories, SearchConfig config) {
        this.films = films;
        this.popularity = popularity;
        this.stories = stories;
        this.config = config;
    }

    /**
     * The films as they were at one time.
     *
     * @param version of this process: what was found in one is not looked for in another
     */
    record Catalogued(long version, Instant at, FilmSpace films, LocalParser parser) {}

    void begin(@Observes StartupEvent start) {
        config.readAfter().ifPresent(after -> Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(after)
                .subscribe()
                .with(passed -> readAhead()));
    }

    private void readAhead() {
        if (current == null) readAside();
    }

    Uni<Catalogued> now() {
        Catalogued known = current;
        if (known == null) return read();
        if (known.at().plus(config.filmsMaxAge()).isBefore(clock.instant())) readAside();
        return Uni.createFrom().item(known);
    }

    private void readAside() {
        read().subscribe()
                .with(read -> {}, why -> LOG.warnf("films could not be read for searches: %s", why.getMessage()));
    }

    /** One reading at a time. */
    private Uni<Catalogued> read() {
        Uni<Catalogued> anew = Uni.combine()
                .all()
                .unis(films.all(), popularity.all(), stories.all(MOST_NUMBERS))
                .asTuple()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(read -> catalogued(read.getItem1(), read.getItem2(), read.getItem3()))
                .invoke(this::keep)
                .onTermination()
                .invoke(() -> reading.set(null))
                .memoize()
                .indefinitely();
        Uni<Catalogued> other = reading.compareAndExchange(null, anew);
        return other == null ? anew : other;
    }

    /** Where there are no films yet, the next search looks again. */
    private void keep(Catalogued read) {
        if (read.films().size() > 0) current = read;
    }

    private Catalogued catalogued(List<Movie> all, Map<MovieId, Double> places, Map<MovieId, float[]> told) {
        ToDoubleFunction<MovieId> popular = film -> places.getOrDefault(film, 0.0);
        Instant now = clock.instant();
        return new Catalogued(
                versions.incrementAndGet(),
                now,
                FilmSpace.of(all, popular, told),
                new LocalParser(
                        Catalogue.of(all, popular), now.atZone(ZoneOffset.UTC).getYear()));
    }
}
