package io.cineai.store.opinion;

import static io.cineai.testkit.TestPool.now;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.MovieId;
import io.cineai.opinion.Brief;
import io.cineai.opinion.Brief.Listed;
import io.cineai.recommend.reason.Reason;
import io.cineai.recommend.reason.Reason.Type;
import io.cineai.store.opinion.OpinionStore.States;
import io.cineai.taste.UserId;
import io.cineai.testkit.FilmBuilder;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import io.smallrye.mutiny.Uni;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpinionStoreTest {
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final int ATTEMPTS = 3;

    private final TestPostgres database = TestPostgres.fresh();
    private final TestPool pool = TestPool.of(database, TestPostgres.WORKER);
    private final OpinionStore opinions = new OpinionStore(pool.pool());
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

    private UserId aUser() throws SQLException {
        return new UserId(
                UUID.fromString(session.one("insert into auth.users (id) values (gen_random_uuid()) returning id")));
    }

    /** Of a list with this film, liked for that one. */
    private static Brief about(String film, String liked) {
        MovieId heat = FilmBuilder.idOf(liked);
        Reason because = new Reason(Type.BECAUSE_LIKED, heat, liked, "Crime", 0);
        Reason popular = new Reason(Type.POPULAR, null, null, null, 0);
        return new Brief(
                List.of(
                        new Listed(FilmBuilder.idOf(film), List.of(because, popular)),
                        new Listed(FilmBuilder.idOf("Bare"), List.of())),
                List.of(heat));
    }

    private UserId wants(String film) throws SQLException {
        UserId user = aUser();
        now(opinions.want(user, about(film, "Heat"), A_DAY));
        return user;
    }

    private OpinionClaim claimed() {
        return assertInstanceOf(Next.Claimed.class, next()).claim();
    }

    private Next next() {
        return now(opinions.claim(Optional.empty(), LEASE, ATTEMPTS));
    }

    private States states() {
        return now(opinions.states(Optional.empty()));
    }

    private void answered(UserId user, String since) throws SQLException {
        session.run("""
                update cineai.list_opinions
                   set state = 'ready', brief = null, claim_token = null, leased_until = null, result = '{"order": [], "words": {}}',
                       asked_at = now() - cast(? as interval), answered_at = now() - cast(? as interval),
                       expires_at = now() + interval '1 day'
                 where user_id = ?""", since, since, user.value());
    }

    @Test
    void whatIsWantedIsWhatIsClaimed() throws Exception {
        UserId ada = wants("Ronin");

        OpinionClaim claim = claimed();

        assertEquals(ada, claim.user());
        assertEquals(about("Ronin", "Heat"), claim.brief());
        assertEquals(about("Ronin", "Heat").key(), claim.key());
        assertInstanceOf(Next.Nobody.class, next());
        assertEquals(new States(0, 1, 0, 0), states());
    }

    @Test
    void whoHasWaitedLongestIsFirstAndOneMayBeNamed() throws Exception {
        UserId ada = wants("Ronin");
        UserId bob = wants("Ronin");
        UserId eve = wants("Ronin");

        Next named = now(opinions.claim(Optional.of(bob), LEASE, ATTEMPTS));

        assertEquals(bob, assertInstanceOf(Next.Claimed.class, named).claim().user());
        assertEquals(ada, claimed().user());
        assertEquals(eve, claimed().user());
    }

    @Test
    void aUserWhoIsGoneWantsNothing() {
        now(opinions.want(new UserId(UUID.randomUUID()), about("Ronin", "Heat"), A_DAY));

        assertEquals(new States(0, 0, 0, 0), states());
    }

    @Test
    void aNewerWishReplacesOneThatWaitsAndKeepsItsPlace() throws Exception {
        UserId ada = wants("Ronin");
        wants("Thief");
        now(opinions.want(ada, about("Collateral", "Heat"), A_DAY));

        OpinionClaim claim = claimed();

        assertEquals(ada, claim.user());
        assertEquals(about("Collateral", "Heat").key(), claim.key());
    }

    @Test
    void whatIsBeingAskedIsNotChangedUnderTheAsker() throws Exception {
        UserId ada = wants("Ronin");
        OpinionClaim claim = claimed();
        now(opinions.want(ada, about("Collateral", "Heat"), Duration.ZERO));

        assertEquals(claim.key(), session.one("select key from cineai.list_opinions"));
    }

    @Test
    void theSameIsNotAskedTwiceNorAnybodyTooOften() throws Exception {
        UserId ada = wants("Ronin");

        answered(ada, "30 days");
        now(opinions.want(ada, about("Ronin", "Heat"), A_DAY));
        assertEquals(new States(0, 0, 1, 0), states());

        answered(ada, "1 hour");
        now(opinions.want(ada, about("Collateral", "Heat"), A_DAY));
        assertEquals(new States(0, 0, 1, 0), states());

        answered(ada, "2 days");
        now(opinions.want(ada, about("Collateral", "Heat"), A_DAY));
        assertEquals(new States(1, 0, 0, 0), states());
    }

    @Test
    void anOpinionIsHeardUntilItExpiresAndWhileANewOneIsWanted() throws Exception {
        UserId ada = wants("Ronin");
        answered(ada, "2 days");
        now(opinions.want(ada, about("Collateral", "Heat"), A_DAY));

        assertTrue(now(opinions.of(List.of(ada))).get(ada).opinion().isPresent());

        session.run("update cineai.list_opinions set expires_at = now()");
        assertTrue(now(opinions.of(List.of(ada))).get(ada).opinion().isEmpty());
        assertEquals(Map.of(), now(opinions.of(List.of(aUser()))));
    }

    @Test
    void noMoreUsersAMinuteThanTheRateSaysWhoeverClaims() throws Exception {
        session.run("update cineai.llm_rates set users_per_minute = 3");
        for (int user = 0; user < 8; user++) wants("Ronin");

        List<Uni<Next>> all = new ArrayList<>();
        for (int worker = 0; worker < 8; worker++) all.add(opinions.claim(Optional.empty(), LEASE, ATTEMPTS));
        List<Next> taken = now(Uni.join().all(all).andFailFast());

        assertEquals(3, taken.stream().filter(Next.Claimed.class::isInstance).count());
        Next.NotBefore later = (Next.NotBefore) taken.stream()
                .filter(Next.NotBefore.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertTrue(later.moment().isAfter(Instant.now().plusSeconds(45)), "later: " + later.moment());
        assertTrue(later.moment().isBefore(Instant.now().plusSeconds(61)), "later: " + later.moment());

        session.run(
                "update cineai.list_opinions set asked_at = asked_at - interval '1 minute' where user_id = (select user_id from cineai.list_opinions where asked_at is not null order by asked_at limit 1)");
        assertInstanceOf(Next.Claimed.class, next());
        assertInstanceOf(Next.NotBefore.class, next());
    }

    @Test
    void aRateOfNoneIsNobody() throws Exception {
        session.run("update cineai.llm_rates set users_per_minute = 0");
        wants("Ronin");

        assertInstanceOf(Next.NotBefore.class, next());
    }

    @Test
    void forABatchManyAreClaimedAtOnceAndTheyCountForNoMinute() throws Exception {
        session.run("update cineai.llm_rates set users_per_minute = 1");
        UserId ada = wants("Ronin");
        UserId bob = wants("Ronin");
        UserId eve = wants("Ronin");

        List<OpinionClaim> claims = claimed(2);

        assertEquals(Set.of(ada, bob), claims.stream().map(OpinionClaim::user).collect(Collectors.toSet()));
        assertEquals(about("Ronin", "Heat"), claims.get(0).brief());
        assertEquals(eve, claimed().user());
        wants("Ronin");
        assertInstanceOf(Next.NotBefore.class, next());
        assertEquals(1, claimed(9).size());
        assertEquals(List.of(), claimed(9));
    }

    @Test
    void whereNobodyMayBeAskedNobodyIsClaimedForABatchEither() throws Exception {
        session.run("update cineai.llm_rates set users_per_minute = 0");
        wants("Ronin");

        assertEquals(List.of(), claimed(9));
    }

    private List<OpinionClaim> claimed(int most) {
        return now(opinions.claim(Optional.empty(), most, LEASE, ATTEMPTS));
    }

    @Test
    void whatABatchAsksIsItsUntilSomebodyElseClaimsIt() throws Exception {
        wants("Ronin");
        UserId bob = wants("Ronin");
        claimed(2);
        UUID intent = UUID.randomUUID();
        session.run("update cineai.list_opinions set batch_intent = ?", intent);
        session.run(
                "update cineai.list_opinions set leased_until = now() - interval '1 second' where user_id <> ?",
                bob.value());

        claimed();

        assertEquals(
                List.of(bob),
                now(opinions.batched(intent)).stream().map(OpinionClaim::user).toList());
        assertEquals(List.of(), now(opinions.batched(UUID.randomUUID())));
    }

    @Test
    void aWorkerCannotChangeTheRate() {
        assertThrows(
                Exception.class,
                () -> now(pool.pool()
                        .query("update cineai.llm_rates set users_per_minute = 1000")
                        .execute()));
    }

    @Test
    void whoGotNoAnswerIsLeftAloneForAMinuteAndWhoWasNotAskedIsNot() throws Exception {
        wants("Ronin");
        now(opinions.release(claimed(), true, Optional.of("529 overloaded")));
        assertInstanceOf(Next.Nobody.class, next());

        session.run("update cineai.list_opinions set asked_at = now() - interval '61 seconds'");
        now(opinions.release(claimed(), true, Optional.empty()));
        assertEquals("0 null", session.one("select attempts, asked_at from cineai.list_opinions"));
        assertInstanceOf(Next.Claimed.class, next());
    }

    @Test
    void aLeaseThatIsOverIsSomebodyElsesAndTheFirstTokenIsWorthNothing() throws Exception {
        wants("Ronin");
        OpinionClaim first = claimed();
        session.run(
                "update cineai.list_opinions set leased_until = now() - interval '1 second', asked_at = now() - interval '2 minutes'");

        OpinionClaim second = claimed();
        now(opinions.release(first, true, Optional.empty()));

        assertNotEquals(first.token(), second.token());
        assertEquals(new States(0, 1, 0, 0), states());
    }

    @Test
    void whatEndsItsWorkersIsBuried() throws Exception {
        wants("Ronin");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            claimed();
            session.run(
                    "update cineai.list_opinions set leased_until = now() - interval '1 second', asked_at = now() - interval '2 minutes'");
        }

        assertInstanceOf(Next.Nobody.class, next());
        assertEquals(1, now(opinions.bury(ATTEMPTS)));
        assertEquals(new States(0, 0, 0, 1), states());
    }
}
