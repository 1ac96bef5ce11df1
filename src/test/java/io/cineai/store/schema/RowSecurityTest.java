package io.cineai.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each rule both ways: what a role sees and may do, and what it does not see and may not do. */
class RowSecurityTest {
    private final TestPostgres database = TestPostgres.fresh();
    private Session session;
    private UUID ada;
    private UUID bob;
    private UUID heat;

    @BeforeEach
    void twoUsersWithEverything() throws Exception {
        session = database.connect();
        ada = World.aUser(session);
        bob = World.aUser(session);
        heat = World.aFilm(session, "Heat");
        for (UUID user : new UUID[] {ada, bob}) {
            World.aFeed(session, user, "etag of " + user);
            World.aTaste(session, user, "Crime of " + user);
            session.run("insert into recommendations (user_id, movie_id, score) values (?, ?, 0.9)", user, heat);
            session.run("insert into ratings (user_id, movie_id, interested) values (?, ?, true)", user, heat);
            session.run("insert into watchlist (user_id, movie_id) values (?, ?)", user, heat);
            session.run("insert into user_profiles (id) values (?)", user);
            session.run(
                    "insert into user_behavior_signals (user_id, movie_id, action) values (?, ?, 'view')", user, heat);
            session.run("insert into conversational_query_cache (user_id, original_query) values (?, 'mine')", user);
            session.run(
                    "insert into recommendation_feedback (user_id, client_id, movie_id, action, occurred_at)"
                            + " values (?, gen_random_uuid(), ?, 'click', now())",
                    user,
                    heat);
        }
        session.run("insert into conversational_query_cache (original_query) values ('shared')");
        session.run("insert into movie_thematic_profiles (movie_id, themes) values (?, '{friendship}')", heat);
        session.run("insert into ai_service_health (service_name, status) values ('lists', 'healthy')");
    }

    @AfterEach
    void close() throws Exception {
        session.close();
    }

    @Test
    void usersSeeTheirOwnRowsAndNobodyElses() throws Exception {
        session.actAs("authenticated", ada);

        for (String table : new String[] {
            "recommendations",
            "recommendation_feeds",
            "recommendation_feedback",
            "taste_profiles",
            "ratings",
            "watchlist",
            "user_behavior_signals"
        }) assertEquals(ada.toString(), session.one("select user_id from " + table), table);
        assertEquals(ada.toString(), session.one("select id from user_profiles"));
        assertEquals(
                "{mine,shared}",
                session.one(
                        "select array_agg(original_query order by original_query) from conversational_query_cache"));
    }

    @Test
    void usersWriteTheirOwnRowsOfTheAppAndNobodyElses() throws Exception {
        UUID alien = World.aFilm(session, "Alien");
        session.actAs("authenticated", ada);

        session.run("insert into ratings (user_id, movie_id, interested) values (?, ?, true)", ada, alien);
        assertEquals(2, session.run("update ratings set rating = 3"));
        Refused.asForbidden(() ->
                session.run("insert into ratings (user_id, movie_id, interested) values (?, ?, true)", bob, alien));
        Refused.asForbidden(() -> session.run("update ratings set user_id = ?", bob));
        assertEquals(0, session.run("delete from watchlist where user_id = ?", bob));
    }

    @Test
    void usersWriteNothingOfOurs() throws Exception {
        session.actAs("authenticated", ada);

        for (String table : new String[] {
            "recommendations",
            "recommendation_feeds",
            "recommendation_feedback",
            "taste_profiles",
            "conversational_query_cache",
            "ai_service_health",
            "movie_cinematic_styles",
            "movie_thematic_profiles",
            "movie_emotional_journeys",
            "movies"
        }) Refused.asForbidden(() -> session.run("delete from public." + table));
    }

    @Test
    void whoIsNotSignedInSeesFilmsAndHealthOnly() throws Exception {
        session.actAs("anon", null);

        assertEquals("Heat", session.one("select title from movies"));
        assertEquals("{friendship}", session.one("select themes from movie_thematic_profiles"));
        assertEquals("lists", session.one("select service_name from ai_service_health"));
        for (String table : new String[] {
            "recommendations", "recommendation_feeds", "recommendation_feedback", "taste_profiles", "ratings"
        }) Refused.asForbidden(() -> session.rows("select * from public." + table));
    }

    @Test
    void nobodyOfTheAppReachesOurSchema() throws Exception {
        for (String role : new String[] {"anon", "authenticated"}) {
            session.actAs(role, ada);

            Refused.asForbidden(() -> session.rows("select * from cineai.rec_signals"));
            Refused.asForbidden(() -> session.rows("select cineai.enqueue_refresh(?)", ada));
            Refused.asForbidden(() -> session.rows("select * from cineai.read_feed(?, '{}', '')", ada));
            Refused.asForbidden(() -> session.rows("select * from cineai.read_taste(?, '{}')", ada));
            Refused.asForbidden(() -> session.rows("select * from cineai.film_portraits"));
        }
        session.actAs("service_role", null);
        Refused.asForbidden(() -> session.rows("select * from cineai.rec_refresh_queue"));
    }

    @Test
    void theServiceWritesListsAndEnqueues() throws Exception {
        session.run("truncate cineai.rec_refresh_queue");
        session.actAs("service_role", null);

        assertEquals(2, session.run("update recommendations set reason = 'because'"));
        session.rows("select cineai.enqueue_refresh(?)", ada);
        session.run("reset role");
        assertEquals(ada.toString(), session.one("select user_id from cineai.rec_refresh_queue"));
    }

    @Test
    void theWorkerSeesAllAndWritesOursButNotTheApps() throws Exception {
        try (Session worker = database.connect(TestPostgres.WORKER)) {
            assertEquals(8, worker.count("select count(*) from cineai.rec_signals"));
            assertEquals(2, worker.run("update recommendations set rank = 1"));
            assertEquals(2, worker.run("delete from recommendation_feeds"));
            assertEquals(2, worker.run("delete from taste_profiles"));
            assertEquals("{friendship}", worker.one("select themes from cineai.film_portraits"));
            assertEquals(1, worker.count("select nextval('cineai.model_version')"));
            Refused.asForbidden(() -> worker.run("update ratings set rating = 5"));
            Refused.asForbidden(() -> worker.run("delete from movies"));
            Refused.asForbidden(() -> worker.rows("select * from auth.users"));
        }
    }

    @Test
    void theReaderReadsTheCatalogueAndWritesNothing() throws Exception {
        try (Session reader = database.connect(TestPostgres.READER)) {
            assertEquals("Heat", reader.one("select title from cineai.rec_films"));
            assertEquals("{friendship}", reader.one("select themes from movie_thematic_profiles"));
            assertEquals(0, reader.count("select count(*) from recommendation_feeds"));
            assertEquals(0, reader.count("select count(*) from taste_profiles"));
            assertEquals("{friendship}", reader.one("select themes from cineai.film_portraits"));
            Refused.asForbidden(() -> reader.run("delete from recommendation_feeds"));
            Refused.asForbidden(() -> reader.run("delete from taste_profiles"));
            Refused.asForbidden(() -> reader.rows("select * from cineai.rec_signals"));
            Refused.asForbidden(() -> reader.rows("select cineai.enqueue_refresh(?)", ada));
        }
    }

    @Test
    void theReaderSeesTheTasteOfWhomTheClaimsNameAndNobodyElses() throws Exception {
        try (Session reader = database.connect(TestPostgres.READER)) {
            String claims = Session.claims("authenticated", ada);

            assertEquals(
                    List.of("{\"films\": 1, \"genres\": [\"Crime of " + ada + "\"]}"),
                    reader.rows("select profile from cineai.read_taste(?, ?)", ada, claims));
            assertEquals(List.of(), reader.rows("select profile from cineai.read_taste(?, ?)", bob, claims));
            assertEquals(List.of(), reader.rows("select profile from cineai.read_taste(?, '{}')", ada));
            assertEquals(0, reader.count("select count(*) from taste_profiles"), "the claims are gone afterwards");
        }
    }
}
