package io.cineai.store.catalogue;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.taste.UserId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Films, people and what they did, from outside, a batch a statement. Writing the same again changes nothing. */
@ApplicationScoped
public class CatalogueStore {
    /** Joins the words of a list for the way into the database; no title, name or keyword holds it. */
    private static final String BETWEEN = "\u001f";

    private static final String FILMS = """
            insert into public.movies as m
                   (id, title, year, genre, director, "cast", runtime, description, imdb_id, tmdb_id, metadata)
            select t.id, t.title, nullif(t.year, 0), string_to_array(t.genres, chr(31)), string_to_array(t.directors, chr(31)),
                   string_to_array(t.people, chr(31)), nullif(t.runtime, 0), nullif(t.overview, ''), t.imdb_id,
                   case when row_number() over (partition by t.tmdb_id order by t.id) = 1
                         and not exists (select from public.movies o where o.tmdb_id = t.tmdb_id and o.id <> t.id)
                        then t.tmdb_id end,
                   jsonb_strip_nulls(jsonb_build_object(
                       'keywords', to_jsonb(string_to_array(t.keywords, chr(31))), 'movielensId', t.movielens_id))
              from unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::int[], $8::text[],
                          $9::text[], $10::int[], $11::text[], $12::int[])
                   as t (id, title, year, genres, directors, people, runtime, overview, imdb_id, tmdb_id, keywords,
                         movielens_id)
             order by t.id
            on conflict (id) do update
               set title = excluded.title, year = excluded.year, genre = excluded.genre, director = excluded.director,
                   "cast" = excluded."cast", runtime = excluded.runtime, description = excluded.description,
                   imdb_id = excluded.imdb_id, tmdb_id = excluded.tmdb_id,
                   metadata = coalesce(m.metadata, '{}') || excluded.metadata
             where (m.title, m.year, m.genre, m.director, m."cast", m.runtime, m.description, m.imdb_id, m.tmdb_id)
                   is distinct from
                   (excluded.title, excluded.year, excluded.genre, excluded.director, excluded."cast", excluded.runtime,
                    excluded.description, excluded.imdb_id, excluded.tmdb_id)
                or coalesce(m.metadata, '{}') || excluded.metadata is distinct from m.metadata""";

    private static final String PEOPLE = """
            insert into auth.users (id, email)
            select distinct on (id) id, email
              from unnest($1::uuid[], $2::text[]) as t (id, email)
             order by id
            on conflict (id) do nothing""";

    private static final String PROFILES = """
            insert into public.user_profiles (id, email, full_name)
            select distinct on (id) id, email, name
              from unnest($1::uuid[], $2::text[], $3::text[]) as t (id, email, name)
             order by id
            on conflict (id) do nothing""";

    private static final String RATINGS = """
            insert into public.ratings as r
                   (user_id, movie_id, rating, stars, interested, interaction_type, source, rated_at, updated_at)
            select distinct on (t.user_id, t.movie_id)
                   t.user_id, t.movie_id, greatest(1, round(t.stars::numeric)), t.stars::numeric, t.stars >= 3, 'quick_rate',
                   'import', t.at, t.at
              from unnest($1::uuid[], $2::uuid[], $3::float8[], $4::timestamptz[]) as t (user_id, movie_id, stars, at)
             order by t.user_id, t.movie_id, t.at desc
            on conflict (user_id, movie_id) do update
               set rating = excluded.rating, stars = excluded.stars, interested = excluded.interested,
                   rated_at = excluded.rated_at, updated_at = excluded.updated_at
             where (r.rating, r.stars, r.rated_at) is distinct from (excluded.rating, excluded.stars, excluded.rated_at)""";

    private static final String WATCHLIST = """
            insert into public.watchlist (user_id, movie_id, added_at, watched)
            select user_id, movie_id, at, false
              from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as t (user_id, movie_id, at)
            on conflict (user_id, movie_id) do nothing""";

    private static final String IS_EMPTY = """
            select not exists (select from public.movies) as nothing""";

    private final Pool pool;

    CatalogueStore(Pool pool) {
        this.pool = pool;
    }

    /** A film and what its source calls it; null where unknown. */
    public record NewFilm(
            Movie movie,
            @Nullable Integer movieLensId,
            @Nullable String imdbId,
            @Nullable Integer tmdbId) {}

    public record NewUser(UserId id, String email, String name) {}

    /** @param stars 0.5 to 5 in half steps */
    public record NewRating(UserId user, MovieId movie, double stars, Instant at) {}

    public record NewWatch(UserId user, MovieId movie, Instant at) {}

    public Uni<Boolean> isEmpty() {
        return pool.query(IS_EMPTY).execute().map(rows -> rows.iterator().next().getBoolean("nothing"));
    }

    /** How many films are new or changed. */
    public Uni<Integer> saveFilms(List<NewFilm> films) {
        Function<Function<Movie, List<String>>, String[]> joined =
                list -> texts(films, film -> String.join(BETWEEN, list.apply(film.movie())));
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(ids(films.stream().map(film -> film.movie().id().value())))
                .addArrayOfString(texts(films, film -> film.movie().title()))
                .addArrayOfInteger(numbers(films, film -> film.movie().year()))
                .addArrayOfString(joined.apply(Movie::genres))
                .addArrayOfString(joined.apply(Movie::directors))
                .addArrayOfString(joined.apply(Movie::cast))
                .addArrayOfInteger(numbers(films, film -> film.movie().runtime()))
                .addArrayOfString(texts(films, film -> film.movie().overview()))
                .addArrayOfString(texts(films, NewFilm::imdbId))
                .addArrayOfInteger(numbers(films, NewFilm::tmdbId))
                .addArrayOfString(joined.apply(Movie::keywords))
                .addArrayOfInteger(numbers(films, NewFilm::movieLensId));
        return changed(FILMS, values);
    }

    /** How many users are new. */
    public Uni<Integer> saveUsers(List<NewUser> users) {
        UUID[] ids = ids(users.stream().map(user -> user.id().value()));
        String[] emails = texts(users, NewUser::email);
        return changed(PEOPLE, Tuple.of(ids, emails))
                .call(() -> changed(PROFILES, Tuple.of(ids, emails, texts(users, NewUser::name))));
    }

    /** How many ratings are new or changed. */
    public Uni<Integer> saveRatings(List<NewRating> ratings) {
        return changed(
                RATINGS,
                Tuple.of(
                        ids(ratings.stream().map(rating -> rating.user().value())),
                        ids(ratings.stream().map(rating -> rating.movie().value())),
                        ratings.stream().map(NewRating::stars).toArray(Double[]::new),
                        times(ratings.stream().map(NewRating::at))));
    }

    public Uni<Integer> saveWatchlist(List<NewWatch> entries) {
        return changed(
                WATCHLIST,
                Tuple.of(
                        ids(entries.stream().map(entry -> entry.user().value())),
                        ids(entries.stream().map(entry -> entry.movie().value())),
                        times(entries.stream().map(NewWatch::at))));
    }

    private Uni<Integer> changed(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).map(done -> done.rowCount());
    }

    private static UUID[] ids(Stream<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }

    private static <T> String[] texts(List<T> items, Function<T, @Nullable String> text) {
        return items.stream().map(text).toArray(String[]::new);
    }

    private static <T> Integer[] numbers(List<T> items, Function<T, @Nullable Integer> number) {
        return items.stream().map(number).toArray(Integer[]::new);
    }

    private static OffsetDateTime[] times(Stream<Instant> times) {
        return times.map(at -> at.atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
    }
}
