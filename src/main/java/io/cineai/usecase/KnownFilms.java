package io.cineai.usecase;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.store.embedding.EmbeddingStore;
import io.cineai.store.embedding.Vector;
import io.cineai.store.film.FilmStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that is known of films apart from what users think of them. */
@ApplicationScoped
class KnownFilms {
    /** Vectors that take more than this part of the heap are left out: training has a use for the rest. */
    private static final int PART_OF_HEAP = 8;

    private final FilmStore films;
    private final EmbeddingStore embeddings;

    KnownFilms(FilmStore films, EmbeddingStore embeddings) {
        this.films = films;
        this.embeddings = embeddings;
    }

    /** @param storylines vectors of length 1, all of one model; films without are absent */
    record Known(List<Movie> films, Map<MovieId, float[]> storylines) {}

    Uni<List<Movie>> films() {
        return films.pages().collect().in(ArrayList<Movie>::new, List::addAll).map(List::copyOf);
    }

    Uni<Known> all() {
        return films().chain(catalogue -> storylines(catalogue.size()).map(vectors -> new Known(catalogue, vectors)));
    }

    private Uni<Map<MovieId, float[]>> storylines(int catalogue) {
        return embeddings.space().chain(space -> space.filter(it -> fits((long) catalogue * it.dimensions()))
                .map(it -> vectors())
                .orElseGet(() -> Uni.createFrom().item(Map.of())));
    }

    private static boolean fits(long floats) {
        return floats * Float.BYTES <= Runtime.getRuntime().maxMemory() / PART_OF_HEAP;
    }

    private Uni<Map<MovieId, float[]>> vectors() {
        return embeddings.all().collect().in(HashMap::new, (known, page) -> {
            for (Vector vector : page) known.put(vector.film(), vector.values());
        });
    }
}
