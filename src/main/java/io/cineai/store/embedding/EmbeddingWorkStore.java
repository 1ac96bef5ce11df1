package io.cineai.store.embedding;

import io.cineai.movie.MovieId;
import io.cineai.store.Rows;
import io.cineai.store.film.FilmStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which models there are, whose turn it is to embed with one, and which films want a vector of it. */
@ApplicationScoped
public class EmbeddingWorkStore {
    private static final int FORGOTTEN_AT_ONCE = 5_000;

    private static final String REGISTER = """
            insert into cineai.embedding_models (name, provider, dimensions, films, word_films)
            values ($1, $2, $3, $4, $5)
            on conflict (name) do nothing""";

    private static final String NEWEST_WORDS = """
            select name, provider, dimensions, films, word_films
              from cineai.embedding_models
             where provider = 'local'
               and dimensions = $1
               and starts_with(name, $2)
               and word_films is not null
             order by created_at desc, name desc
             limit 1""";

    private static final String FILMS = """
            select count(*) as films
              from cineai.rec_films""";

    /** One run at a time has a model; its own again where it has it already, and where its lease is over and nobody came. */
    private static final String CLAIM = """
            update cineai.embedding_models
               set claim_token = $2, leased_until = clock_timestamp() + make_interval(secs => $3)
             where name = $1
               and (claim_token is null or claim_token = $2 or leased_until < clock_timestamp())""";

    private static final String RELEASE = """
            update cineai.embedding_models
               set claim_token = null, leased_until = null
             where name = $1
               and claim_token = $2""";

    /** The most wanted first, as analyses have it. What a user brought and nobody else cares for is not paid for, unless by name. */
    private static final String WANTED = """
            select f.id
              from cineai.rec_film_inputs f
              left join cineai.movie_embeddings e
                on e.movie_id = f.id
               and e.model = $1
              left join cineai.film_demand d
                on d.movie_id = f.id
             where ($3::uuid[] is null or f.id = any ($3))
               and (not $4 or f.id not in (select u.movie_id from cineai.uncared_films u))
               and e.input_hash is distinct from $2 || f.input_hash
             order by coalesce(d.lists, 0) desc, coalesce(d.ratings, 0) desc, coalesce(d.wishes, 0) desc,
                      f.popularity desc nulls last, f.id
             limit $5""";

    private static final String STILL_WANTED = """
            select f.id, f.title, f.year, f.genres, f.directors, f.cast_members, f.keywords, f.runtime, f.overview, f.poster_url,
                   $2 || f.input_hash as input_hash
              from cineai.rec_film_inputs f
              left join cineai.movie_embeddings e
                on e.movie_id = f.id
               and e.model = $1
             where f.id = any ($3)
               and e.input_hash is distinct from $2 || f.input_hash
             order by array_position($3, f.id)""";

    private static final String STATES = """
            select count(*) filter (where e.input_hash is distinct from $2 || f.input_hash) as wanted,
                   count(*) filter (where e.input_hash = $2 || f.input_hash) as ready
              from cineai.rec_film_inputs f
              left join cineai.movie_embeddings e
                on e.movie_id = f.id
               and e.model = $1
             where ($3::uuid[] is null or f.id = any ($3))
               and (not $4 or f.id not in (select u.movie_id from cineai.uncared_films u))""";

    private static final String APP_HAS_VECTORS = """
            select exists (select
                             from pg_catalog.pg_attribute a
                             join pg_catalog.pg_type t
                               on t.oid = a.atttypid
                            where a.attrelid = 'public.movies'::regclass
                              and a.attname = 'storyline_embedding'
                              and t.typname = 'vector'
                              and not a.attisdropped) as has""";

    private static final String APP_VECTORS = """
            select id as movie_id, storyline_embedding::real[] as embedding
              from public.movies
             where id = any ($1)
               and storyline_embedding is not null
               and cardinality(storyline_embedding::real[]) = $2""";

    private static final String MAKE_CURRENT = """
            with in_use as (
                select m.name
                  from cineai.embedding_models m
                 where m.current_since is not null
                 order by m.current_since desc, m.name
                 limit 1)
            update cineai.embedding_models m
               set current_since = clock_timestamp()
             where m.name = $1
               and ($2 or not exists (select from in_use))
               and m.name is distinct from (select i.name from in_use i)
               and exists (select from cineai.movie_embeddings e where e.model = m.name)""";

    private static final String ENSURE_INDEX = """
            select cineai.ensure_embedding_index($1, $2) as state""";

    /** What costs nothing to make again, once its successor was in use for an hour: whoever still read it has looked again. */
    private static final String OUTLIVED = """
            select m.name
              from cineai.embedding_models m
             where m.provider = 'local'
               and m.name <> $1
               and m.name is distinct from (select i.name
                                              from cineai.embedding_models i
                                             where i.current_since is not null
                                             order by i.current_since desc, i.name
                                             limit 1)
               and (select max(i.current_since) from cineai.embedding_models i) < clock_timestamp() - interval '1 hour'""";

    private static final String FORGET_VECTORS = """
            delete from cineai.movie_embeddings
             where model = $1
               and movie_id in (select e.movie_id
                                  from cineai.movie_embeddings e
                                 where e.model = $1
                                 limit $2)""";

    private static final String FORGET_MODEL = """
            delete from cineai.embedding_models
             where name = $1
               and claim_token is null""";

    private final Pool pool;

    EmbeddingWorkStore(Pool pool) {
        this.pool = pool;
    }

    /** A model of a provider; one that is known already stays as it is. */
    public Uni<Void> register(Space space) {
        return register(space, null, null);
    }

    /** A local model; where somebody else was first, theirs stays. */
    public Uni<Void> register(WordModel model) {
        Integer[] places = new Integer[model.wordFilms().length];
        for (int k = 0; k < places.length; k++) places[k] = model.wordFilms()[k];
        return register(model.space(), model.films(), places);
    }

    private Uni<Void> register(Space space, @Nullable Integer films, Integer @Nullable [] words) {
        return pool.preparedQuery(REGISTER)
                .execute(Tuple.tuple()
                        .addString(space.name())
                        .addString(space.provider())
                        .addInteger(space.dimensions())
                        .addInteger(films)
                        .addArrayOfInteger(words))
                .replaceWithVoid();
    }

    /** The local model of this length that was learned last. namesBegin: what the names of its kind begin with. */
    public Uni<Optional<WordModel>> newestWords(String namesBegin, int dimensions) {
        return pool.preparedQuery(NEWEST_WORDS)
                .execute(Tuple.of(dimensions, namesBegin))
                .map(rows -> Rows.first(rows, EmbeddingWorkStore::wordModelOf));
    }

    /** How many films there are. */
    public Uni<Long> films() {
        return pool.query(FILMS).execute().map(rows -> rows.iterator().next().getLong("films"));
    }

    /** Takes, or keeps, the model for this run; false where it is another's. */
    public Uni<Boolean> claim(Space space, UUID run, Duration lease) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(space.name(), run, lease.toMillis() / 1000.0))
                .map(done -> done.rowCount() == 1);
    }

    public Uni<Void> release(Space space, UUID run) {
        return pool.preparedQuery(RELEASE).execute(Tuple.of(space.name(), run)).replaceWithVoid();
    }

    /**
     * Of which model, and which films.
     *
     * @param version what the hash of an input begins with: of how it is put
     * @param named only these; empty: all
     * @param paid whether films that nobody cares for are left out
     */
    public record Wish(Space space, String version, Optional<List<MovieId>> named, boolean paid) {
        private Tuple asked() {
            return Tuple.tuple()
                    .addString(space.name())
                    .addString(version)
                    .addArrayOfUUID(named.map(EmbeddingWorkStore::ids).orElse(null))
                    .addBoolean(paid && named.isEmpty());
        }
    }

    /** Films without a vector of their present content, the most wanted first. */
    public Uni<List<MovieId>> wanted(Wish wish, int limit) {
        return pool.preparedQuery(WANTED)
                .execute(wish.asked().addInteger(limit))
                .map(rows -> Rows.list(rows, row -> new MovieId(row.getUUID("id"))));
    }

    /** Those of these that still want one, as they are now, in this order. */
    public Uni<List<WantedStoryline>> stillWanted(Wish wish, List<MovieId> films) {
        return pool.preparedQuery(STILL_WANTED)
                .execute(Tuple.of(wish.space().name(), wish.version(), ids(films)))
                .map(rows -> Rows.list(
                        rows, row -> new WantedStoryline(FilmStore.movieOf(row), row.getString("input_hash"))));
    }

    public Uni<States> states(Wish wish) {
        return pool.preparedQuery(STATES).execute(wish.asked()).map(rows -> {
            Row row = rows.iterator().next();
            return new States(row.getLong("wanted"), row.getLong("ready"));
        });
    }

    /** How many films want a vector, and how many have it. */
    public record States(long wanted, long ready) {}

    /** The app's own vectors of these films, where it has a column of them and they are of this length; never written. */
    public Uni<Map<MovieId, float[]>> appVectors(Collection<MovieId> films, int dimensions) {
        return pool.query(APP_HAS_VECTORS)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean("has"))
                .chain(has -> has
                        ? appVectorsThere(films, dimensions)
                        : Uni.createFrom().item(Map.of()));
    }

    private Uni<Map<MovieId, float[]>> appVectorsThere(Collection<MovieId> films, int dimensions) {
        return pool.preparedQuery(APP_VECTORS)
                .execute(Tuple.of(ids(films), dimensions))
                .map(rows -> {
                    Map<MovieId, float[]> vectors = new HashMap<>();
                    for (Vector vector : Rows.list(rows, EmbeddingStore::vectorOf))
                        vectors.put(vector.film(), vector.values());
                    return vectors;
                });
    }

    /** Readers use it from now on, if it has vectors and either is complete or the first. */
    public Uni<Boolean> makeCurrent(Space space, boolean complete) {
        return pool.preparedQuery(MAKE_CURRENT)
                .execute(Tuple.of(space.name(), complete))
                .map(done -> done.rowCount() == 1);
    }

    /** Has the index of near films built where that can be; hnsw, or why not. */
    public Uni<String> ensureIndex(Space space) {
        return pool.preparedQuery(ENSURE_INDEX)
                .execute(Tuple.of(space.name(), space.dimensions()))
                .map(rows -> rows.iterator().next().getString("state"));
    }

    /** Deletes local models that are of no use any more, and their vectors, some at a time. kept: the one that is worked on. */
    public Uni<Void> forgetOutlived(Space kept) {
        return pool.preparedQuery(OUTLIVED)
                .execute(Tuple.of(kept.name()))
                .map(rows -> Rows.list(rows, row -> row.getString("name")))
                .chain(names -> Multi.createFrom()
                        .iterable(names)
                        .onItem()
                        .transformToUniAndConcatenate(this::forget)
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    private Uni<Void> forget(String model) {
        return Multi.createBy()
                .repeating()
                .uni(() -> pool.preparedQuery(FORGET_VECTORS)
                        .execute(Tuple.of(model, FORGOTTEN_AT_ONCE))
                        .map(done -> done.rowCount()))
                .whilst(deleted -> deleted == FORGOTTEN_AT_ONCE)
                .collect()
                .last()
                .chain(() -> pool.preparedQuery(FORGET_MODEL).execute(Tuple.of(model)))
                .replaceWithVoid();
    }

    private static WordModel wordModelOf(Row row) {
        Integer[] places = row.getArrayOfIntegers("word_films");
        int[] words = new int[places.length];
        for (int k = 0; k < words.length; k++) words[k] = places[k];
        return new WordModel(
                new Space(row.getString("name"), row.getString("provider"), row.getInteger("dimensions")),
                row.getInteger("films"),
                words);
    }

    private static UUID[] ids(Collection<MovieId> films) {
        return films.stream().map(MovieId::value).toArray(UUID[]::new);
    }
}
