package io.cineai.testkit;

import io.cineai.ingest.SampleAudience;
import io.cineai.ingest.SampleCatalogue;
import io.cineai.ingest.SampleUser;
import io.cineai.movie.Movie;
import io.cineai.taste.Signal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** The sample's films and audience in a test's database, as the app would have written them: functions may only read these tables. */
public final class SampleWorld {
    private SampleWorld() {}

    /** Films, users, ratings and watch-lists; no list yet. */
    public static void fill(Session session) throws SQLException {
        List<Movie> films = SampleCatalogue.films();
        fill(session, films, SampleAudience.DEFAULT.of(films, Instant.now()));
    }

    /** No list, nothing waiting, no run; and no user or film but the sample's. The model stays. */
    public static void forgetLists(Session session) throws SQLException {
        session.run("truncate public.recommendations, public.recommendation_feeds, cineai.rec_refresh_queue,"
                + " cineai.function_runs");
        session.run("delete from auth.users where email is null or email not like '%@example.invalid'");
        session.run("delete from public.movies where created_at > (select min(created_at) from public.movies)");
    }

    public static UUID aUser(Session session) throws SQLException {
        return UUID.fromString(
                session.one("insert into auth.users (id, email) values (gen_random_uuid(), 'new@test') returning id"));
    }

    public static UUID aFilm(Session session, String title) throws SQLException {
        return UUID.fromString(session.one("insert into public.movies (title) values (?) returning id", title));
    }

    public static void rates(Session session, UUID user, UUID film, int stars) throws SQLException {
        session.run("""
                insert into public.ratings (user_id, movie_id, rating, interested, rated_at)
                values (?, ?, ?, true, clock_timestamp())""", user, film, stars);
    }

    private static void fill(Session session, List<Movie> films, List<SampleUser> audience) throws SQLException {
        session.run(
                """
                insert into public.movies (id, title, year, genre, director, "cast", runtime, description, metadata)
                select id, title, year, string_to_array(genre, '|'), string_to_array(director, '|'), string_to_array(people, '|'),
                       runtime, overview, jsonb_build_object('keywords', string_to_array(keywords, '|'))
                  from unnest(?::uuid[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[])
                       as t (id, title, year, genre, director, people, runtime, overview, keywords)""",
                column(films, film -> film.id().value()),
                column(films, Movie::title),
                column(films, Movie::year),
                column(films, film -> String.join("|", film.genres())),
                column(films, film -> String.join("|", film.directors())),
                column(films, film -> String.join("|", film.cast())),
                column(films, Movie::runtime),
                column(films, Movie::overview),
                column(films, film -> String.join("|", film.keywords())));
        session.run("""
                with people as (
                    insert into auth.users (id, email)
                    select * from unnest(?::uuid[], ?::text[])
                    returning id, email)
                insert into public.user_profiles (id, email)
                select id, email from people""", column(audience, user -> user.id().value()), column(audience, SampleUser::email));
        List<Act> ratings = acts(audience, Signal.Kind.RATING);
        session.run(
                """
                insert into public.ratings (user_id, movie_id, rating, stars, interested, rated_at)
                select user_id, movie_id, greatest(1, round(stars)), stars, stars >= 3, at
                  from unnest(?::uuid[], ?::uuid[], ?::numeric[], ?::timestamptz[]) as t (user_id, movie_id, stars, at)""",
                column(ratings, act -> act.user().id().value()),
                column(ratings, act -> act.signal().movie().value()),
                column(ratings, act -> act.signal().value()),
                column(ratings, act -> act.signal().at().toString()));
        List<Act> wishes = acts(audience, Signal.Kind.WATCHLIST);
        session.run(
                """
                insert into public.watchlist (user_id, movie_id, added_at)
                select * from unnest(?::uuid[], ?::uuid[], ?::timestamptz[])""",
                column(wishes, act -> act.user().id().value()),
                column(wishes, act -> act.signal().movie().value()),
                column(wishes, act -> act.signal().at().toString()));
    }

    private record Act(SampleUser user, Signal signal) {}

    private static List<Act> acts(List<SampleUser> audience, Signal.Kind kind) {
        return audience.stream()
                .flatMap(user -> user.signals().stream().map(signal -> new Act(user, signal)))
                .filter(act -> act.signal().kind() == kind)
                .toList();
    }

    /** A whole column as one array argument. */
    private static <T> String column(List<T> items, Function<T, Object> value) {
        Stream<String> texts = items.stream().map(value).map(SampleWorld::quoted);
        return "{" + String.join(",", texts.toList()) + "}";
    }

    private static String quoted(Object value) {
        return '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
