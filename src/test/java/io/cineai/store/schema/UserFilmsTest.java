package io.cineai.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Films that users insert are noted, and whatever goes wrong with that, the user's own write does not. */
class UserFilmsTest {
    private final TestPostgres database = TestPostgres.fresh();
    private Session session;
    private UUID ada;
    private UUID bob;

    @BeforeEach
    void usersMayAddFilms() throws Exception {
        session = database.connect();
        ada = World.aUser(session);
        bob = World.aUser(session);
        session.run("grant insert, update on public.movies to authenticated");
        session.run("""
                create policy "Users add films" on public.movies for all to authenticated using (true) with check (true)""");
    }

    @AfterEach
    void close() throws Exception {
        session.close();
    }

    @Nested
    class AFilm {
        @Test
        void ofASignedInUserIsNoted() throws Exception {
            session.actAs("authenticated", ada).run("insert into public.movies (title) values ('My holidays')");

            assertEquals(List.of("My holidays " + ada), noted());
        }

        @Test
        void isNotedAlsoWhereManyAreInsertedAtOnce() throws Exception {
            session.actAs("authenticated", ada)
                    .run("insert into public.movies (title) select 'Film ' || n from generate_series(1, 500) n");

            asSuperuser();
            assertEquals(500, session.count("select count(*) from cineai.user_films where inserted_by = ?", ada));
        }

        @Test
        void ofTheServiceIsNotNoted() throws Exception {
            session.actAs("service_role", null).run("insert into public.movies (title) values ('Heat')");
            asSuperuser();
            session.run("insert into public.movies (title) values ('Alien')");

            assertEquals(List.of(), noted());
            assertEquals(2, session.count("select count(*) from public.movies"));
        }

        @Test
        void isNotNotedWhenItIsOnlyChanged() throws Exception {
            UUID heat = World.aFilm(session, "Heat");

            session.actAs("authenticated", ada).run("update public.movies set title = 'Hitze' where id = ?", heat);

            assertEquals(List.of(), noted());
        }

        @Test
        void thatWasThereBeforeIsNotNotedForWhoUpsertsIt() throws Exception {
            UUID heat = World.aFilm(session, "Heat");

            upsert(ada, heat, "Hitze");
            upsert(ada, UUID.randomUUID(), "My holidays");

            assertEquals(List.of("My holidays " + ada), noted());
            assertEquals("Hitze", session.one("select title from public.movies where id = ?", heat));
        }

        @Test
        void upsertedAgainStaysOfWhoBroughtIt() throws Exception {
            UUID film = UUID.randomUUID();
            upsert(ada, film, "My holidays");
            upsert(ada, film, "My holidays, cut");
            upsert(bob, film, "Not yours");

            assertEquals(List.of("Not yours " + ada), noted());
        }

        @Test
        void thatIsInsertedAgainOfTheSameIdInsteadIsOfTheNewUser() throws Exception {
            UUID film = UUID.randomUUID();
            upsert(ada, film, "My holidays");
            asSuperuser();
            session.run("delete from public.movies where id = ?", film);
            assertEquals(List.of(), noted());

            upsert(bob, film, "Mine");

            assertEquals(List.of("Mine " + bob), noted());
        }

        @Test
        void whoseUserIsDeletedStaysAndIsNotedAsNobodys() throws Exception {
            session.actAs("authenticated", ada).run("insert into public.movies (title) values ('My holidays')");
            session.actAs("authenticated", bob).run("insert into public.movies (title) values ('Bob''s')");
            asSuperuser();

            session.run("delete from auth.users where id = ?", ada);

            assertEquals(List.of("Bob's " + bob, "My holidays null"), noted());
            assertEquals(2, session.count("select count(*) from public.movies"));
        }
    }

    @Nested
    class TheUsersOwnWrite {
        @Test
        void isDoneWhereTheTokenNamesNobody() throws Exception {
            session.actAs("authenticated", UUID.randomUUID());

            assertEquals(1, session.run("insert into public.movies (title) values ('My holidays')"));

            assertEquals(List.of(), noted());
            assertEquals("My holidays", session.one("select title from public.movies"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"sub\": \"ada\"}", "{\"sub\": \"\"}", "{\"sub\": 7}", "not json", "[]", "null", ""})
        void isDoneWhateverTheClaimsAre(String claims) throws Exception {
            session.actAs("authenticated", null).rows("select set_config('request.jwt.claims', ?, false)", claims);

            assertEquals(1, session.run("insert into public.movies (title) values ('My holidays')"));

            assertEquals(List.of(), noted());
        }

        @Test
        void isDoneWhereTheNoteCannotBeWritten() throws Exception {
            session.run("alter table cineai.user_films add constraint broken check (false)");
            session.actAs("authenticated", ada);

            assertEquals(1, session.run("insert into public.movies (title) values ('My holidays')"));
        }

        @Test
        void isDoneWhereTheTableIsGone() throws Exception {
            session.run("drop table cineai.user_films cascade");
            session.actAs("authenticated", ada);

            assertEquals(1, session.run("insert into public.movies (title) values ('My holidays')"));
        }

        @Test
        void isAsPossibleOrNotAsBefore() throws Exception {
            session.run("drop policy \"Users add films\" on public.movies");
            session.actAs("authenticated", ada);

            Refused.asForbidden(() -> session.run("insert into public.movies (title) values ('My holidays')"));
        }

        @Test
        void leavesNoNoteWhenItIsTakenBack() throws Exception {
            session.actAs("authenticated", ada);
            session.run("begin");
            session.run("insert into public.movies (title) values ('My holidays')");
            session.run("rollback");

            assertEquals(List.of(), noted());
        }
    }

    @Nested
    class InTheAppsOwnDatabase {
        @Test
        void aSignedInUsersFilmIsNoted() throws Exception {
            TestPostgres theirs = ExistingApp.newerMigrated();
            try (Session owner = theirs.connect()) {
                owner.run("""
                        create policy "Signed-in users add films too" on public.movies for insert to authenticated with check (true)""");
                owner.actAs("authenticated", ExistingApp.ADA)
                        .run("insert into public.movies (title) values ('My holidays')");
                owner.actAs("service_role", null).run("reset role");

                assertEquals(
                        ExistingApp.ADA + " My holidays",
                        owner.one("select u.inserted_by, m.title from cineai.user_films u"
                                + " join public.movies m on m.id = u.movie_id"));
            }
        }

        @Test
        void whatWasThereBeforeUsIsNobodys() throws Exception {
            try (Session owner = ExistingApp.newerMigrated().connect()) {
                assertEquals(0, owner.count("select count(*) from cineai.user_films"));
            }
        }
    }

    @Nested
    class TheNotes {
        @ParameterizedTest
        @ValueSource(strings = {"anon", "authenticated", "service_role"})
        void areNobodysToReadOrWrite(String role) throws Exception {
            session.actAs("authenticated", ada).run("insert into public.movies (title) values ('My holidays')");
            session.actAs(role, ada);

            Refused.asForbidden(() -> session.rows("select * from cineai.user_films"));
            Refused.asForbidden(() -> session.run("delete from cineai.user_films"));
        }

        @Test
        void areOnlyReadByTheWorker() throws Exception {
            session.actAs("authenticated", ada).run("insert into public.movies (title) values ('My holidays')");
            try (Session worker = database.connect(TestPostgres.WORKER)) {
                assertEquals(ada.toString(), worker.one("select inserted_by from cineai.user_films"));
                Refused.asForbidden(() -> worker.run("delete from cineai.user_films"));
                Refused.asForbidden(() -> worker.run("update cineai.user_films set inserted_by = ?", bob));
            }
        }
    }

    @Nested
    class TheFunctionsOfMoneyAndAnalyses {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "cineai.llm_free_lost(now())",
                    "cineai.llm_lock_budget('*', now())",
                    "cineai.llm_reserve('*', 'p', 'm', 1, 1, 1, interval '1 minute', null, 1)",
                    "cineai.llm_settle(null, '*', 1, 1, 1)",
                    "cineai.film_analyses('style', 'detailed', '{}', 'p', 'm', '1')",
                    "cineai.join_film_analyses()",
                    "cineai.analysis_health('f', 'style', 'p', 'm', 1)"
                })
        void areNotTheUsersToCallEvenWhereTheySeeTheSchema(String call) throws Exception {
            session.run("grant usage on schema cineai to anon, authenticated, service_role");
            for (String role : new String[] {"anon", "authenticated", "service_role"}) {
                session.actAs(role, ada);
                SQLException refusal = assertThrows(SQLException.class, () -> session.rows("select " + call));
                assertEquals("42501", refusal.getSQLState(), refusal.getMessage());
                assertTrue(refusal.getMessage().contains("permission denied for function"), refusal::getMessage);
            }
        }
    }

    private void upsert(UUID user, UUID film, String title) throws SQLException {
        session.actAs("authenticated", user)
                .run(
                        "insert into public.movies (id, title) values (?, ?)"
                                + " on conflict (id) do update set title = excluded.title",
                        film,
                        title);
    }

    /** Title and user of each note, whoever acted before. */
    private List<String> noted() throws SQLException {
        asSuperuser();
        return session.rows("select m.title, u.inserted_by from cineai.user_films u"
                + " join public.movies m on m.id = u.movie_id order by 1");
    }

    private void asSuperuser() throws SQLException {
        session.actAs("service_role", null).run("reset role");
    }
}
