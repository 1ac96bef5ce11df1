package io.cineai.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user of the console says of films is kept where the app keeps it. */
class OwnFilmsTest {
    private Session session;
    private Session console;
    private UUID ada;
    private UUID bob;
    private UUID heat;
    private UUID ronin;

    @BeforeEach
    void twoUsersAndTwoFilms() throws Exception {
        TestPostgres database = TestPostgres.fresh();
        session = database.connect();
        console = database.connect();
        console.run("set role cineai_console");
        ada = World.aUser(session);
        bob = World.aUser(session);
        heat = World.aFilm(session, "Heat");
        ronin = World.aFilm(session, "Ronin");
    }

    @AfterEach
    void close() throws Exception {
        console.close();
        session.close();
    }

    @Test
    void starsAreARatingOfTheApps() throws Exception {
        assertEquals("2 {}", rate(ada, stars(heat, 5), stars(ronin, 2)));

        assertEquals(List.of("Heat 5 5.0 t quick_rate", "Ronin 2 2.0 f quick_rate"), session.rows("""
                        select m.title, r.rating, r.stars, r.interested::text::char(1), r.interaction_type
                          from ratings r
                          join movies m on m.id = r.movie_id
                         where r.user_id = ?
                         order by m.title""", ada));
        assertEquals(
                "rating 5.0",
                session.one(
                        "select kind, value from cineai.rec_signals where movie_id = ? and user_id = ?", heat, ada));
    }

    @Test
    void theLastWordCounts() throws Exception {
        session.run("""
                insert into ratings (user_id, movie_id, rating, stars, interested, source, rated_at)
                values (?, ?, 1, 0.5, false, 'the app', now() - interval '1 year')""", ada, heat);

        assertEquals("1 {}", rate(ada, stars(heat, 2), stars(heat, 4)));

        assertEquals("4 4.0 t the app t", session.one("""
                        select rating, stars, interested::text::char(1), source, (rated_at > now() - interval '1 minute')::text::char(1)
                          from ratings"""));
    }

    @Test
    void aRatingAndAWishAskForANewList() throws Exception {
        rate(ada, stars(heat, 4));
        later(bob, heat);

        assertEquals(
                List.of(ada + " 2", bob + " 4"),
                session.rows("select user_id, priority from cineai.rec_refresh_queue order by priority"));
    }

    @Test
    void aFilmIsOnTheWatchListOnceAndStaysAsItIs() throws Exception {
        session.run(
                "insert into watchlist (user_id, movie_id, watched, notes) values (?, ?, true, 'twice')", ada, heat);

        assertEquals("2 {}", later(ada, heat, ronin, ronin));
        assertEquals("1 {}", later(ada, ronin));

        assertEquals(List.of("Heat true twice", "Ronin false null"), session.rows("""
                        select m.title, w.watched, w.notes
                          from watchlist w
                          join movies m on m.id = w.movie_id
                         order by m.title"""));
    }

    @Test
    void whatIsSaidOfNoFilmIsNamedAndTheRestIsKept() throws Exception {
        UUID nowhere = UUID.randomUUID();

        assertEquals("1 {" + nowhere + "}", rate(ada, stars(nowhere, 5), stars(heat, 5)));
        assertEquals("1 {" + nowhere + "}", later(ada, nowhere, heat));
    }

    @Test
    void withoutAUserNothingIsWritten() throws Exception {
        assertEquals("0 {}", rate(UUID.randomUUID(), stars(heat, 5)));
        assertEquals("0 {}", console.one("select kept, unknown_films from cineai.watch_later(array[?::uuid])", heat));

        assertEquals(0, session.count("select count(*) from ratings"));
        assertEquals(0, session.count("select count(*) from watchlist"));
    }

    @Test
    void onlyTheConsoleMayAndOnlyThroughTheFunctions() throws Exception {
        for (String role : List.of("anon", "authenticated", "service_role", "cineai_reader", "cineai_worker")) {
            session.actAs(role, ada);
            Refused.asForbidden(() -> session.rows("select cineai.rate_films('[]')"));
            Refused.asForbidden(() -> session.rows("select cineai.watch_later('{}')"));
            session.run("reset role");
        }
        Refused.asForbidden(() -> console.rows("select from ratings"));
        Refused.asForbidden(() -> console.rows("delete from watchlist"));
    }

    private String rate(UUID user, String... ratings) throws Exception {
        return console.one("""
                with me as materialized (select set_config('request.jwt.claims', ?, true))
                select r.kept, r.unknown_films from me, cineai.rate_films(?::jsonb) r""", claims(user), "[" + String.join(",", ratings) + "]");
    }

    private String later(UUID user, UUID... films) throws Exception {
        return console.one("""
                with me as materialized (select set_config('request.jwt.claims', ?, true))
                select l.kept, l.unknown_films from me, cineai.watch_later(?::uuid[]) l""", claims(user), films);
    }

    private static String claims(UUID user) {
        return "{\"sub\": \"" + user + "\"}";
    }

    private static String stars(UUID film, int stars) {
        return "{\"movie_id\": \"" + film + "\", \"stars\": " + stars + "}";
    }
}
