package io.cineai.usecase.query;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.query.catalogue.Catalogue;
import io.cineai.query.local.LocalParser;
import io.cineai.store.film.FilmStore;
import io.cineai.store.film.PopularityStore;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Reads the catalogue, for one run. */
@ApplicationScoped
class QueryReaders {
    private final FilmStore films;
    private final PopularityStore popularity;
    private final Clock clock;

    QueryReaders(FilmStore films, PopularityStore popularity, Clock clock) {
        this.films = films;
        this.popularity = popularity;
        this.clock = clock;
    }

    Uni<QueryReader> now() {
        return Uni.combine()
                .all()
                .unis(films.all(), popularity.all())
                .asTuple()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(read -> readerOf(read.getItem1(), read.getItem2()));
    }

    private QueryReader readerOf(List<Movie> all, Map<MovieId, Double> places) {
        Catalogue catalogue = Catalogue.of(all, film -> places.getOrDefault(film, 0.0));
        int thisYear = clock.instant().atZone(ZoneOffset.UTC).getYear();
        return new QueryReader(new LocalParser(catalogue, thisYear), new CatalogueNames(catalogue), thisYear);
    }
}
