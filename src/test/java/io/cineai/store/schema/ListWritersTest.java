package io.cineai.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the functions that write lists promise beyond what the lists in other tests show. */
class ListWritersTest {
    private static final String CLAIM = """
            insert into cineai.rec_refresh_queue (user_id, status, claim_token, claimed_gen, leased_until)
            values (?, 'in_progress', ?, 1, now() + interval '1 minute')""";

    private static final String REPLACE = """
            select cineai.replace_lists(
                p_wait => true, p_users => array[?], p_tokens => array[?], p_generations => '{1}', p_tastes => array['{"films": 0}'],
                p_taste_etags => '{taste}', p_bodies => ?, p_body_ends => array[?], p_etags => '{etag}', p_algorithms => '{hybrid}', p_input_digests => '{digest}',
                p_made_with => '{settings/v1}', p_generated_at => '{now}', p_fresh_until => '{now}', p_film_ends => '{0}',
                p_film_lists => '{}', p_ids => '{}', p_movies => '{}', p_scores => '{}', p_film_algorithms => '{}', p_styles => '{}',
                p_emotions => '{}', p_texts => '', p_reasons => '{}', p_factors => '{}', p_explanations => '{}', p_text_ends => '{}')""";

    /** One film; nothing in it but what it says, which is not looked at for being JSON. */
    private static final String SAYS = """
            select cineai.replace_lists(
                p_wait => true, p_users => array[?], p_tokens => array[?], p_generations => array[nextval('cineai.feed_generation')],
                p_tastes => array['{"films": 0}'], p_taste_etags => '{taste}', p_bodies => '', p_body_ends => '{0}', p_etags => '{etag}', p_algorithms => '{hybrid}',
                p_input_digests => '{digest}', p_made_with => '{settings/v1}', p_generated_at => '{now}', p_fresh_until => '{now}',
                p_film_ends => '{1}', p_film_lists => '{1}', p_ids => array[gen_random_uuid()], p_movies => array[?],
                p_scores => array[?::int], p_film_algorithms => '{hybrid}', p_styles => '{null}', p_emotions => '{null}',
                p_texts => convert_to(?, 'UTF8'), p_reasons => '{1}', p_factors => '{1}', p_explanations => '{1}',
                p_text_ends => array[1 + length(?)]%s)""";

    private static final String WITH_DIGEST = ", p_digests => array[?::bigint]";
    private static final String WITHOUT_DIGEST = "";

    private static final int SURELY_FITS = 7_900;

    private static final String OUT_OF_LINE = """
            select pg_relation_size(reltoastrelid)
              from pg_class
             where oid = 'public.recommendation_feeds'::regclass""";

    /** A body stays in its row where the row fits a page, and few lists come to exactly that size: each of them must be written too. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bodiesOfEverySizeAroundThatOfAPageAreWritten(boolean inPlaceOfOthers) throws Exception {
        try (Session session = TestPostgres.fresh().connect()) {
            UUID user = World.aUser(session);
            UUID token = UUID.randomUUID();
            List<Integer> written = new ArrayList<>();
            List<Integer> wanted = new ArrayList<>();
            for (int size = 7_800; size <= 8_200; size++) {
                byte[] body = new byte[size];
                new Random(size).nextBytes(body);
                if (!inPlaceOfOthers) session.run("delete from public.recommendation_feeds");
                session.run(CLAIM, user, token);
                session.rows(REPLACE, user, token, body, size);
                wanted.add(size);
                written.add(Integer.valueOf(session.one("select length(body) from public.recommendation_feeds")));
                if (size == SURELY_FITS)
                    assertEquals("0", session.one(OUT_OF_LINE), "a body that fits stays in its row");
            }
            assertEquals(wanted, written);
            assertEquals("0", session.one("select count(*) from cineai.rec_refresh_queue"));
        }
    }

    @Test
    void whatAFilmSaysIsReadOnlyWhereItIsAnother() throws Exception {
        try (Session session = TestPostgres.fresh().connect()) {
            UUID user = World.aUser(session);
            UUID film = World.aFilm(session, "Heat");
            said(session, WITH_DIGEST, user, film, 70, "{\"says\": \"this\"}", 1L);

            said(session, WITH_DIGEST, user, film, 80, "no JSON", 1L);
            assertEquals("0.80 {\"says\": \"this\"} 1", row(session));
            assertThrows(SQLException.class, () -> said(session, WITH_DIGEST, user, film, 90, "no JSON", 2L));

            said(session, WITH_DIGEST, user, film, 90, "{\"says\": \"that\"}", 2L);
            assertEquals("0.90 {\"says\": \"that\"} 2", row(session));
        }
    }

    @Test
    void whatComesWithoutADigestIsReadAndSoIsWhatComesAfterIt() throws Exception {
        try (Session session = TestPostgres.fresh().connect()) {
            UUID user = World.aUser(session);
            UUID film = World.aFilm(session, "Heat");
            said(session, WITH_DIGEST, user, film, 70, "{\"says\": \"this\"}", 1L);

            said(session, WITHOUT_DIGEST, user, film, 70, "{\"says\": \"that\"}");
            assertEquals("0.70 {\"says\": \"that\"} null", row(session));

            said(session, WITH_DIGEST, user, film, 70, "{\"says\": \"this\"}", 1L);
            assertEquals("0.70 {\"says\": \"this\"} 1", row(session));
        }
    }

    @Test
    void whatSomebodyElseWroteIsReadAnew() throws Exception {
        try (Session session = TestPostgres.fresh().connect()) {
            UUID user = World.aUser(session);
            UUID film = World.aFilm(session, "Heat");
            said(session, WITH_DIGEST, user, film, 70, "{\"says\": \"this\"}", 1L);

            session.run("update public.recommendations set explanation = '{\"says\": \"mine\"}'");
            assertNotEquals("0.70 {\"says\": \"mine\"} 1", row(session));

            said(session, WITH_DIGEST, user, film, 70, "{\"says\": \"this\"}", 1L);
            assertEquals("0.70 {\"says\": \"this\"} 1", row(session));
        }
    }

    private static void said(
            Session session, String digest, UUID user, UUID film, int score, String says, Object... digests)
            throws SQLException {
        UUID token = UUID.randomUUID();
        session.run("delete from cineai.rec_refresh_queue");
        session.run(CLAIM, user, token);
        Stream<Object> values = Stream.of(user, token, film, score, says, says);
        session.rows(
                SAYS.formatted(digest),
                Stream.concat(values, Stream.of(digests)).toArray());
    }

    private static String row(Session session) throws SQLException {
        return session.one(
                "select score, explanation, content_digest # cast(cast(xmin as text) as bigint) from public.recommendations");
    }
}
