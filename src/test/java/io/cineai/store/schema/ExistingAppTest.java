package io.cineai.store.schema;

import static io.cineai.store.schema.ExistingApp.ADA;
import static io.cineai.store.schema.ExistingApp.HEAT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.movie.Movie;
import io.cineai.movie.Portrait;
import io.cineai.store.film.FilmStore;
import io.cineai.store.retention.Bound;
import io.cineai.store.retention.RetentionStore;
import io.cineai.store.retention.RetentionStore.Walk;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExistingAppTest {
    private static final String EVERYONE = "cineai.due_users('', 0, '1 hour', true)";

    static Stream<Arguments> installations() {
        return Stream.of(
                Arguments.of("older", (Supplier<TestPostgres>) ExistingApp::older),
                Arguments.of("newer", (Supplier<TestPostgres>) ExistingApp::newer));
    }

    static Stream<Arguments> migrated() {
        return Stream.of(
                Arguments.of("older", (Supplier<TestPostgres>) ExistingApp::olderMigrated),
                Arguments.of("newer", (Supplier<TestPostgres>) ExistingApp::newerMigrated));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("installations")
    void noRowIsLostAndASecondRunChangesNothing(String name, Supplier<TestPostgres> installation) throws Exception {
        TestPostgres database = installation.get();
        try (Session session = database.connect()) {
            Map<String, Long> before = ExistingApp.rowCounts(session);

            database.migrate(ExistingApp.OWNER);

            Map<String, Long> after = ExistingApp.rowCounts(session);
            after.keySet().retainAll(before.keySet());
            assertEquals(before, after);

            var catalogue = Catalogue.of(session);
            assertEquals(0, database.migrate(ExistingApp.OWNER));
            assertEquals(List.of(), Catalogue.difference(catalogue, Catalogue.of(session)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("installations")
    void theAppsPoliciesAndGrantsStayAsTheyWere(String name, Supplier<TestPostgres> installation) throws Exception {
        TestPostgres database = installation.get();
        try (Session session = database.connect()) {
            var policies = Catalogue.appPolicies(session, ExistingApp.UNTOUCHED);
            var grants = grantsOnTheApp(session);

            database.migrate(ExistingApp.OWNER);

            assertEquals(policies, Catalogue.appPolicies(session, ExistingApp.UNTOUCHED));
            assertEquals(grants, grantsOnTheApp(session));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("migrated")
    void retentionTouchesNothingThatTheAppWrote(String name, Supplier<TestPostgres> installation) throws Exception {
        TestPostgres database = installation.get();
        try (Session session = database.connect();
                TestPool pool = TestPool.of(database, TestPostgres.WORKER)) {
            Map<String, Long> before = ExistingApp.rowCounts(session);
            RetentionStore retention = pool.store(RetentionStore.class);

            for (Bound table : Bound.values()) {
                Walk nothingIsKept = new Walk(table, 0, 100, Duration.ofSeconds(1));
                assertEquals(
                        0,
                        TestPool.now(retention.forget(nothingIsKept, table.start(), 100))
                                .gone(),
                        table.label());
            }

            assertEquals(before, ExistingApp.rowCounts(session));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("migrated")
    void whatWasThereInAuthIsNotReplaced(String name, Supplier<TestPostgres> installation) throws Exception {
        TestPostgres database = installation.get();
        try (Session session = database.connect()) {
            assertEquals(
                    List.of("jwt supabase_auth_admin", "role supabase_auth_admin", "uid supabase_auth_admin"),
                    session.rows("select proname, pg_get_userbyid(proowner) from pg_proc"
                            + " where pronamespace = 'auth'::regnamespace order by 1"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("migrated")
    void usersCanNoLongerWriteHealthAndAnalyses(String name, Supplier<TestPostgres> installation) throws Exception {
        TestPostgres database = installation.get();
        try (Session session = database.connect()) {
            session.actAs("authenticated", ADA);

            assertEquals("openai", session.one("select service_name from public.ai_service_health"));
            Refused.asForbidden(() -> session.run("update public.ai_service_health set status = 'failed'"));
            Refused.asForbidden(() -> session.run("delete from public.movie_thematic_profiles"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("migrated")
    void theWorkerSeesEverySignalAndFilm(String name, Supplier<TestPostgres> installation) throws Exception {
        TestPostgres database = installation.get();
        try (Session session = database.connect()) {
            session.run("set role cineai_worker");

            assertEquals(
                    List.of(
                            ADA + " browse 0.0",
                            ADA + " click 0.0",
                            ADA + " rating 4.0",
                            ExistingApp.BOB + " interested 0.0",
                            ExistingApp.BOB + " watchlist 0.0"),
                    session.rows("select user_id, kind, value from cineai.rec_signals order by 1, 2"));
            assertEquals(
                    "{Crime} {\"Michael Mann\"} {\"Al Pacino\"} {} A thief and a detective.",
                    session.one(
                            "select genres, directors, cast_members, keywords, overview from cineai.rec_films where id = ?",
                            HEAT));
            assertEquals(2, session.count("select count(*) from " + EVERYONE));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("migrated")
    void theReaderSeesTheClaimedUsersFeed(String name, Supplier<TestPostgres> installation) throws Exception {
        TestPostgres database = installation.get();
        try (Session session = database.connect();
                Session reader = database.connect(TestPostgres.READER)) {
            World.aFeed(session, ADA, "W/ada");
            World.aFeed(session, ExistingApp.BOB, "W/bob");

            String claims = Session.claims("authenticated", ADA);
            assertEquals("W/ada", reader.one("select etag from cineai.read_feed(?, ?, null)", ADA, claims));
            assertEquals(
                    List.of(), reader.rows("select etag from cineai.read_feed(?, ?, null)", ExistingApp.BOB, claims));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("migrated")
    void everyConstraintHasBeenChecked(String name, Supplier<TestPostgres> installation) throws Exception {
        TestPostgres database = installation.get();
        try (Session session = database.connect()) {
            assertEquals(
                    List.of(),
                    session.rows("select conrelid::regclass, conname from pg_constraint where not convalidated"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("migrated")
    void theAppsOwnAnalysesArePortraitsToo(String name, Supplier<TestPostgres> installation) throws Exception {
        TestPostgres database = installation.get();
        try (Session session = database.connect();
                TestPool pool = TestPool.of(database, TestPostgres.WORKER)) {
            long films = session.count("select count(*) from cineai.rec_films");

            List<Movie> seen =
                    TestPool.now(pool.store(FilmStore.class).pages().collect().in(ArrayList::new, List::addAll));

            assertEquals(films, seen.size());
            assertEquals(
                    name.equals("newer") ? List.of("tragic_fall") : List.of(),
                    seen.stream()
                            .flatMap(film -> film.portrait().feel().stream())
                            .map(Portrait.Feel::pattern)
                            .toList());
        }
    }

    @Test
    void whereTheAppKeepsPlainTextAndListsTheyAreReadToo() throws Exception {
        TestPostgres database = ExistingApp.newer();
        try (Session session = database.connect()) {
            session.run(
                    "alter table movie_cinematic_styles alter column sound_design type text[] using '{loud}',"
                            + " alter column production_design type text using 'bare', alter column editing_style type text using 'fast'");
            session.run(
                    "alter table movie_thematic_profiles alter column cultural_context type text using 'the \"90s\"'");
            database.migrate(ExistingApp.OWNER);
            session.run("update movie_cinematic_styles set cinematography = '{\"lighting\": \"low_key\"}'");
            session.run("update movie_thematic_profiles set themes = '{loyalty}'");

            assertEquals(
                    "{\"light low_key\"} null",
                    session.one("select style_traits, editing_pace from cineai.film_portraits"
                            + " where style_traits is not null"));
            assertEquals(
                    "\"the \\\"90s\\\"\"",
                    session.one("select cultural_context from cineai.film_portraits where themes is not null"));
        }
    }

    @Test
    void aFilmsIdBecomesUuidAndRowsThatAreNoFilmsAreKeptAside() throws Exception {
        TestPostgres database = ExistingApp.newerMigrated();
        try (Session session = database.connect()) {
            assertEquals(
                    List.of(HEAT + " 0.8"),
                    session.rows("select movie_id, confidence from public.movie_cinematic_styles"));
            assertEquals(
                    List.of("a0000000-0000-0000-0000-000000000003 0.9"),
                    session.rows("select movie_id, confidence from public.movie_thematic_profiles"));
            assertEquals(
                    List.of(HEAT + " complex", HEAT + " tragic_fall"),
                    session.rows("select movie_id, overall_pattern from public.movie_emotional_journeys order by 2"));
            assertEquals(
                    List.of("tt0113277 0.7 no film has this id"),
                    session.rows(
                            "select movie_id, original ->> 'confidence', reason from cineai.movie_cinematic_styles_orphans"));
            assertEquals(
                    List.of(
                            "99999999-9999-9999-9999-999999999999 no film has this id",
                            "a0000000-0000-0000-0000-000000000003 the film has a newer row"),
                    session.rows("select movie_id, reason from cineai.movie_thematic_profiles_orphans order by 1"));
        }
    }

    @Test
    void aJourneyIsWrittenOncePerFilmBesideTheAppsMoods() throws Exception {
        TestPostgres database = ExistingApp.newerMigrated();
        try (Session session = database.connect()) {
            session.run("set role cineai_worker");
            session.run("""
                    insert into public.movie_emotional_journeys (movie_id, overall_pattern)
                    values (?, 'bittersweet')
                    on conflict (movie_id) where user_mood_context is null do update
                       set overall_pattern = excluded.overall_pattern""", HEAT);

            assertEquals(
                    List.of("null bittersweet", "sad complex"),
                    session.rows(
                            "select user_mood_context, overall_pattern from public.movie_emotional_journeys order by 2"));
        }
    }

    @Test
    void rowSecurityOnTheAppsUsersIsNoObstacle() throws Exception {
        TestPostgres database = ExistingApp.older();
        try (Session session = database.connect()) {
            session.run("alter table auth.users enable row level security");
            session.run("create policy \"Our owner reads\" on auth.users for select to app_owner using (true)");

            database.migrate(ExistingApp.OWNER);

            session.run("set role cineai_worker");
            assertEquals(2, session.count("select count(*) from " + EVERYONE));
            session.rows("select cineai.enqueue_refresh(id) from " + EVERYONE + " as id");
            assertEquals(2, session.count("select count(*) from cineai.rec_refresh_queue"));
        }
    }

    @Test
    void aListOfAUserWhoIsGoneStopsNothing() throws Exception {
        TestPostgres database = ExistingApp.older();
        UUID ghost = UUID.randomUUID();
        try (Session session = database.connect()) {
            session.run("alter table recommendations drop constraint recommendations_user_id_fkey");
            session.run("insert into recommendations (user_id, movie_id, score) values (?, ?, 0.5)", ghost, HEAT);

            database.migrate(ExistingApp.OWNER);

            assertEquals(1, session.count("select count(*) from recommendations where user_id = ?", ghost));
            Refused.with(
                    "23503",
                    () -> session.run(
                            "insert into recommendations (user_id, movie_id, score) values (?, ?, 0.5)",
                            UUID.randomUUID(),
                            HEAT));
        }
    }

    private static List<String> grantsOnTheApp(Session session) throws Exception {
        return Catalogue.privilegesOf(session, "public,anon,authenticated,service_role,app_owner").stream()
                .filter(line ->
                        Stream.of(ExistingApp.UNTOUCHED.split(",")).anyMatch(it -> line.endsWith("public." + it)))
                .toList();
    }
}
