package io.cineai.store.model;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cineai.movie.FilmIndex;
import io.cineai.movie.FilmRows;
import io.cineai.movie.MovieId;
import io.cineai.movie.Neighbours;
import io.cineai.recommend.Evidence.PopularFilm;
import io.cineai.store.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The rows of the similarity model. Training replaces them film by film; readers remember those of the current version, as
 * numbers of one {@link FilmIndex}, up to a fixed number of films: memory is bounded by the catalogue and by that number, never
 * by users.
 */
@ApplicationScoped
public class ModelStore {
    private static final long BYTES_OF_A_FILM = 4_000;

    /** Films whose rows are remembered, at 500 weights of 8 bytes each: 160 MB, or an eighth of the heap where that is less. */
    private static final long REMEMBERED = Math.min(40_000, Runtime.getRuntime().maxMemory() / 8 / BYTES_OF_A_FILM);

    private static final int CHART = 5_000;
    private static final Duration CHART_REMEMBERED = Duration.ofMinutes(1);

    private static final String VERSION = """
            select coalesce(max(version), 0) as version
              from cineai.similarity_model""";

    private static final String ROWS = """
            select movie_id, neighbours, weights, content_neighbours, content_weights
              from cineai.movie_neighbours
             where movie_id = any ($1)""";

    private static final String POPULAR = """
            select f.id, coalesce(n.likes, 0) as likes, f.genres
              from cineai.rec_films f
              left join cineai.movie_neighbours n on n.movie_id = f.id
             order by n.likes desc nulls last, f.popularity desc nulls last, f.rating desc nulls last, f.id
             limit $1""";

    private static final String NEXT_VERSION = """
            select nextval('cineai.model_version') as version""";

    private static final String WRITE = """
            insert into cineai.movie_neighbours as n
                   (movie_id, neighbours, weights, content_neighbours, content_weights, likes, model_version)
            select $1, $2, $3, $4, $5, $6, $7
             where exists (select from public.movies where id = $1)
            on conflict (movie_id) do update
               set neighbours = excluded.neighbours, weights = excluded.weights,
                   content_neighbours = excluded.content_neighbours, content_weights = excluded.content_weights,
                   likes = excluded.likes, model_version = excluded.model_version
             where n.model_version <= excluded.model_version""";

    private static final String PUBLISH = """
            with old as (
                delete from cineai.movie_neighbours where model_version < $1)
            insert into cineai.similarity_model as m (version, trained_at, report)
            values ($1, clock_timestamp(), jsonb_object($2::text[], $3::text[]))
            on conflict (id) do update
               set version = excluded.version, trained_at = excluded.trained_at, report = excluded.report
             where m.version < excluded.version""";

    private final Pool pool;
    private final FilmIndex index = new FilmIndex();
    private final Cache<MovieId, Versioned> remembered =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Cache<Long, List<PopularFilm>> charts = Caffeine.newBuilder()
            .maximumSize(1)
            .expireAfterWrite(CHART_REMEMBERED)
            .build();

    private record Versioned(long version, FilmRows rows) {}

    ModelStore(Pool pool) {
        this.pool = pool;
    }

    /** One film's rows, as training made them. likes: users who liked the film. */
    public record TrainedFilm(
            MovieId film,
            MovieId[] neighbours,
            float[] weights,
            MovieId[] contentNeighbours,
            float[] contentWeights,
            int likes) {}

    /** What the numbers in {@link Neighbours} stand for. */
    public FilmIndex index() {
        return index;
    }

    /** Version of the published model; 0 when nothing is trained yet. */
    public Uni<Long> version() {
        return pool.query(VERSION).execute().map(rows -> rows.iterator().next().getLong("version"));
    }

    /** The rows of some films, in their order. */
    public Uni<List<FilmRows>> rows(List<MovieId> films, long version) {
        List<FilmRows> known = new ArrayList<>(films.size());
        Map<MovieId, FilmRows> read = new LinkedHashMap<>();
        for (MovieId film : films) {
            Versioned rows = remembered.getIfPresent(film);
            boolean isCurrent = rows != null && rows.version() == version;
            if (!isCurrent) read.put(film, FilmRows.NONE);
            known.add(isCurrent ? rows.rows() : FilmRows.NONE);
        }
        if (read.isEmpty()) return Uni.createFrom().item(known);
        return pool.preparedQuery(ROWS)
                .execute(Tuple.of(read.keySet().stream().map(MovieId::value).toArray(UUID[]::new)))
                .invoke(rows -> remember(rows, version, read))
                .map(rows -> completed(films, known, read));
    }

    private static List<FilmRows> completed(List<MovieId> films, List<FilmRows> known, Map<MovieId, FilmRows> read) {
        for (int place = 0; place < films.size(); place++)
            known.set(place, read.getOrDefault(films.get(place), known.get(place)));
        return known;
    }

    /** The most popular films, best first: most liked, then by what the catalogue says. */
    public Uni<List<PopularFilm>> popular(long version) {
        List<PopularFilm> known = charts.getIfPresent(version);
        if (known != null) return Uni.createFrom().item(known);
        return pool.preparedQuery(POPULAR)
                .execute(Tuple.of(CHART))
                .map(rows -> Rows.list(rows, ModelStore::popularOf))
                .invoke(films -> {
                    if (!films.isEmpty()) charts.put(version, films);
                });
    }

    public Uni<Long> nextVersion() {
        return pool.query(NEXT_VERSION)
                .execute()
                .map(rows -> rows.iterator().next().getLong("version"));
    }

    /** Replaces these films' rows; a film that is gone meanwhile is left out, and so is one that a later version wrote. */
    public Uni<Void> write(List<TrainedFilm> films, long version) {
        if (films.isEmpty()) return Uni.createFrom().voidItem();
        List<Tuple> values = films.stream().map(film -> tupleOf(film, version)).toList();
        return pool.preparedQuery(WRITE).executeBatch(values).replaceWithVoid();
    }

    /** Makes the version current and drops the rows of films that are not in it. A later version that is there already wins. */
    public Uni<Void> publish(long version, Map<String, Object> figures) {
        String[] names = figures.keySet().toArray(String[]::new);
        String[] values = figures.values().stream().map(String::valueOf).toArray(String[]::new);
        return pool.preparedQuery(PUBLISH)
                .execute(Tuple.of(version, names, values))
                .replaceWithVoid();
    }

    private void remember(RowSet<Row> rows, long version, Map<MovieId, FilmRows> read) {
        for (Row row : rows)
            read.put(
                    new MovieId(row.getUUID("movie_id")),
                    new FilmRows(
                            neighboursOf(row.getArrayOfUUIDs("neighbours"), row.getArrayOfFloats("weights")),
                            neighboursOf(
                                    row.getArrayOfUUIDs("content_neighbours"),
                                    row.getArrayOfFloats("content_weights"))));
        read.forEach((film, known) -> remembered.put(film, new Versioned(version, known)));
    }

    private Neighbours neighboursOf(UUID[] films, Float[] weights) {
        int[] numbers = new int[films.length];
        float[] values = new float[films.length];
        for (int k = 0; k < films.length; k++) {
            numbers[k] = index.number(new MovieId(films[k]));
            values[k] = weights[k];
        }
        return new Neighbours(numbers, values);
    }

    private static PopularFilm popularOf(Row row) {
        String[] genres = row.getArrayOfStrings("genres");
        return new PopularFilm(
                new MovieId(row.getUUID("id")), row.getInteger("likes"), genres == null ? List.of() : List.of(genres));
    }

    private static Tuple tupleOf(TrainedFilm film, long version) {
        return Tuple.tuple()
                .addUUID(film.film().value())
                .addArrayOfUUID(ids(film.neighbours()))
                .addArrayOfFloat(boxed(film.weights()))
                .addArrayOfUUID(ids(film.contentNeighbours()))
                .addArrayOfFloat(boxed(film.contentWeights()))
                .addInteger(film.likes())
                .addLong(version);
    }

    private static UUID[] ids(MovieId[] films) {
        return Arrays.stream(films).map(MovieId::value).toArray(UUID[]::new);
    }

    private static Float[] boxed(float[] values) {
        Float[] boxed = new Float[values.length];
        for (int k = 0; k < values.length; k++) boxed[k] = values[k];
        return boxed;
    }
}
