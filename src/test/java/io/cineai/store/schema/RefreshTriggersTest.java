package io.cineai.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a change of the app's tables asks for, and what it never does to the user who makes it. */
class RefreshTriggersTest {
    private static final int MANY = 10_000;

    private final TestPostgres database = TestPostgres.fresh();
    private Session app;
    private UUID ada;
    private UUID heat;

    @BeforeEach
    void aUserAndAFilm() throws Exception {
        app = database.connect();
        ada = World.aUser(app);
        heat = World.aFilm(app, "Heat");
    }

    @AfterEach
    void close() throws Exception {
        app.close();
    }

    @Nested
    class ByKindOfChange {
        @Test
        void aRatingIsMoreUrgentThanANewProfileAWatchListAndAPreference() throws Exception {
            rate(ada, heat, 4);
            assertEquals("1 pending 2 rating", row("gen, status, priority, reason"));

            app.run("truncate cineai.rec_refresh_queue");
            app.run("insert into public.user_profiles (id) values (?)", ada);
            assertEquals("1 pending 3 new user", row("gen, status, priority, reason"));

            app.run("truncate cineai.rec_refresh_queue");
            app.run("insert into public.watchlist (user_id, movie_id) values (?, ?)", ada, heat);
            assertEquals("1 pending 4 watch-list", row("gen, status, priority, reason"));

            app.run("truncate cineai.rec_refresh_queue");
            app.run("update public.user_profiles set preferences = '{\"genres\": [\"Crime\"]}'");
            assertEquals("1 pending 5 preferences", row("gen, status, priority, reason"));
        }

        @Test
        void theFirstChangeOfABurstSetsTheTimeAndTheRestDoNotPutItOff() throws Exception {
            app.run("begin");
            rate(ada, heat, 1);
            String first = row("run_at, run_at - enqueued_at between interval '0.9 s' and interval '1.1 s'");
            for (int stars = 2; stars <= 5; stars++)
                app.run("update public.ratings set rating = ? where user_id = ?", stars, ada);
            app.run("commit");

            assertEquals(first, row("run_at, run_at - enqueued_at between interval '0.9 s' and interval '1.1 s'"));
            assertTrue(first.endsWith(" true"), first);
            assertEquals("5", row("gen"));
        }

        @Test
        void anUpdateThatChangesNothingAsksForNothing() throws Exception {
            rate(ada, heat, 4);
            app.run("insert into public.watchlist (user_id, movie_id) values (?, ?)", ada, heat);
            app.run("insert into public.user_profiles (id, full_name) values (?, 'Ada')", ada);
            app.run("truncate cineai.rec_refresh_queue");

            app.run("update public.ratings set rating = rating, source = 'again'");
            app.run("update public.watchlist set notes = 'soon'");
            app.run("update public.user_profiles set full_name = 'Ada Lovelace'");
            app.run("update public.ratings set rating = 5 where false");

            assertEquals(0, app.count("select count(*) from cineai.rec_refresh_queue"));
        }

        /** Recent acts weigh more: when it was said changes the list too. */
        @Test
        void sayingTheSameAgainIsAChange() throws Exception {
            rate(ada, heat, 4);
            app.run(
                    "insert into public.watchlist (user_id, movie_id, watched_at) values (?, ?, '2026-01-01')",
                    ada,
                    heat);
            app.run("truncate cineai.rec_refresh_queue");

            app.run("update public.ratings set rating = rating, rated_at = rated_at + interval '1 day'");
            assertEquals("1 pending 2", row("gen, status, priority"));

            app.run("update public.watchlist set watched_at = clock_timestamp()");
            assertEquals("2 pending 2", row("gen, status, priority"));
        }

        @Test
        void takingARatingBackIsAChange() throws Exception {
            rate(ada, heat, 4);
            app.run("truncate cineai.rec_refresh_queue");

            app.run("delete from public.ratings where user_id = ?", ada);

            assertEquals("1 pending 2", row("gen, status, priority"));
        }

        @Test
        void whereARatingChangesHandsBothGetANewList() throws Exception {
            UUID bob = World.aUser(app);
            rate(ada, heat, 4);
            app.run("truncate cineai.rec_refresh_queue");

            app.run("update public.ratings set user_id = ?", bob);

            assertEquals(2, app.count("select count(*) from cineai.rec_refresh_queue"));
        }

        @Test
        void theDeadRiseWithTheirAttemptsGivenBack() throws Exception {
            rate(ada, heat, 4);
            app.run("update cineai.rec_refresh_queue set status = 'dead', attempts = 5, priority = 9");

            app.run("update public.ratings set rating = 1");

            assertEquals("2 pending 0 2", row("gen, status, attempts, priority"));
        }

        @Test
        void whoIsInWorkKeepsTheLeaseAndIsServedAgain() throws Exception {
            rate(ada, heat, 4);
            app.run("update cineai.rec_refresh_queue set status = 'in_progress', claim_token = gen_random_uuid(),"
                    + " claimed_gen = gen, leased_until = now() + interval '1 minute', attempts = 1");
            String lease = row("claim_token, leased_until");

            app.run("update public.ratings set rating = 1");

            assertEquals(
                    "2 1 in_progress 1 " + lease, row("gen, claimed_gen, status, attempts, claim_token, leased_until"));
        }
    }

    @Nested
    class WithManyRows {
        @Test
        void tenThousandRatingsInOneStatementAreTenThousandRowsOfTheQueue() throws Exception {
            manyUsers();
            // once to warm up, as a first statement plans and caches
            app.run(
                    "insert into public.ratings (user_id, movie_id, rating, interested) select id, ?, 3, true from auth.users",
                    heat);
            app.run("truncate cineai.rec_refresh_queue");

            Instant start = Instant.now();
            int rated = app.run("update public.ratings set rating = 5");
            Duration took = Duration.between(start, Instant.now());

            assertEquals(MANY + 1, rated);
            assertEquals(MANY + 1, app.count("select count(*) from cineai.rec_refresh_queue where gen = 1"));
            assertTrue(took.compareTo(Duration.ofSeconds(10)) < 0, took.toString());
        }

        @Test
        void anUpsertThatInsertsAndUpdatesCountsEachUserOnce() throws Exception {
            UUID bob = World.aUser(app);
            rate(ada, heat, 4);
            app.run("truncate cineai.rec_refresh_queue");

            app.run("""
                    insert into public.ratings (user_id, movie_id, rating, interested)
                    select u, ?, 5, true from unnest(array[?, ?]::uuid[]) as u
                    on conflict (user_id, movie_id) do update set rating = excluded.rating""", heat, ada, bob);

            assertEquals(List.of("1", "1"), app.rows("select gen from cineai.rec_refresh_queue order by user_id"));
        }

        @Test
        void aFilmThatGoesTakesItsRatingsAlongAndItsUsersGetNewLists() throws Exception {
            manyUsers();
            app.run(
                    "insert into public.ratings (user_id, movie_id, rating, interested) select id, ?, 3, true from auth.users",
                    heat);
            app.run("truncate cineai.rec_refresh_queue");

            app.run("delete from public.movies where id = ?", heat);

            assertEquals(MANY + 1, app.count("select count(*) from cineai.rec_refresh_queue"));
        }

        @Test
        void aUserWhoGoesLeavesNoGhost() throws Exception {
            rate(ada, heat, 4);
            app.run("insert into public.watchlist (user_id, movie_id) values (?, ?)", ada, heat);
            app.run("insert into public.user_profiles (id) values (?)", ada);

            app.run("delete from auth.users where id = ?", ada);

            assertEquals(0, app.count("select count(*) from cineai.rec_refresh_queue"));
            assertEquals(0, app.count("select count(*) from cineai.rec_refresh_missed"));
        }

        private void manyUsers() throws Exception {
            app.run("insert into auth.users (id) select gen_random_uuid() from generate_series(1, ?)", MANY);
        }
    }

    /** Somebody, a worker that was stopped for instance, holds the queue's row. */
    @Nested
    class WhereTheQueueIsHeldUp {
        private Session worker;

        @BeforeEach
        void aWorkerThatHoldsTheRow() throws Exception {
            rate(ada, heat, 4);
            worker = database.connect(TestPostgres.WORKER);
            worker.run("begin");
            worker.run("update cineai.rec_refresh_queue set attempts = attempts + 1");
        }

        @AfterEach
        void end() throws Exception {
            worker.close();
        }

        @Test
        void theUserWaitsAMomentAndNothingIsLost() throws Exception {
            UUID bob = World.aUser(app);
            Instant start = Instant.now();

            app.run(
                    "insert into public.ratings (user_id, movie_id, rating, interested) values (?, ?, 5, true)",
                    bob,
                    heat);
            app.run("update public.ratings set rating = 1 where user_id = ?", ada);

            Duration took = Duration.between(start, Instant.now());
            assertTrue(took.compareTo(Duration.ofSeconds(1)) < 0, took.toString());
            assertEquals(List.of(ada + " rating"), app.rows("select user_id, reason from cineai.rec_refresh_missed"));
            assertEquals("1", row("gen"));

            worker.run("rollback");
            assertEquals(1, worker.count("select cineai.fold_missed(100)"));
            assertEquals("2 pending 2 true", row("gen, status, priority, run_at <= clock_timestamp()"));
            assertEquals(0, app.count("select count(*) from cineai.rec_refresh_missed"));
        }

        @Test
        void theUsersOwnTimeOutIsAsItWas() throws Exception {
            app.run("set lock_timeout = '7s'");

            app.run("update public.ratings set rating = 1 where user_id = ?", ada);

            assertEquals("7s", app.one("show lock_timeout"));
        }

        @Test
        void whereNotEvenThatCanBeNotedTheWriteGoesOnAndTheSweepFindsIt() throws Exception {
            worker.run("rollback");
            app.run("""
                    insert into public.recommendation_feeds (user_id, generation, body, etag, algorithm_used, input_digest,
                                                             made_with, generated_at, checked_at, fresh_until)
                    values (?, 1, '\\x1f8b', 'etag', 'hybrid', 'digest', 'defaults/v1', now(), clock_timestamp(), now())""", ada);
            app.run("truncate cineai.rec_refresh_queue");
            app.run("alter table cineai.rec_refresh_queue rename to out_of_reach");
            app.run("alter table cineai.rec_refresh_missed rename to out_of_reach_too");

            assertEquals(
                    1,
                    app.run(
                            "update public.ratings set rating = 1, rated_at = clock_timestamp() where user_id = ?",
                            ada));

            app.run("alter table cineai.out_of_reach rename to rec_refresh_queue");
            app.run("alter table cineai.out_of_reach_too rename to rec_refresh_missed");
            assertEquals(
                    List.of(ada.toString()),
                    app.rows("select cineai.due_users('defaults', 1, interval '1 hour', false)"));
        }
    }

    @Nested
    class WhoMayCause {
        @Test
        void aUserOfTheAppCausesItWithoutAnyRightOnTheQueue() throws Exception {
            app.actAs("authenticated", ada);
            app.run(
                    "insert into public.ratings (user_id, movie_id, rating, interested) values (?, ?, 4, true)",
                    ada,
                    heat);
            Refused.asForbidden(() -> app.rows("select * from cineai.rec_refresh_queue"));
            Refused.asForbidden(
                    () -> app.rows("select cineai.enqueue_users(array[]::uuid[], 2::smallint, '', interval '0')"));
            app.run("reset role");

            assertEquals("1 pending 2", row("gen, status, priority"));
        }
    }

    @Nested
    class Doorbells {
        @Test
        void nobodyIsNotifiedWhileNobodyListens() throws Exception {
            app.run("listen cineai_refresh");
            rate(ada, heat, 4);
            assertEquals(0, app.notifications());

            app.rows("select cineai.answer_doorbell(interval '1 minute')");
            app.run("update public.ratings set rating = 1");
            assertEquals(1, app.notifications());

            app.run("update cineai.doorbells set answered_until = clock_timestamp()");
            app.run("update public.ratings set rating = 2");
            assertEquals(0, app.notifications());
        }

        @Test
        void withPgNetTheFunctionIsCalledOnceASecondAtMostWithItsSecretFromTheVault() throws Exception {
            aStandInForPgNetAndVault();
            app.run("update cineai.doorbells set url = 'https://drain.example/queue-drain', secret_name = 'scheduler'"
                    + " where kind = 'http'");

            for (int stars = 1; stars <= 5; stars++) rate(ada, World.aFilm(app, "Film " + stars), stars);

            assertEquals(
                    List.of("https://drain.example/queue-drain {\"deadlineSeconds\": 60} Bearer open sesame 5000"),
                    app.rows("select url, body, headers ->> 'Authorization', timeout from net.calls"));

            app.run("update cineai.doorbells set rung_at = clock_timestamp() - interval '2 seconds'");
            app.run("update public.ratings set rating = 3");
            assertEquals(2, app.count("select count(*) from net.calls"));
        }

        @Test
        void withoutAnAddressNobodyIsCalled() throws Exception {
            aStandInForPgNetAndVault();

            rate(ada, heat, 4);

            assertEquals(0, app.count("select count(*) from net.calls"));
        }

        @Test
        void aBellThatIsBrokenCostsTheUserNothing() throws Exception {
            aStandInForPgNetAndVault();
            app.run("update cineai.doorbells set url = 'https://drain.example/queue-drain' where kind = 'http'");
            app.run("drop table net.calls");

            rate(ada, heat, 4);

            assertEquals("1 pending", row("gen, status"));
        }

        /** pg_net and Vault with the signatures that Supabase has. */
        private void aStandInForPgNetAndVault() throws Exception {
            app.run("""
                    create schema net;
                    create schema vault;
                    create table net.calls (url text, body jsonb, headers jsonb, timeout int);
                    create function net.http_post(url text, body jsonb default '{}', params jsonb default '{}',
                                                  headers jsonb default '{}', timeout_milliseconds int default 2000)
                        returns bigint language sql as
                        'insert into net.calls values ($1, $2, $4, $5) returning 1::bigint';
                    create view vault.decrypted_secrets as select 'scheduler' as name, 'open sesame' as decrypted_secret;
                    grant usage on schema net, vault to %1$s;
                    grant insert, select on net.calls to %1$s;
                    grant select on vault.decrypted_secrets to %1$s""".formatted(TestPostgres.OWNER));
        }
    }

    private void rate(UUID user, UUID film, int stars) throws Exception {
        app.run(
                "insert into public.ratings (user_id, movie_id, rating, interested) values (?, ?, ?, true)",
                user,
                film,
                stars);
    }

    private String row(String columns) throws Exception {
        return app.one("select " + columns + " from cineai.rec_refresh_queue where user_id = ?", ada);
    }
}
