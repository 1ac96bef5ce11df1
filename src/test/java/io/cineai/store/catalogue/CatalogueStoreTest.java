package io.cineai.store.catalogue;

import static io.cineai.testkit.FilmBuilder.aFilm;
import static io.cineai.testkit.FilmBuilder.idOf;
import static io.cineai.testkit.TestPool.now;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.Movie;
import io.cineai.store.catalogue.CatalogueStore.NewFilm;
import io.cineai.store.catalogue.CatalogueStore.NewRating;
import io.cineai.store.catalogue.CatalogueStore.NewUser;
import io.cineai.store.catalogue.CatalogueStore.NewWatch;
import io.cineai.taste.UserId;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogueStoreTest {
    private static final Instant THEN = Instant.parse("1999-12-31T23:59:58Z");
    private static final UserId ADA = new UserId(new UUID(0, 1));
    private static final Movie HEAT = aFilm("Heat")
            .withGenres("Crime", "Drama, of a kind")
            .by("Michael \"M\" Mann")
            .with("Al Pacino")
            .withKeywords("heist", "night")
            .build();
    private static final Movie BARE = aFilm("Bare").of(0).lasting(0).build();

    private final TestPostgres database = TestPostgres.fresh();
    private final TestPool pool = TestPool.of(database, TestPostgres.SUPERUSER);
    private final CatalogueStore catalogue = new CatalogueStore(pool.pool());
    private Session session;

    @BeforeEach
    void connect() throws Exception {
        session = database.connect();
    }

    @AfterEach
    void close() throws Exception {
        session.close();
        pool.close();
    }

    @Test
    void aCatalogueWithoutAFilmIsEmpty() {
        assertTrue(now(catalogue.isEmpty()));

        now(catalogue.saveFilms(List.of(film(HEAT, null))));

        assertFalse(now(catalogue.isEmpty()));
    }

    @Test
    void aFilmIsKeptAsItsSourceTellsIt() throws Exception {
        assertEquals(2, now(catalogue.saveFilms(List.of(new NewFilm(HEAT, 6, "tt0113277", 949), film(BARE, null)))));

        assertEquals(
                List.of(
                        "Bare null {} {} {} {} null null null null",
                        "Heat 1995 {Crime,\"Drama, of a kind\"} {\"Michael \\\"M\\\" Mann\"} {\"Al Pacino\"}"
                                + " {heist,night} 120 tt0113277 949 6"),
                session.rows("""
                        select f.title, f.year, f.genres, f.directors, f.cast_members, f.keywords, f.runtime,
                               m.imdb_id, m.tmdb_id, m.metadata->>'movielensId'
                          from cineai.rec_films f
                          join public.movies m on m.id = f.id
                         order by f.title"""));
    }

    @Test
    void theSameFilmsAgainChangeNothing() throws Exception {
        List<NewFilm> films = List.of(new NewFilm(HEAT, 6, "tt0113277", 949), film(BARE, null));
        now(catalogue.saveFilms(films));
        String before = session.one("select string_agg(xmin::text, ' ' order by id) from public.movies");

        assertEquals(0, now(catalogue.saveFilms(films)));

        assertEquals(before, session.one("select string_agg(xmin::text, ' ' order by id) from public.movies"));
    }

    @Test
    void whatChangedIsChangedAndWhatOthersWroteStays() throws Exception {
        now(catalogue.saveFilms(List.of(new NewFilm(HEAT, 6, "tt0113277", 949))));
        session.run("update public.movies set metadata = metadata || '{\"ours\": 1}', poster_url = 'heat.jpg'");
        Movie retold = aFilm("Heat")
                .withGenres("Crime", "Drama, of a kind")
                .by("Michael \"M\" Mann")
                .with("Al Pacino")
                .withKeywords("heist")
                .build();

        assertEquals(1, now(catalogue.saveFilms(List.of(new NewFilm(retold, 6, "tt0113277", 949)))));

        assertEquals(
                "[\"heist\"] 1 6 heat.jpg",
                session.one("select metadata->'keywords', metadata->>'ours', metadata->>'movielensId', poster_url"
                        + " from public.movies"));
    }

    @Test
    void twoFilmsMayClaimOneNumberOfAnotherCatalogue() throws Exception {
        List<NewFilm> films = List.of(film(HEAT, 949), film(aFilm("Heat again").build(), 949), film(BARE, 949));

        assertEquals(3, now(catalogue.saveFilms(films)));
        assertEquals(0, now(catalogue.saveFilms(films)));
        assertEquals(
                1, now(catalogue.saveFilms(List.of(film(aFilm("Another batch").build(), 949)))));

        assertEquals("1 4", session.one("select count(tmdb_id), count(*) from public.movies"));
    }

    @Test
    void peopleAreThereOnceWithTheirProfile() throws Exception {
        NewUser ada = new NewUser(ADA, "ada@example.invalid", "Ada");
        NewUser bob = new NewUser(new UserId(new UUID(0, 2)), "bob@example.invalid", "Bob");

        assertEquals(2, now(catalogue.saveUsers(List.of(ada, bob, ada))));
        assertEquals(0, now(catalogue.saveUsers(List.of(ada, bob))));

        assertEquals(
                List.of("ada@example.invalid Ada", "bob@example.invalid Bob"),
                session.rows(
                        "select u.email, p.full_name from auth.users u join public.user_profiles p using (id) order by 1"));
    }

    @Test
    void halfStarsAndTimesAreKept() throws Exception {
        peopleAndFilms();
        assertEquals(
                2,
                now(catalogue.saveRatings(List.of(
                        new NewRating(ADA, idOf("Heat"), 0.5, THEN), new NewRating(ADA, idOf("Bare"), 2.5, THEN)))));

        assertEquals(
                List.of("0.5 1 false t", "2.5 3 false t"),
                session.rows("select stars, rating, interested, (rated_at = '1999-12-31T23:59:58Z')::char"
                        + " from public.ratings order by stars"));
        assertEquals(
                List.of("rating 0.5 t", "rating 2.5 t"),
                session.rows(
                        "select kind, value, (at = '1999-12-31T23:59:58Z')::char from cineai.rec_signals order by value"));
    }

    @Test
    void theSameRatingsAgainChangeNothing() {
        peopleAndFilms();
        List<NewRating> ratings =
                List.of(new NewRating(ADA, idOf("Heat"), 4.5, THEN), new NewRating(ADA, idOf("Bare"), 2, THEN));

        assertEquals(2, now(catalogue.saveRatings(ratings)));
        assertEquals(0, now(catalogue.saveRatings(ratings)));
        assertEquals(1, now(catalogue.saveRatings(List.of(new NewRating(ADA, idOf("Heat"), 4, THEN), ratings.get(1)))));
    }

    @Test
    void ofSeveralRatingsOfOneFilmTheLatestCounts() throws Exception {
        peopleAndFilms();

        now(catalogue.saveRatings(List.of(
                new NewRating(ADA, idOf("Heat"), 1, THEN),
                new NewRating(ADA, idOf("Heat"), 5, THEN.plusSeconds(9)),
                new NewRating(ADA, idOf("Heat"), 2, THEN.minusSeconds(9)))));

        assertEquals("5.0", session.one("select stars from public.ratings"));
    }

    @Test
    void aWatchListIsKeptWithItsTimes() throws Exception {
        peopleAndFilms();
        List<NewWatch> entries = List.of(new NewWatch(ADA, idOf("Heat"), THEN), new NewWatch(ADA, idOf("Bare"), THEN));

        assertEquals(2, now(catalogue.saveWatchlist(entries)));
        assertEquals(0, now(catalogue.saveWatchlist(entries)));

        assertEquals(
                "2 true false",
                session.one(
                        "select count(*), bool_and(added_at = '1999-12-31T23:59:58Z'), bool_or(watched) from public.watchlist"));
    }

    @Test
    void nothingIsNothing() {
        assertEquals(0, now(catalogue.saveFilms(List.of())));
        assertEquals(0, now(catalogue.saveUsers(List.of())));
        assertEquals(0, now(catalogue.saveRatings(List.of())));
        assertEquals(0, now(catalogue.saveWatchlist(List.of())));
    }

    private void peopleAndFilms() {
        now(catalogue.saveUsers(List.of(new NewUser(ADA, "ada@example.invalid", "Ada"))));
        now(catalogue.saveFilms(List.of(film(HEAT, null), film(BARE, null))));
    }

    private static NewFilm film(Movie movie, Integer tmdbId) {
        return new NewFilm(movie, null, null, tmdbId);
    }
}
