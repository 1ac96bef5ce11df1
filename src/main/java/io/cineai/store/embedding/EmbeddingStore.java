package io.cineai.store.embedding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cineai.movie.MovieId;
import io.cineai.store.Rows;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the vectors of films, all of the one model in use. Nearest films come from pgvector's index where there is one, else from looking at
 * all: in memory where they fit into an eighth of the heap, or page by page. It is the same answer, but for the little that an index misses.
 */
@ApplicationScoped
public class EmbeddingStore {

    /** How soon another model, new vectors, deleted films and a new index are seen. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private static final long MOST_BYTES = Runtime.getRuntime().maxMemory() / 8;

    private static final String IN_USE = """
            select m.name, m.provider, m.dimensions, m.changed_at::text as changed,
                   cineai.has_embedding_index(m.name) and exists (select from cineai.pgvector() v where v.allowed) as indexed,
                   (select count(*) from cineai.movie_embeddings e where e.model = m.name) as films
              from cineai.embedding_models m
             where m.current_since is not null
             order by m.current_since desc, m.name
             limit 1""";

    private static final String NEAR = """
            select movie_id, similarity
              from cineai.near_films($1, $2, $3, $4)""";

    private static final String OF = """
            select movie_id, embedding
              from cineai.movie_embeddings
             where model = $1
               and movie_id = any ($2)""";

    private static final String AFTER = """
            select movie_id, embedding
              from cineai.movie_embeddings
             where model = $1
               and movie_id > $2
             order by movie_id
             limit $3""";

    private final Pool pool;
    private final long mostBytes;
    private final Cache<String, Optional<InUse>> inUse =
            Caffeine.newBuilder().maximumSize(1).expireAfterWrite(LOOK_AGAIN).build();
    private volatile @Nullable Loaded loaded;

    @Inject
    public EmbeddingStore(Pool pool) {
        this(pool, MOST_BYTES);
    }

    /** @param mostBytes that vectors may take in memory */
    EmbeddingStore(Pool pool, long mostBytes) {
        this.pool = pool;
        this.mostBytes = mostBytes;
    }

    private record InUse(Space space, String changed, boolean indexed, long films) {
        long bytes() {
            return films * space.dimensions() * Float.BYTES;
        }
    }

    /** The vectors as they were when this was in use; the matrix is read once for all who want it at the same time. */
    private record Loaded(InUse of, Uni<Matrix> matrix) {}

    /** The model in use, and so the length of tastes; empty until films were embedded. */
    public Uni<Optional<Space>> space() {
        return inUse().map(model -> model.map(InUse::space));
    }

    /**
     * The films nearest to a taste, nearest first; none where no film is embedded.
     *
     * @param taste as long as the model's vectors, of any length; where it is 0, nothing is near to it
     * @param count at most
     * @param without films that are not wanted
     */
    public Uni<List<Near>> nearest(float[] taste, int count, Collection<MovieId> without) {
        if (count < 1) throw new IllegalArgumentException("count must be 1 or more: " + count);
        return inUse().chain(model -> model.isEmpty() || Matrix.isZero(taste)
                ? Uni.createFrom().item(List.of())
                : nearest(model.get(), unit(taste, model.get().space()), count, without));
    }

    /** The vectors of these films, by film; one that is not embedded is absent. */
    public Uni<Map<MovieId, float[]>> of(Collection<MovieId> films) {
        return inUse().chain(model -> model.isEmpty() || films.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : pool.preparedQuery(OF)
                        .execute(Tuple.of(model.get().space().name(), ids(films)))
                        .map(rows -> byFilm(Rows.list(rows, EmbeddingStore::vectorOf))));
    }

    /** All vectors in pages, by the films' ids. */
    public Multi<List<Vector>> all() {
        return inUse().toMulti().flatMap(model -> model.map(it -> pages(it.space()))
                .orElse(Multi.createFrom().empty()));
    }

    /** Looks again at what is in use, for who just changed it. */
    public void forget() {
        inUse.invalidateAll();
        loaded = null;
    }

    private Uni<Optional<InUse>> inUse() {
        Optional<InUse> known = inUse.getIfPresent("");
        if (known != null) return Uni.createFrom().item(known);
        return pool.preparedQuery(IN_USE)
                .execute()
                .map(rows -> Rows.first(rows, EmbeddingStore::inUseOf))
                .invoke(model -> inUse.put("", model));
    }

    private Uni<List<Near>> nearest(InUse model, float[] taste, int count, Collection<MovieId> without) {
        if (!model.indexed()) return nearestOfAll(model, taste, count, without);
        return byIndex(model.space(), taste, count, without)
                // The index may be gone meanwhile, or (before pgvector 0.8) end before there are enough.
                .chain(near -> near.size() < Math.min(count, model.films() - without.size())
                        ? nearestOfAll(model, taste, count, without)
                        : Uni.createFrom().item(near));
    }

    /** By pgvector. */
    Uni<List<Near>> byIndex(Space space, float[] taste, int count, Collection<MovieId> without) {
        return pool.preparedQuery(NEAR)
                .execute(Tuple.of(space.name(), boxed(taste), count, ids(without)))
                .map(rows -> Rows.list(
                        rows, row -> new Near(new MovieId(row.getUUID("movie_id")), row.getFloat("similarity"))));
    }

    private Uni<List<Near>> nearestOfAll(InUse model, float[] taste, int count, Collection<MovieId> without) {
        Set<MovieId> unwanted = Set.copyOf(without);
        Nearest nearest = new Nearest(count);
        if (model.bytes() <= mostBytes)
            return matrix(model)
                    .invoke(matrix -> matrix.into(nearest, taste, unwanted))
                    .map(matrix -> nearest.list());
        return pages(model.space())
                .onItem()
                .invoke(page -> look(page, nearest, taste, unwanted))
                .collect()
                .last()
                .map(last -> nearest.list());
    }

    private static void look(List<Vector> page, Nearest nearest, float[] taste, Set<MovieId> unwanted) {
        Matrix some = new Matrix(taste.length, page.size());
        page.forEach(some::add);
        some.into(nearest, taste, unwanted);
    }

    private Uni<Matrix> matrix(InUse model) {
        Loaded known = loaded;
        if (known != null && known.of().equals(model)) return known.matrix();
        Uni<Matrix> read = pages(model.space())
                .collect()
                .in(
                        () -> new Matrix(model.space().dimensions(), (int) model.films()),
                        (matrix, page) -> page.forEach(matrix::add))
                .onFailure()
                .invoke(this::forget)
                .memoize()
                .indefinitely();
        loaded = new Loaded(model, read);
        return read;
    }

    private Multi<List<Vector>> pages(Space space) {
        return VectorPages.of((after, most) -> pool.preparedQuery(AFTER).execute(Tuple.of(space.name(), after, most)));
    }

    private static float[] unit(float[] taste, Space space) {
        if (taste.length != space.dimensions())
            throw new IllegalArgumentException(
                    "taste must have " + space.dimensions() + " dimensions: " + taste.length);
        double squares = 0;
        for (float value : taste) squares += (double) value * value;
        if (!(squares > 0 && squares < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("taste must be finite numbers");
        float[] unit = new float[taste.length];
        for (int k = 0; k < unit.length; k++) unit[k] = (float) (taste[k] / Math.sqrt(squares));
        return unit;
    }

    private static Map<MovieId, float[]> byFilm(List<Vector> vectors) {
        Map<MovieId, float[]> byFilm = new HashMap<>(vectors.size() * 2);
        vectors.forEach(vector -> byFilm.put(vector.film(), vector.values()));
        return byFilm;
    }

    private static InUse inUseOf(Row row) {
        return new InUse(
                new Space(row.getString("name"), row.getString("provider"), row.getInteger("dimensions")),
                row.getString("changed"),
                row.getBoolean("indexed"),
                row.getLong("films"));
    }

    static Vector vectorOf(Row row) {
        return new Vector(new MovieId(row.getUUID("movie_id")), unboxed(row.getArrayOfFloats("embedding")));
    }

    private static float[] unboxed(Float[] boxed) {
        float[] values = new float[boxed.length];
        for (int k = 0; k < values.length; k++) values[k] = boxed[k];
        return values;
    }

    private static Float[] boxed(float[] values) {
        Float[] boxed = new Float[values.length];
        for (int k = 0; k < values.length; k++) boxed[k] = values[k];
        return boxed;
    }

    private static UUID[] ids(Collection<MovieId> films) {
        return films.stream().map(MovieId::value).toArray(UUID[]::new);
    }
}
