package io.cineai.store.film;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.store.Rows;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Films of the catalogue, remembered for a few minutes: many users' lists hold the same films. */
@ApplicationScoped
public class FilmStore {
    private static final int REMEMBERED = 50_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(5);
    private static final int PAGE = 2_000;
    private static final String UNTITLED = "Untitled";
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private static final String FILMS = """
            select f.id, f.title, f.year, f.genres, f.directors, f.cast_members, f.keywords, f.runtime, f.overview, f.poster_url,
                   p.themes, p.complexity_score, p.cultural_context, p.style_category, p.style_traits, p.editing_pace,
                   p.pattern, p.valence_curve, p.intensity, p.emotions
              from cineai.rec_films f
              left join cineai.film_portraits p on p.movie_id = f.id
             where f.id = any ($1)""";

    private static final String AFTER = """
            select f.id, f.title, f.year, f.genres, f.directors, f.cast_members, f.keywords, f.runtime, f.overview, f.poster_url,
                   p.themes, p.complexity_score, p.cultural_context, p.style_category, p.style_traits, p.editing_pace,
                   p.pattern, p.valence_curve, p.intensity, p.emotions
              from cineai.rec_films f
              left join cineai.film_portraits p on p.movie_id = f.id
             where f.id > $1
             order by f.id
             limit $2""";

    private final Pool pool;
    private final Cache<MovieId, Movie> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    FilmStore(Pool pool) {
        this.pool = pool;
    }

    /** The films with these ids; a film that does not exist is absent. */
    public Uni<Map<MovieId, Movie>> films(Collection<MovieId> ids) {
        Map<MovieId, Movie> known = new HashMap<>(ids.size() * 2);
        List<UUID> unknown = new ArrayList<>();
        for (MovieId id : ids) {
            Movie movie = remembered.getIfPresent(id);
            if (movie == null) unknown.add(id.value());
            else known.put(id, movie);
        }
        if (unknown.isEmpty()) return Uni.createFrom().item(known);
        return pool.preparedQuery(FILMS)
                .execute(Tuple.of(unknown.toArray(UUID[]::new)))
                .map(rows -> Rows.list(rows, FilmStore::seenOf))
                .invoke(read -> read.forEach(movie -> {
                    remembered.put(movie.id(), movie);
                    known.put(movie.id(), movie);
                }))
                .replaceWith(known);
    }

    /** Forgets what it remembers, for when a film turned out to be gone. */
    public void forget() {
        remembered.invalidateAll();
    }

    /** The whole catalogue in pages, by id. */
    public Multi<List<Movie>> pages() {
        UUID[] after = {BEFORE_ALL};
        return Multi.createBy()
                .repeating()
                .uni(() -> page(after[0]).invoke(page -> {
                    if (!page.isEmpty())
                        after[0] = page.get(page.size() - 1).id().value();
                }))
                .whilst(page -> page.size() == PAGE);
    }

    /** The whole catalogue at once, for who holds it in memory. */
    public Uni<List<Movie>> all() {
        return pages().onItem().<Movie>disjoint().collect().asList();
    }

    private Uni<List<Movie>> page(UUID after) {
        return pool.preparedQuery(AFTER).execute(Tuple.of(after, PAGE)).map(rows -> Rows.list(rows, FilmStore::seenOf));
    }

    private static Movie seenOf(Row row) {
        return movieOf(row).with(PortraitColumns.portraitOf(row));
    }

    /** A row of {@code rec_films}. */
    public static Movie movieOf(Row row) {
        return new Movie(
                new MovieId(row.getUUID("id")),
                titleOf(row),
                Math.max(0, or(row.getInteger("year"), 0)),
                words(row, "genres"),
                words(row, "directors"),
                words(row, "cast_members"),
                words(row, "keywords"),
                Math.max(0, or(row.getInteger("runtime"), 0)),
                or(row.getString("overview"), ""),
                or(row.getString("poster_url"), ""));
    }

    /** The view has no film without a title, but what counts as blank differs, and one bad row must not spoil all lists. */
    private static String titleOf(Row row) {
        String title = or(row.getString("title"), "");
        return title.isBlank() ? UNTITLED : title;
    }

    static <T> T or(@Nullable T value, T otherwise) {
        return Optional.ofNullable(value).orElse(otherwise);
    }

    static List<String> words(Row row, String column) {
        String[] words = row.getArrayOfStrings(column);
        return words == null
                ? List.of()
                : Arrays.stream(words)
                        .filter(word -> word != null && !word.isBlank())
                        .toList();
    }
}
