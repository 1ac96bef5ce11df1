package io.cineai.store.queue;

import static io.cineai.testkit.TestPool.now;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.experiment.Arm;
import io.cineai.experiment.Experiment;
import io.cineai.queue.Priority;
import io.cineai.store.queue.Due.ByArm;
import io.cineai.store.queue.QueueStore.Backlog;
import io.cineai.taste.UserId;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class QueueStoreTest {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final int MAX_ATTEMPTS = 3;
    private static final String SETTINGS = "hybrid/50/0.4/explained";
    private static final Due DUE = new Due(SETTINGS, 3, Duration.ofHours(1), false, Optional.empty());
    private static final Due EVERYONE = new Due(SETTINGS, 3, Duration.ofHours(1), true, Optional.empty());
    private static final Wish TEN = new Wish(10, "content", 0.5, false, true);

    private final TestPostgres database = TestPostgres.fresh();
    private final TestPool pool = TestPool.of(database, TestPostgres.WORKER);
    private final QueueStore queue = new QueueStore(pool.pool());
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

    @Nested
    class Claiming {
        @Test
        void noUserIsClaimedTwiceAtATime() throws Exception {
            waiting(2_000, "1 + n % 9");

            List<Claim> claims = now(Uni.join()
                    .all(Stream.generate(this::untilNoneWaits).limit(8).toList())
                    .andFailFast()
                    .map(all -> all.stream().flatMap(List::stream).toList()));

            assertEquals(2_000, claims.size());
            assertEquals(2_000, claims.stream().map(Claim::user).distinct().count());
            assertEquals(2_000, claims.stream().map(Claim::token).distinct().count());
            assertEquals(
                    2_000, claims.stream().map(Claim::generation).distinct().count());
            assertEquals(new Backlog(0, 2_000, 2_000), now(queue.backlog()));
        }

        private Uni<List<Claim>> untilNoneWaits() {
            return Multi.createBy()
                    .repeating()
                    .uni(() -> queue.claim(16, LEASE, MAX_ATTEMPTS))
                    .until(List::isEmpty)
                    .collect()
                    .in(ArrayList<Claim>::new, List::addAll)
                    .map(claims -> claims);
        }

        @Test
        void anExpiredLeaseIsClaimedAgainUnderANewToken() throws Exception {
            UserId ada = waits("ada");
            Claim first = claimed(ada);
            assertEquals(List.of(), now(queue.claim(16, LEASE, MAX_ATTEMPTS)));
            expireLeases();

            Claim second = now(queue.claim(16, LEASE, MAX_ATTEMPTS)).get(0);

            assertEquals(ada, second.user());
            assertEquals(1, first.attempts());
            assertEquals(2, second.attempts());
            assertNotEquals(first.token(), second.token());
            assertTrue(second.generation() > first.generation());
        }

        @Test
        void attemptsUsedUpAreDeathInTheClaim() throws Exception {
            UserId ada = waits("ada");
            for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
                assertEquals(attempt, claimed(ada).attempts());
                expireLeases();
            }

            assertEquals(List.of(), now(queue.claim(16, LEASE, MAX_ATTEMPTS)));

            assertEquals(
                    "dead 3 null its worker died or ran out of time 3 times",
                    row(ada, "status, attempts, claim_token, last_error"));
            assertEquals(new Backlog(0, 0, 0), now(queue.backlog()));
        }

        @Test
        void twentyThousandInFrontDoNotHoldUpWhoAskedByHand() throws Exception {
            waiting(20_000, "9");
            UserId ada = waits("ada", Priority.BY_HAND);

            List<Claim> claims = now(queue.claim(16, LEASE, MAX_ATTEMPTS));

            assertEquals(16, claims.size());
            assertTrue(claims.stream().anyMatch(claim -> claim.user().equals(ada)));
        }

        @Test
        void whoHasWaitedLongestAtTheWorstPriorityGetsAShare() throws Exception {
            waiting(200, "case when n > 100 then 9 else 2 end");

            now(queue.claim(16, LEASE, MAX_ATTEMPTS));

            assertEquals(
                    List.of("2 14", "9 2"),
                    session.rows("select priority, count(*) from cineai.rec_refresh_queue"
                            + " where status = 'in_progress' group by priority order by priority"));
            assertEquals(
                    session.rows(
                            "select user_id from cineai.rec_refresh_queue where priority = 9 order by run_at limit 2"),
                    session.rows("select user_id from cineai.rec_refresh_queue where priority = 9"
                            + " and status = 'in_progress' order by run_at"));
        }

        @Test
        void theClaimReadsByTheIndexesOfWhatWaitsAndWhatIsLeased() throws Exception {
            waiting(20_000, "1 + n % 9");
            session.run("analyze cineai.rec_refresh_queue");
            String claim = QueueStore.CLAIM
                    .replace("$5::timestamptz[]", "array_fill(timestamptz '2026-01-01', array[9])")
                    .replace("$4", "true")
                    .replace("$3", "5")
                    .replace("$2", "30")
                    .replace("$1", "16");

            String plan = String.join("\n", session.rows("explain (costs off) " + claim));
            assertTrue(plan.contains("Index Cond: ((priority = p.priority) AND (run_at >= "), plan);

            assertTrue(plan.contains("Index Scan using rec_refresh_queue_due"), plan);
            assertTrue(plan.contains("Index Scan using rec_refresh_queue_leased"), plan);
            assertFalse(plan.contains("Seq Scan"), plan);
        }

        /** A claim need not go past all that was done before; who was passed over there is found by one that does. */
        @Test
        void beyondTheFrontierIsWhoCameAfterTheLastClaim() throws Exception {
            UserId ada = waits("ada");
            Frontier frontier = new Frontier();
            assertEquals(List.of(ada), users(now(queue.claim(16, LEASE, MAX_ATTEMPTS, frontier))));

            UserId bob = waits("bob");
            assertEquals(List.of(bob), users(now(queue.claimBeyond(frontier, 16, LEASE, MAX_ATTEMPTS))));

            UserId late = waits("late");
            session.run(
                    "update cineai.rec_refresh_queue set run_at = run_at - interval '1 minute' where user_id = ?",
                    late.value());
            session.run(
                    "update cineai.rec_refresh_queue set leased_until = now() - interval '1 second' where user_id = ?",
                    ada.value());
            assertEquals(List.of(), now(queue.claimBeyond(frontier, 16, LEASE, MAX_ATTEMPTS)));
            assertEquals(Set.of(ada, late), Set.copyOf(users(now(queue.claim(16, LEASE, MAX_ATTEMPTS, frontier)))));
        }

        private static List<UserId> users(List<Claim> claims) {
            return claims.stream().map(Claim::user).toList();
        }

        @Test
        void whatIsNotDueYetAndWhatIsDeadIsLeft() throws Exception {
            waits("ada");
            session.run("update cineai.rec_refresh_queue set run_at = now() + interval '1 minute'");
            assertEquals(List.of(), now(queue.claim(16, LEASE, MAX_ATTEMPTS)));
            assertEquals(new Backlog(0, 0, 1), now(queue.backlog()));

            session.run("update cineai.rec_refresh_queue set status = 'dead', run_at = now()");
            assertEquals(List.of(), now(queue.claim(16, LEASE, MAX_ATTEMPTS)));
        }

        @Test
        void oneUserIsClaimedByNameUnlessSomebodyHasThem() throws Exception {
            UserId ada = waits("ada");
            session.run("update cineai.rec_refresh_queue set run_at = now() + interval '1 hour'");
            UserId bob = aUser("bob");

            Optional<Claim> first = now(queue.claim(ada, LEASE));
            assertEquals(ada, first.orElseThrow().user());
            assertEquals(1, first.get().attempts());
            assertEquals(Optional.empty(), now(queue.claim(ada, LEASE)));
            assertEquals(Optional.empty(), now(queue.claim(bob, LEASE)));

            expireLeases();
            assertEquals(2, now(queue.claim(ada, LEASE)).orElseThrow().attempts());
        }
    }

    @Nested
    class EndingAClaim {
        @Test
        void aFailureWaitsAndThenMayBeTriedAgain() throws Exception {
            UserId ada = waits("ada");

            now(queue.fail(claimed(ada), Duration.ofMinutes(10), false, "x".repeat(600)));

            assertEquals(
                    "pending 1 null null null 500",
                    row(ada, "status, attempts, claim_token, claimed_gen, leased_until, length(last_error)"));
            assertEquals(
                    "t", row(ada, "(run_at between now() + interval '9 min' and now() + interval '11 min')::char"));
            assertEquals(List.of(), now(queue.claim(16, LEASE, MAX_ATTEMPTS)));
            session.run("update cineai.rec_refresh_queue set run_at = now()");
            assertEquals(2, claimed(ada).attempts());
        }

        @Test
        void theLastFailureIsDeath() throws Exception {
            UserId ada = waits("ada");

            now(queue.fail(claimed(ada), Duration.ZERO, true, "no memory"));

            assertEquals("dead 1 no memory", row(ada, "status, attempts, last_error"));
            assertEquals(List.of(), now(queue.claim(16, LEASE, MAX_ATTEMPTS)));
        }

        @Test
        void aReleaseGivesTheAttemptBack() throws Exception {
            UserId ada = waits("ada");

            now(queue.release(claimed(ada)));

            assertEquals(
                    "pending 0 null null null", row(ada, "status, attempts, claim_token, claimed_gen, leased_until"));
            assertEquals(1, claimed(ada).attempts());
        }

        @Test
        void aTokenThatIsGoneChangesNothing() throws Exception {
            UserId ada = waits("ada");
            Claim lost = claimed(ada);
            expireLeases();
            Claim ours = claimed(ada);

            now(queue.fail(lost, Duration.ZERO, true, "no memory"));
            now(queue.release(lost));

            assertEquals("in_progress 2 " + ours.token(), row(ada, "status, attempts, claim_token"));
        }
    }

    @Nested
    class KeepingAClaim {
        @Test
        void aBeatExtendsTheLeaseFromNow() throws Exception {
            UserId ada = waits("ada");
            Claim claim = claimed(ada);
            session.run("update cineai.rec_refresh_queue set leased_until = now() + interval '1 second'");

            assertTrue(now(queue.keep(claim, LEASE)));

            assertEquals("true", row(ada, "leased_until between now() + interval '20 s' and now() + interval '31 s'"));
        }

        @Test
        void aLeaseThatEndedIsTakenUpAgainWhereNobodyElseHasTheClaim() throws Exception {
            UserId ada = waits("ada");
            Claim claim = claimed(ada);
            expireLeases();

            assertTrue(now(queue.keep(claim, LEASE)));

            assertEquals(List.of(), now(queue.claim(16, LEASE, MAX_ATTEMPTS)));
        }

        @Test
        void aClaimThatIsSomebodyElsesOrEndedIsNotKept() throws Exception {
            UserId ada = waits("ada");
            Claim lost = claimed(ada);
            expireLeases();
            Claim ours = claimed(ada);
            String lease = row(ada, "leased_until");

            assertFalse(now(queue.keep(lost, Duration.ofHours(1))));
            assertEquals(lease, row(ada, "leased_until"));

            now(queue.release(ours));
            assertFalse(now(queue.keep(ours, LEASE)));
        }

        @Test
        void aRowThatIsLockedTellsNothingAndIsNotWaitedFor() throws Exception {
            Claim claim = claimed(waits("ada"));
            session.run("begin");
            session.run("update cineai.rec_refresh_queue set gen = gen + 1");
            long start = System.nanoTime();

            assertTrue(now(queue.keep(claim, LEASE)));

            assertTrue(System.nanoTime() - start < 5_000_000_000L);
            session.run("rollback");
        }
    }

    @Nested
    class WhatIsNobodysFault {
        @Test
        void aDeferralWaitsGivesTheAttemptBackAndIsCounted() throws Exception {
            UserId ada = waits("ada");

            now(queue.defer(claimed(ada), Duration.ofMinutes(10), "deadlock detected"));

            assertEquals(
                    "pending 0 1 null deadlock detected true",
                    row(
                            ada,
                            "status, attempts, deferrals, claim_token, last_error, run_at > now() + interval '9 min'"));
        }

        @Test
        void aDeferralUnderATokenThatIsGoneChangesNothing() throws Exception {
            UserId ada = waits("ada");
            Claim lost = claimed(ada);
            expireLeases();
            Claim ours = claimed(ada);

            now(queue.defer(lost, Duration.ZERO, "late"));

            assertEquals("in_progress 2 0 " + ours.token(), row(ada, "status, attempts, deferrals, claim_token"));
        }
    }

    @Nested
    class TheDead {
        @Test
        void areRevivedWithTheirAttemptsGivenBackAndTheBetterPriority() throws Exception {
            UserId ada = waits("ada");
            UserId bob = waits("bob", Priority.BY_HAND);
            session.run(
                    "update cineai.rec_refresh_queue set status = 'dead', attempts = 5, run_at = now() + interval '1 day',"
                            + " enqueued_at = now() - interval '1 day'");
            UserId waiting = waits("waiting");

            assertEquals(2, now(queue.redrive(Priority.CHANGE)));

            assertEquals(
                    "pending 0 2 2 true true",
                    row(
                            ada,
                            "status, attempts, priority, gen, run_at <= clock_timestamp(), enqueued_at > now() - interval '1 min'"));
            assertEquals("pending 0 1", row(bob, "status, attempts, priority"));
            assertEquals("1 7", row(waiting, "gen, priority"));
            assertEquals(3, now(queue.claim(16, LEASE, MAX_ATTEMPTS)).size());
        }
    }

    @Nested
    class WhatTriggersCouldOnlyNote {
        @Test
        void isFoldedInOnceForEachUserByAsManyDrainsAsThereAre() throws Exception {
            UserId ada = aUser("ada");
            UserId bob = aUser("bob");
            for (UserId user : List.of(ada, ada, bob, ada))
                session.run(
                        "insert into cineai.rec_refresh_missed (user_id, reason) values (?, 'rating')", user.value());

            List<Long> folded = now(Uni.join()
                    .all(Stream.generate(() -> queue.foldMissed(100)).limit(4).toList())
                    .andFailFast());

            assertEquals(0, session.count("select count(*) from cineai.rec_refresh_missed"));
            assertEquals(2, session.count("select count(*) from cineai.rec_refresh_queue"));
            assertTrue(folded.stream().mapToLong(Long::longValue).sum() >= 2);
            assertEquals(2, now(queue.claim(16, LEASE, MAX_ATTEMPTS)).size());
        }

        @Test
        void isFoldedInPartByPart() throws Exception {
            for (int n = 0; n < 5; n++)
                session.run(
                        "insert into cineai.rec_refresh_missed (user_id) values (?)",
                        aUser("user " + n).value());

            assertEquals(2, now(queue.foldMissed(2)));
            assertEquals(2, now(queue.foldMissed(2)));
            assertEquals(1, now(queue.foldMissed(2)));
            assertEquals(0, now(queue.foldMissed(2)));
        }
    }

    @Nested
    class WhoIsNext {
        @Test
        void isTheEarliestOfAllPrioritiesThatWaits() throws Exception {
            assertEquals(Optional.empty(), now(queue.nextDue()));
            UserId ada = waits("ada", Priority.BACKFILL);
            UserId bob = waits("bob", Priority.BY_HAND);
            session.run("update cineai.rec_refresh_queue set run_at = now() + interval '1 hour'");
            session.run(
                    "update cineai.rec_refresh_queue set run_at = now() + interval '5 s' where user_id = ?",
                    ada.value());

            long millis = now(queue.nextDue()).orElseThrow().toMillis();
            assertTrue(millis > 3_000 && millis <= 5_000, millis + " ms");

            session.run("update cineai.rec_refresh_queue set status = 'dead' where user_id = ?", ada.value());
            assertTrue(now(queue.nextDue()).orElseThrow().toMinutes() >= 59);
            session.run(
                    "update cineai.rec_refresh_queue set run_at = now() - interval '1 hour' where user_id = ?",
                    bob.value());
            assertTrue(now(queue.nextDue()).orElseThrow().isNegative());
        }
    }

    @Nested
    class EnqueueingOne {
        @Test
        void whoDoesNotExistIsNotEnqueued() {
            assertFalse(now(queue.enqueue(new UserId(UUID.randomUUID()), Priority.BY_HAND, "by hand", Wish.NONE)));
        }

        @Test
        void aWishTravelsToWhoeverClaims() throws Exception {
            UserId ada = aUser("ada");

            assertTrue(now(queue.enqueue(ada, Priority.BY_HAND, "by hand", TEN)));

            assertEquals(TEN, claimed(ada).wish());
        }

        @Test
        void noWishIsNoWish() throws Exception {
            UserId ada = waits("ada");

            assertEquals("null by hand", row(ada, "wish, reason"));
            assertEquals(Wish.NONE, claimed(ada).wish());
        }

        @Test
        void whoWaitsKeepsTheBetterPriorityAndIsDueAtOnce() throws Exception {
            UserId ada = waits("ada", Priority.BACKFILL);
            session.run("update cineai.rec_refresh_queue set run_at = now() + interval '1 hour', attempts = 2");

            now(queue.enqueue(ada, Priority.BY_HAND, "by hand", Wish.NONE));
            now(queue.enqueue(ada, Priority.SWEEP, "sweep", Wish.NONE));

            assertEquals("3 pending 1 2 true", row(ada, "gen, status, priority, attempts, run_at <= now()"));
        }

        @Test
        void whoIsInWorkGetsANewGenerationAndKeepsTheLease() throws Exception {
            UserId ada = waits("ada");
            Claim claim = claimed(ada);

            now(queue.enqueue(ada, Priority.BY_HAND, "by hand", TEN));

            assertEquals("2 1 in_progress " + claim.token(), row(ada, "gen, claimed_gen, status, claim_token"));
        }

        @Test
        void theDeadRiseAsIfTheyHadJustAsked() throws Exception {
            UserId ada = waits("ada");
            session.run("update cineai.rec_refresh_queue set status = 'dead', attempts = 3,"
                    + " enqueued_at = now() - interval '1 day', run_at = now() + interval '1 day'");

            now(queue.enqueue(ada, Priority.BY_HAND, "by hand", Wish.NONE));

            assertEquals(
                    "pending 0 true true",
                    row(ada, "status, attempts, run_at <= now(), enqueued_at > now() - interval '1 minute'"));
        }
    }

    @Nested
    class EnqueueingWhatIsDue {
        @Test
        void whoseListIsNotAsItShouldBeIsDue() throws Exception {
            aList("fresh", SETTINGS + "/v3", "1 minute", "1 day");
            UserId none = aUser("none");
            UserId old = aList("old", SETTINGS + "/v3", "2 hours", "1 day");
            UserId otherwise = aList("otherwise", "content/50/0.4/explained/v3", "1 minute", "1 day");
            UserId otherModel = aList("other model", SETTINGS + "/v2", "1 minute", "1 day");
            UserId newerSignal = aList("newer signal", SETTINGS + "/v3", "10 minutes", "1 day");
            rates(newerSignal, "5 minutes");
            UserId olderSignal = aList("older signal", SETTINGS + "/v3", "10 minutes", "1 day");
            rates(olderSignal, "15 minutes");

            isDue(none, old, otherwise, otherModel, newerSignal);
        }

        @Test
        void whoIsAsleepIsServedWeekly() throws Exception {
            aList("asleep", SETTINGS + "/v3", "2 days", "31 days");
            aList("asleep with an old model", SETTINGS + "/v2", "2 days", "31 days");
            UserId aWeek = aList("a week", SETTINGS + "/v3", "8 days", "31 days");
            UserId otherwise = aList("otherwise", "content/50/0.4/explained/v3", "2 days", "31 days");
            UserId awake = aList("awake by a signal", SETTINGS + "/v3", "2 days", "31 days");
            rates(awake, "20 days");
            UserId never = aUser("never signed in");

            isDue(aWeek, otherwise, awake, never);
        }

        @Test
        void whatWasMadeBeforeThereWasAModelIsDueAlsoOfWhoIsAsleep() throws Exception {
            UserId asleep = aList("asleep", SETTINGS + "/v0", "1 minute", "31 days");
            UserId awake = aList("awake", SETTINGS + "/v0", "1 minute", "1 day");

            isDue(asleep, awake);
            Due withoutModel = new Due(SETTINGS, 0, Duration.ofHours(1), false, Optional.empty());
            assertEquals(0, now(queue.countDue(withoutModel)));
        }

        @Test
        void whoseArmGetsAnotherListIsDueAndNobodyElse() throws Exception {
            Experiment experiment = new Experiment(
                    "plain", "salt", List.of(new Arm("as-is", 50, null, null), new Arm("plain", 50, null, 0.0)));
            String plain = "hybrid/50/0.0/explained";
            List<UserId> wanted = new ArrayList<>();
            for (int k = 0; k < 40; k++) {
                UserId user = aList("user " + k, (k % 2 == 0 ? SETTINGS : plain) + "/v3", "1 minute", "1 day");
                if (experiment.armOf(user).name().equals("as-is") != (k % 2 == 0)) wanted.add(user);
            }
            Due byArm = new Due(
                    SETTINGS,
                    3,
                    Duration.ofHours(1),
                    false,
                    Optional.of(new ByArm("salt", List.of(50, 50), List.of(SETTINGS, plain))));

            assertTrue(wanted.size() > 5 && wanted.size() < 35);
            assertEquals(20, now(queue.countDue(DUE)));
            assertEquals(wanted.size(), now(queue.countDue(byArm)));
            now(queue.enqueueDue(byArm, Priority.SWEEP, "sweep", Wish.NONE));
            assertEquals(
                    wanted.stream().map(UserId::toString).sorted().toList(),
                    session.rows("select user_id::text from cineai.rec_refresh_queue order by 1"));
        }

        @Test
        void everyoneIsEveryone() throws Exception {
            UserId fresh = aList("fresh", SETTINGS + "/v3", "1 minute", "1 day");
            UserId asleep = aList("asleep", SETTINGS + "/v3", "2 days", "31 days");

            assertEquals(2, now(queue.countDue(EVERYONE)));
            assertEquals(2, now(queue.enqueueDue(EVERYONE, Priority.BACKFILL, "cold start", Wish.NONE)));

            assertEquals("pending 9 cold start", row(fresh, "status, priority, reason"));
            assertEquals("pending 9 cold start", row(asleep, "status, priority, reason"));
        }

        @Test
        void whoWaitsKeepsTheirPlaceAndWhoIsInWorkIsLeftAlone() throws Exception {
            UserId ada = waits("ada");
            Claim claim = claimed(ada);
            UserId bob = waits("bob", Priority.CHANGE);
            UserId carl = waits("carl");
            now(queue.enqueue(carl, Priority.BY_HAND, "by hand", TEN));
            UserId dead = waits("dead");
            session.run("update cineai.rec_refresh_queue set status = 'dead' where user_id = ?", dead.value());

            assertEquals(0, now(queue.enqueueDue(DUE, Priority.SWEEP, "sweep", Wish.NONE)));

            assertEquals("1 in_progress " + claim.token(), row(ada, "gen, status, claim_token"));
            assertEquals("1 pending 2 null", row(bob, "gen, status, priority, wish"));
            assertEquals("10", row(carl, "wish->>'limit'"));
            assertEquals("1 dead", row(dead, "gen, status"));
        }

        @Test
        void aWishOfAllReachesWhoWaitsAndWhoIsInWork() throws Exception {
            UserId ada = waits("ada");
            claimed(ada);
            UserId bob = waits("bob");
            session.run(
                    "update cineai.rec_refresh_queue set run_at = now() + interval '1 hour' where user_id = ?",
                    bob.value());
            UserId carl = aUser("carl");

            assertEquals(3, now(queue.enqueueDue(DUE, Priority.SWEEP, "sweep", TEN)));
            assertEquals(0, now(queue.enqueueDue(DUE, Priority.SWEEP, "sweep", TEN)));

            assertEquals("2 1 in_progress 10", row(ada, "gen, claimed_gen, status, wish->>'limit'"));
            List<Claim> claims = now(queue.claim(16, LEASE, MAX_ATTEMPTS));
            assertEquals(
                    new HashSet<>(List.of(bob, carl)),
                    new HashSet<>(claims.stream().map(Claim::user).toList()));
            assertTrue(claims.stream().allMatch(claim -> claim.wish().equals(TEN)));
        }

        /** The other has enqueued ada when this one begins, and has made her list by the time it comes to her. */
        @Test
        void whatAnotherSweepHasMadeMeanwhileIsNotMadeAgain() throws Exception {
            UserId ada = aUser("ada");
            session.run("begin");
            session.run("select pg_advisory_xact_lock(hashtextextended('cineai.enqueue_due', 0))");
            session.run("insert into cineai.rec_refresh_queue (user_id, reason) values (?, 'sweep')", ada.value());

            CompletableFuture<Integer> second =
                    queue.enqueueDue(DUE, Priority.SWEEP, "sweep", Wish.NONE).subscribeAsCompletionStage();
            untilOneWaitsForALock();
            hasAList(ada, SETTINGS + "/v3", "0 seconds");
            session.run("delete from cineai.rec_refresh_queue where user_id = ?", ada.value());
            session.run("commit");

            assertEquals(0, second.get(20, TimeUnit.SECONDS));
            assertEquals(0, session.count("select count(*) from cineai.rec_refresh_queue"));
        }

        private void untilOneWaitsForALock() throws Exception {
            while (session.count("select count(*) from pg_locks where not granted") == 0) Thread.sleep(10);
        }

        private void isDue(UserId... users) throws Exception {
            List<String> expected =
                    Stream.of(users).map(UserId::toString).sorted().toList();
            assertEquals(users.length, now(queue.countDue(DUE)));
            assertEquals(users.length, now(queue.enqueueDue(DUE, Priority.SWEEP, "sweep", Wish.NONE)));
            assertEquals(
                    expected,
                    session.rows("select user_id from cineai.rec_refresh_queue order by user_id::text collate \"C\""));
        }
    }

    /** This many users, each a second later than the one before. */
    private void waiting(int users, String priority) throws Exception {
        session.run("""
                with people as (
                    insert into auth.users (id)
                    select gen_random_uuid() from generate_series(1, %d)
                    returning id),
                numbered as (select id, row_number() over () as n from people)
                insert into cineai.rec_refresh_queue (user_id, priority, run_at)
                select id, %s, now() - interval '1 day' + n * interval '1 second' from numbered""".formatted(users, priority));
    }

    private UserId waits(String name) throws Exception {
        return waits(name, Priority.SWEEP);
    }

    private UserId waits(String name, Priority priority) throws Exception {
        UserId user = aUser(name);
        assertTrue(now(queue.enqueue(user, priority, "by hand", Wish.NONE)));
        return user;
    }

    private Claim claimed(UserId user) {
        Claim claim = now(queue.claim(16, LEASE, MAX_ATTEMPTS)).get(0);
        assertEquals(user, claim.user());
        return claim;
    }

    private void expireLeases() throws Exception {
        session.run("update cineai.rec_refresh_queue set leased_until = now() - interval '1 second'"
                + " where status = 'in_progress'");
    }

    private UserId aUser(String name) throws Exception {
        return new UserId(UUID.fromString(
                session.one("insert into auth.users (id, email) values (gen_random_uuid(), ?) returning id", name)));
    }

    /** A user with a list; checked and signedIn say how long ago. */
    private UserId aList(String name, String madeWith, String checked, String signedIn) throws Exception {
        UserId user = aUser(name);
        session.run("update auth.users set last_sign_in_at = now() - ?::interval where id = ?", signedIn, user.value());
        hasAList(user, madeWith, checked);
        return user;
    }

    private void hasAList(UserId user, String madeWith, String checked) throws Exception {
        session.run("""
                insert into public.recommendation_feeds (user_id, generation, body, etag, algorithm_used, input_digest,
                                                         made_with, generated_at, checked_at, fresh_until)
                values (?, nextval('cineai.feed_generation'), '\\x1f8b', 'etag', 'hybrid', 'digest', ?,
                        now(), now() - ?::interval, now())""", user.value(), madeWith, checked);
    }

    private void rates(UserId user, String ago) throws Exception {
        session.run("""
                with film as (insert into public.movies (title) values ('Heat') returning id)
                insert into public.ratings (user_id, movie_id, rating, interested, rated_at)
                select ?, id, 4, true, now() - ?::interval from film""", user.value(), ago);
        session.run("delete from cineai.rec_refresh_queue where user_id = ?", user.value());
    }

    private String row(UserId user, String columns) throws Exception {
        return session.one("select " + columns + " from cineai.rec_refresh_queue where user_id = ?", user.value());
    }
}
