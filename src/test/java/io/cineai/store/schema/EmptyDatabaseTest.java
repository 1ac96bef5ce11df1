package io.cineai.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.testkit.Migrations;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;

class EmptyDatabaseTest {
    @Test
    void aSecondRunChangesNothing() throws Exception {
        TestPostgres database = TestPostgres.empty();
        assertTrue(database.migrate(TestPostgres.OWNER) > 0);
        try (var session = database.connect()) {
            var before = Catalogue.of(session);

            assertEquals(0, database.migrate(TestPostgres.OWNER));
            assertEquals(List.of(), Catalogue.difference(before, Catalogue.of(session)));
        }
    }

    @Test
    void everyScriptCanRunAgainOverItsOwnResult() throws Exception {
        TestPostgres database = TestPostgres.fresh();
        try (var session = database.connect()) {
            var before = Catalogue.of(session);

            replay(database, TestPostgres.OWNER);

            assertEquals(List.of(), Catalogue.difference(before, Catalogue.of(session)));
        }
    }

    @Test
    void anIndexWhoseBuildBrokeOffIsBuiltAgain() throws Exception {
        TestPostgres database = TestPostgres.fresh();
        try (var session = database.connect()) {
            session.run("update pg_index set indisvalid = false where indexrelid = 'cineai_ratings_rated'::regclass");

            replay(database, TestPostgres.OWNER);

            assertEquals(
                    List.of("true"),
                    session.rows(
                            "select indisvalid from pg_index where indexrelid = 'cineai_ratings_rated'::regclass"));
        }
    }

    @Test
    void theOwnerIsNoSuperuserAndTheRolesCannotLogIn() throws Exception {
        try (var session = TestPostgres.fresh().connect()) {
            assertEquals(
                    "test_owner false",
                    session.one("select rolname, rolsuper from pg_roles"
                            + " where oid = (select relowner from pg_class where oid = 'public.movies'::regclass)"));
            assertEquals(
                    0,
                    session.count("select count(*) from pg_roles"
                            + " where (rolname in ('anon', 'authenticated', 'service_role') or rolname like 'cineai%')"
                            + " and (rolcanlogin or rolsuper or rolbypassrls or rolcreaterole)"));
        }
    }

    @Test
    void whoMayNotMigrateIsToldWhatIsMissing() throws Exception {
        TestPostgres database = TestPostgres.empty();
        try (Session session = database.connect()) {
            session.run("create role test_stranger login");
            session.run("create schema cineai authorization test_stranger");
        }

        var refusal = assertThrows(FlywayException.class, () -> database.migrate("test_stranger"));

        assertTrue(
                refusal.getMessage().contains("test_stranger may not create tables in schema public"),
                refusal.getMessage());
    }

    @Test
    void ourUidIsNullAlsoWhereTheSettingIsAnEmptyString() throws Exception {
        try (var session = TestPostgres.fresh().connect()) {
            session.run("begin; select set_config('request.jwt.claims', '{}', true); commit");
            assertEquals("", session.one("select current_setting('request.jwt.claims', true)"));

            assertEquals("null null null", session.one("select auth.uid(), auth.role(), auth.jwt()"));
        }
    }

    @Test
    void feedsAreStoredInlineAndWithRoomToRewriteThem() throws Exception {
        try (var session = TestPostgres.fresh().connect()) {
            assertEquals(
                    "{toast_tuple_target=8160,fillfactor=50} e",
                    session.one(
                            "select c.reloptions, a.attstorage from pg_class c join pg_attribute a on a.attrelid = c.oid"
                                    + " where c.oid = 'public.recommendation_feeds'::regclass and a.attname = 'body'"));
            assertEquals(
                    "e,e,e,e",
                    session.one(
                            "select string_agg(attstorage::text, ',') from pg_attribute"
                                    + " where attrelid = 'cineai.movie_neighbours'::regclass and atttypid in ('uuid[]'::regtype, 'real[]'::regtype)"));
        }
    }

    @Test
    void aLockThatIsHeldTooLongIsTriedAgain() throws Exception {
        TestPostgres database = ExistingApp.older();
        try (Session app = database.connect()) {
            Thread holder = holdPastTheTimeout(app, "lock table movies in access share mode");

            assertTrue(database.migrate(ExistingApp.OWNER) > 0);

            holder.join();
        }
    }

    @Test
    void aScriptThatBrokeOffOutsideATransactionIsTriedAgain() throws Exception {
        TestPostgres database = TestPostgres.fresh();
        try (Session app = database.connect()) {
            int scripts = app.run("delete from cineai.flyway_schema_history where version >= '014'");
            app.run("update pg_index set indisvalid = false where indexrelid = 'cineai_ratings_rated'::regclass");
            Thread holder = holdPastTheTimeout(app, "lock table ratings in access share mode");

            assertEquals(scripts, database.migrate(TestPostgres.OWNER));

            holder.join();
        }
    }

    /** Longer than the 2 s that a script waits for a lock, shorter than all its tries. */
    private static Thread holdPastTheTimeout(Session app, String lock) throws SQLException {
        app.run("begin; " + lock);
        Thread holder = new Thread(() -> {
            try {
                app.run("select pg_sleep(2.5); commit");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        holder.start();
        return holder;
    }

    private static void replay(TestPostgres database, String owner) throws Exception {
        try (var session = database.connect()) {
            session.run("drop table cineai.flyway_schema_history");
        }
        Migrations.configuration(database.jdbcUrl(), owner, database.password())
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }
}
