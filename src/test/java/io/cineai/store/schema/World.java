package io.cineai.store.schema;

import io.cineai.testkit.Session;
import java.sql.SQLException;
import java.util.UUID;

/** Users and films to test with. */
final class World {
    private World() {}

    static UUID aUser(Session session) throws SQLException {
        return UUID.fromString(session.one("insert into auth.users (id) values (gen_random_uuid()) returning id"));
    }

    static UUID aFilm(Session session, String title) throws SQLException {
        return UUID.fromString(session.one("insert into public.movies (title) values (?) returning id", title));
    }

    static void aFeed(Session session, UUID user, String etag) throws SQLException {
        session.run("""
                insert into public.recommendation_feeds (user_id, generation, body, etag, algorithm_used, input_digest,
                                                         made_with, generated_at, checked_at, fresh_until)
                values (?, nextval('cineai.feed_generation'), '\\x1f8b', ?, 'hybrid', 'digest', 'defaults', now(), now(), now())""", user, etag);
    }

    static void aTaste(Session session, UUID user, String genre) throws SQLException {
        session.run(
                "insert into public.taste_profiles (user_id, films, profile)"
                        + " values (?, 1, jsonb_build_object('films', 1, 'genres', jsonb_build_array(?::text)))",
                user,
                genre);
    }
}
