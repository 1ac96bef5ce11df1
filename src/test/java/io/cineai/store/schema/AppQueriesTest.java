package io.cineai.store.schema;

import static io.cineai.store.schema.ExistingApp.ADA;
import static io.cineai.store.schema.ExistingApp.ALIEN;
import static io.cineai.store.schema.ExistingApp.BOB;
import static io.cineai.store.schema.ExistingApp.HEAT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the app asks through PostgREST, as the SQL that PostgREST makes of it. */
class AppQueriesTest {
    private static final String UPSERT = """
            insert into public.recommendations (user_id, movie_id, score, reason)
            values (?, ?, ?, 'by the app')
            on conflict (user_id, movie_id) do update
               set score = excluded.score, reason = excluded.reason""";

    static Stream<Arguments> installations() {
        return Stream.of(
                Arguments.of("empty", (Supplier<TestPostgres>) AppQueriesTest::freshWithTwoFilms),
                Arguments.of("older", (Supplier<TestPostgres>) ExistingApp::olderMigrated),
                Arguments.of("newer", (Supplier<TestPostgres>) ExistingApp::newerMigrated));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("installations")
    void theListOfTheCaller(String name, Supplier<TestPostgres> installation) throws Exception {
        try (Session session = installation.get().connect()) {
            session.actAs("authenticated", ADA);

            assertEquals(List.of("0.91 Because you liked Heat null null null null Alien"), session.rows("""
                            select r.score, r.reason, r.algorithm_used, r.thematic_factors, r.emotional_alignment_score,
                                   r.style_similarity_score, m.title
                              from public.recommendations r
                              left join public.movies m
                                on m.id = r.movie_id
                             where r.user_id = ?
                             order by r.score desc
                             limit 20""", ADA));
            assertEquals(0, session.count("select count(*) from public.recommendations where user_id = ?", BOB));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("installations")
    void theListSaysHowFilmsGoWithWhatTheCallerLikes(String name, Supplier<TestPostgres> installation)
            throws Exception {
        try (Session session = installation.get().connect()) {
            session.run("set role cineai_worker");
            session.run("""
                    insert into public.recommendations (user_id, movie_id, score, algorithm_used, thematic_factors,
                                                        style_similarity_score, emotional_alignment_score, generation)
                    values (?, ?, 0.95, 'hybrid', '{"themes": ["loyalty"], "alignment": 0.707}', 0.632, 1, 1)
                    on conflict (user_id, movie_id) do nothing""", ADA, HEAT);
            session.run("reset role");
            session.actAs("authenticated", ADA);

            assertEquals("hybrid 0.707 1.0 0.632 Heat", session.one("""
                            select r.algorithm_used, r.thematic_factors ->> 'alignment', r.emotional_alignment_score,
                                   r.style_similarity_score, m.title
                              from public.recommendations r
                              left join public.movies m
                                on m.id = r.movie_id
                             where r.user_id = ?
                             order by r.score desc
                             limit 1""", ADA));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("installations")
    void filmsByThemeAndByStyle(String name, Supplier<TestPostgres> installation) throws Exception {
        try (Session session = installation.get().connect()) {
            analyse(session);
            for (String role : List.of("anon", "authenticated")) {
                session.actAs(role, role.equals("anon") ? null : ADA);

                assertEquals(HEAT + " {psychological_thriller,redemption} 0.7 Heat", session.one("""
                                select t.movie_id, t.themes, t.complexity_score, m.title
                                  from public.movie_thematic_profiles t
                                  left join public.movies m
                                    on m.id = t.movie_id
                                 where t.themes @> '{psychological_thriller}'
                                   and t.complexity_score >= '0.7'"""));
                assertEquals(HEAT.toString(), session.one(byStyle("cinematography ->> 'style_category' = 'neo_noir'")));
                assertEquals(
                        HEAT.toString(), session.one(byStyle("cinematography -> 'style_category' = '\"neo_noir\"'")));
                Refused.with("22P02", () -> session.one(byStyle("cinematography -> 'style_category' = 'neo_noir'")));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("installations")
    void theServiceUpsertsAndWhatItInsertsIsReady(String name, Supplier<TestPostgres> installation) throws Exception {
        try (Session session = installation.get().connect()) {
            session.actAs("service_role", null);

            assertEquals(1, session.run(UPSERT, ADA, ALIEN, 0.5));
            assertEquals(1, session.run(UPSERT, ADA, HEAT, 0.4));

            assertEquals(
                    List.of("0.50 ready", "0.40 ready"),
                    session.rows(
                            "select score, status from public.recommendations where user_id = ? order by score desc",
                            ADA));
        }
    }

    @Test
    void whereTheAppsPolicyLetsUsersWriteTheyStillMay() throws Exception {
        try (Session session = ExistingApp.olderMigrated().connect()) {
            session.actAs("authenticated", ADA);

            assertEquals(1, session.run(UPSERT, ADA, HEAT, 0.4));
            Refused.asForbidden(() -> session.run(UPSERT, BOB, ALIEN, 0.4));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("installations")
    void aFilmIsEmbeddedByExactlyOneForeignKey(String name, Supplier<TestPostgres> installation) throws Exception {
        try (Session session = installation.get().connect()) {
            assertEquals(
                    List.of(
                            "movie_cinematic_styles 1 c",
                            "movie_emotional_journeys 1 c",
                            "movie_thematic_profiles 1 c",
                            "recommendations 1 c"),
                    session.rows("""
                            select conrelid::regclass, count(*), min(confdeltype)
                              from pg_constraint
                             where contype = 'f'
                               and confrelid = 'public.movies'::regclass
                               and conrelid in ('public.recommendations'::regclass,
                                                'public.movie_cinematic_styles'::regclass,
                                                'public.movie_thematic_profiles'::regclass,
                                                'public.movie_emotional_journeys'::regclass)
                             group by conrelid
                             order by conrelid::regclass::text"""));
        }
    }

    private static String byStyle(String condition) {
        return "select movie_id from public.movie_cinematic_styles where overall_style_score >= '0.8' and " + condition;
    }

    private static void analyse(Session session) throws Exception {
        session.run("delete from public.movie_thematic_profiles; delete from public.movie_cinematic_styles");
        session.run("set role cineai_worker");
        session.run("""
                insert into public.movie_thematic_profiles (movie_id, themes, complexity_score)
                values (?, '{psychological_thriller,redemption}', 0.7)
                on conflict (movie_id) do nothing""", HEAT);
        session.run("""
                insert into public.movie_cinematic_styles (movie_id, overall_style_score, cinematography)
                values (?, 0.8, '{"style_category": "neo_noir"}')
                on conflict (movie_id) do nothing""", HEAT);
    }

    private static TestPostgres freshWithTwoFilms() {
        TestPostgres database = TestPostgres.fresh();
        try (Session session = database.connect()) {
            for (UUID user : List.of(ADA, BOB)) session.run("insert into auth.users (id) values (?)", user);
            session.run("insert into movies (id, title) values (?, 'Heat'), (?, 'Alien')", HEAT, ALIEN);
            session.run(
                    "insert into recommendations (user_id, movie_id, score, reason)"
                            + " values (?, ?, 0.91, 'Because you liked Heat'), (?, ?, 0.4, 'Popular')",
                    ADA,
                    ALIEN,
                    BOB,
                    HEAT);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return database;
    }
}
