package io.cineai.functions.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cineai.movie.Facet;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.movie.Portrait;
import io.cineai.movie.Portrait.Subject;
import io.cineai.queue.Priority;
import io.cineai.recommend.Algorithm;
import io.cineai.recommend.Recommendation;
import io.cineai.recommend.Recommended;
import io.cineai.recommend.Remark;
import io.cineai.recommend.likeness.Alignment;
import io.cineai.recommend.likeness.Leanings;
import io.cineai.recommend.likeness.Leanings.Leaning;
import io.cineai.recommend.reason.Insight;
import io.cineai.recommend.reason.Reason;
import io.cineai.store.Gone;
import io.cineai.store.feed.FeedRenderer;
import io.cineai.store.feed.RenderedList;
import io.cineai.store.orm.ListStore;
import io.cineai.store.queue.Claim;
import io.cineai.store.queue.QueueStore;
import io.cineai.store.queue.Wish;
import io.cineai.taste.UserId;
import io.cineai.testkit.Lists;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fence: who lost the claim writes nothing, and what changed meanwhile is not forgotten. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
class ListStoreTest {
    private static final int MANY = 8;

    @Inject
    ListStore lists;

    @Inject
    QueueStore queue;

    Session db;
    UserId user;
    MovieId heat;
    MovieId ronin;

    @BeforeEach
    void aUserInTheQueue() throws SQLException {
        db = PostgresForFunction.database.connect();
        SampleWorld.forgetLists(db);
        user = new UserId(SampleWorld.aUser(db));
        heat = new MovieId(SampleWorld.aFilm(db, "Heat"));
        ronin = new MovieId(SampleWorld.aFilm(db, "Ronin"));
        await(queue.enqueue(user, Priority.CHANGE, "test", Wish.NONE));
    }

    @AfterEach
    void close() throws SQLException {
        SampleWorld.forgetLists(db);
        db.run("delete from public.movies where id in (?, ?)", heat.value(), ronin.value());
        db.close();
    }

    @Test
    void rowsFeedAndCompletionComeTogether() throws SQLException {
        boolean ours = await(lists.replace(claimed(), aList(heat, ronin), "digest", "settings"));

        assertThat(ours, is(true));
        assertThat(Lists.films(db, user.value()), equalTo(List.of(heat.toString(), ronin.toString())));
        assertThat(Lists.served(db, user.value()), equalTo(List.of(heat.toString(), ronin.toString())));
        assertThat(db.count("select count(*) from cineai.rec_refresh_queue"), equalTo(0L));
    }

    @Test
    void aShorterListLeavesNothingOfTheLongerOne() throws SQLException {
        await(lists.replace(claimed(), aList(heat, ronin), "digest", "settings"));
        await(queue.enqueue(user, Priority.CHANGE, "test", Wish.NONE));

        await(lists.replace(claimed(), aList(ronin), "other digest", "settings"));

        assertThat(Lists.films(db, user.value()), equalTo(List.of(ronin.toString())));
        assertThat(db.one("select rank from public.recommendations"), equalTo("1"));
    }

    @Test
    void underAStaleTokenNothingIsWritten() throws SQLException {
        await(lists.replace(claimed(), aList(heat), "digest", "settings"));
        await(queue.enqueue(user, Priority.CHANGE, "test", Wish.NONE));
        Claim stale = claimed();
        db.run("update cineai.rec_refresh_queue set claim_token = gen_random_uuid()");
        String before = Lists.digest(db);

        boolean replaced = await(lists.replace(stale, aList(ronin), "other digest", "settings"));
        boolean confirmed = await(lists.confirm(stale, "other settings"));

        assertThat(replaced, is(false));
        assertThat(confirmed, is(false));
        assertThat(Lists.digest(db), equalTo(before));
    }

    @Test
    void whoOutlivedTheLeaseWritesNothing() throws SQLException {
        Claim slow = claimed();
        db.run("update cineai.rec_refresh_queue set leased_until = now() - interval '1 second'");
        Claim faster = claimed();
        await(lists.replace(faster, aList(heat), "digest", "settings"));
        String before = Lists.digest(db);

        boolean replaced = await(lists.replace(slow, aList(ronin), "other digest", "settings"));

        assertThat(replaced, is(false));
        assertThat(Lists.digest(db), equalTo(before));
    }

    @Test
    void aChangeBetweenClaimAndCompletionMakesTheUserWaitAgain() throws SQLException {
        Claim claim = claimed();
        SampleWorld.rates(db, user.value(), ronin.value(), 5);
        db.rows("select cineai.enqueue_refresh(?)", user.value());

        boolean ours = await(lists.replace(claim, aList(heat), "digest", "settings"));

        assertThat(ours, is(true));
        assertThat(Lists.films(db, user.value()), equalTo(List.of(heat.toString())));
        assertThat(
                db.one(
                        "select status, attempts, claim_token, leased_until, run_at <= clock_timestamp() from cineai.rec_refresh_queue"),
                equalTo("pending 0 null null true"));
    }

    @Test
    void whatWasDismissedBetweenClaimAndCompletionStaysHiddenUntilTheNextList() throws SQLException {
        Claim first = claimed();
        dismisses(heat);
        await(lists.replace(first, aList(heat, ronin), "digest", "settings"));
        assertThat(hidden(), equalTo("{" + heat + "}"));

        Claim second = claimed();
        dismisses(ronin);
        await(lists.replace(second, aList(ronin), "other digest", "settings"));
        assertThat(hidden(), containsString(ronin.toString()));

        await(lists.replace(claimed(), aList(), "third digest", "settings"));
        assertThat(hidden(), equalTo("{}"));
    }

    @Test
    void aRowSaysHowTheFilmGoesWithWhatItsUserLikesAndTheProfileWhatThatIs() throws SQLException {
        await(lists.replace(claimed(), anAnalysedList("loyalty"), "digest", "settings"));

        assertThat(
                db.rows("""
                        select rank, thematic_factors ->> 'themes', thematic_factors ->> 'alignment', style_similarity_score,
                               emotional_alignment_score, explanation ->> 'explanation_type'
                          from public.recommendations
                         order by rank"""),
                equalTo(List.of("1 [\"loyalty\"] 0.707 0.632 null pattern", "2 null null null null null")));
        assertThat(
                db.one("select user_id, films, profile #>> '{themes,0,word}' from public.taste_profiles"),
                equalTo(user.value() + " 2 loyalty"));
        JsonObject served =
                Lists.response(db, user.value()).getJsonArray("recommendations").getJsonObject(0);
        assertThat(
                served.getJsonObject("thematic_factors"),
                equalTo(new JsonObject(db.one("select thematic_factors from public.recommendations where rank = 1"))));
        assertThat(served.getDouble("style_similarity_score"), equalTo(0.632));
    }

    @Test
    void aFilmThatComesBackHasTheRowThatItHad() throws SQLException {
        String row = "select id from public.recommendations where movie_id = '" + heat + "'";
        await(lists.replace(claimed(), aList(ronin, heat), "digest", "settings"));
        String first = db.one(row);

        await(queue.enqueue(user, Priority.CHANGE, "test", Wish.NONE));
        await(lists.replace(claimed(), aList(ronin), "digest", "settings"));
        assertThat(db.count("select count(*) from public.recommendations"), equalTo(1L));
        await(queue.enqueue(user, Priority.CHANGE, "test", Wish.NONE));
        await(lists.replace(claimed(), aList(heat, ronin), "digest", "settings"));

        assertThat(db.one(row), equalTo(first));
    }

    @Test
    void whatIsAsItWasIsNotWrittenAgain() throws SQLException {
        await(lists.replace(claimed(), anAnalysedList("loyalty"), "digest", "settings"));
        String rows = db.rows("select rank, xmin from public.recommendations order by rank")
                .toString();
        String taste = db.one("select xmin, updated_at from public.taste_profiles");

        await(queue.enqueue(user, Priority.CHANGE, "test", Wish.NONE));
        await(lists.replace(claimed(), anAnalysedList("loyalty"), "digest", "settings"));
        assertThat(
                db.rows("select rank, xmin from public.recommendations order by rank")
                        .toString(),
                equalTo(rows));
        assertThat(db.one("select xmin, updated_at from public.taste_profiles"), equalTo(taste));

        await(queue.enqueue(user, Priority.CHANGE, "test", Wish.NONE));
        await(lists.replace(claimed(), anAnalysedList("obsession"), "digest", "settings"));
        assertThat(
                db.one("select thematic_factors ->> 'themes' from public.recommendations where rank = 1"),
                equalTo("[\"obsession\"]"));
        assertThat(db.one("select profile #>> '{themes,0,word}' from public.taste_profiles"), equalTo("obsession"));
    }

    /** By its digest: what an earlier version wrote has none until it is written again. */
    @Test
    void aRowIsKnownByWhatItSays() throws SQLException {
        String known = "select thematic_factors, explanation, content_digest # cast(cast(xmin as text) as bigint)"
                + " from public.recommendations where rank = 1";
        await(lists.replace(claimed(), anAnalysedList("loyalty"), "digest", "settings"));
        String loyal = db.one(known);
        assertThat(db.count("select count(distinct content_digest) from public.recommendations"), equalTo(2L));

        db.run("update public.recommendations set content_digest = null, rank = 3 - rank");
        await(queue.enqueue(user, Priority.CHANGE, "test", Wish.NONE));
        await(lists.replace(claimed(), anAnalysedList("loyalty"), "digest", "settings"));
        assertThat(db.one(known), equalTo(loyal));

        await(queue.enqueue(user, Priority.CHANGE, "test", Wish.NONE));
        await(lists.replace(claimed(), anAnalysedList("obsession"), "digest", "settings"));
        assertThat(db.one(known), not(loyal));
    }

    @Test
    void aProfileThatAnEarlierVersionWroteSaysStillWhenItChanged() throws SQLException {
        await(lists.replace(claimed(), anAnalysedList("loyalty"), "digest", "settings"));
        String etag = db.one("select etag from public.taste_profiles");
        db.run("update public.taste_profiles set etag = null");
        String changed = db.one("select updated_at from public.taste_profiles");

        await(queue.enqueue(user, Priority.CHANGE, "test", Wish.NONE));
        await(lists.replace(claimed(), anAnalysedList("loyalty"), "digest", "settings"));
        assertThat(db.one("select etag from public.taste_profiles"), equalTo(etag));
        assertThat(db.one("select updated_at from public.taste_profiles"), equalTo(changed));

        await(queue.enqueue(user, Priority.CHANGE, "test", Wish.NONE));
        await(lists.replace(claimed(), anAnalysedList("obsession"), "digest", "settings"));
        assertThat(db.one("select etag from public.taste_profiles"), not(etag));
        assertThat(db.one("select updated_at from public.taste_profiles"), not(changed));
    }

    @Test
    void underAStaleTokenTheProfileStays() throws SQLException {
        await(lists.replace(claimed(), anAnalysedList("loyalty"), "digest", "settings"));
        await(queue.enqueue(user, Priority.CHANGE, "test", Wish.NONE));
        Claim stale = claimed();
        db.run("update cineai.rec_refresh_queue set claim_token = gen_random_uuid()");

        await(lists.replace(stale, anAnalysedList("obsession"), "digest", "settings"));

        assertThat(db.one("select profile #>> '{themes,0,word}' from public.taste_profiles"), equalTo("loyalty"));
    }

    private void dismisses(MovieId film) throws SQLException {
        try (Session reader = PostgresForFunction.database.connect(TestPostgres.READER)) {
            reader.rows("""
                    with me as materialized (select set_config('request.jwt.claims', ?, true))
                    select f.recorded from me, cineai.record_feedback(jsonb_build_array(jsonb_build_object(
                           'client_id', gen_random_uuid(), 'movie_id', ?::uuid, 'action', 'dismissed', 'occurred_at', now()))) f""", Session.claims("authenticated", user.value()), film.value());
        }
    }

    private String hidden() throws SQLException {
        return db.one("select hidden from public.recommendation_feeds where user_id = ?", user.value());
    }

    @Test
    void confirmingMovesOnlyTheTimeOfTheCheck() throws SQLException {
        await(lists.replace(claimed(), aList(heat), "digest", "settings"));
        await(queue.enqueue(user, Priority.CHANGE, "test", Wish.NONE));
        db.run("update public.recommendation_feeds set checked_at = now() - interval '1 day'");
        String row = db.one("select id, xmin from public.recommendations");
        String feed = db.one("select etag, generation, generated_at from public.recommendation_feeds");

        boolean ours = await(lists.confirm(claimed(), "newer settings"));

        assertThat(ours, is(true));
        assertThat(db.one("select id, xmin from public.recommendations"), equalTo(row));
        assertThat(db.one("select etag, generation, generated_at from public.recommendation_feeds"), equalTo(feed));
        assertThat(
                db.one("select made_with, checked_at > now() - interval '1 minute' from public.recommendation_feeds"),
                equalTo("newer settings true"));
        assertThat(db.count("select count(*) from cineai.rec_refresh_queue"), equalTo(0L));
    }

    @Test
    void confirmingKeepsAUserWaitingWhoChangedMeanwhile() throws SQLException {
        await(lists.replace(claimed(), aList(heat), "digest", "settings"));
        await(queue.enqueue(user, Priority.CHANGE, "test", Wish.NONE));
        Claim claim = claimed();
        db.rows("select cineai.enqueue_refresh(?)", user.value());

        await(lists.confirm(claim, "settings"));

        assertThat(db.one("select status from cineai.rec_refresh_queue"), equalTo("pending"));
    }

    @Test
    void aUserWhoWentMeanwhileIsNoError() throws SQLException {
        Claim claim = claimed();
        db.run("delete from auth.users where id = ?", user.value());

        boolean ours = await(lists.replace(claim, aList(heat), "digest", "settings"));

        assertThat(ours, is(false));
        assertThat(db.count("select count(*) from public.recommendations"), equalTo(0L));
    }

    @Test
    void whatIsHandedBackCostsNoAttempt() throws SQLException {
        Claim claim = claimed();

        await(queue.release(claim).replaceWith(true));

        assertThat(
                db.one(
                        "select status, attempts, claim_token, run_at <= clock_timestamp() from cineai.rec_refresh_queue"),
                equalTo("pending 0 null true"));
    }

    /** More than there are writers, so that the later ones are written together. */
    private List<Claim> manyClaimed() throws SQLException {
        List<Claim> claims = new ArrayList<>();
        claims.add(claimed());
        while (claims.size() < MANY) {
            UserId other = new UserId(SampleWorld.aUser(db));
            await(queue.enqueue(other, Priority.CHANGE, "test", Wish.NONE));
            claims.add(await(queue.claim(other, Duration.ofMinutes(1))).orElseThrow());
        }
        return claims;
    }

    private List<CompletableFuture<Boolean>> replaced(List<Claim> claims, Function<Claim, RenderedList> list) {
        return claims.stream()
                .map(claim -> lists.replace(claim, list.apply(claim), "digest of " + claim.user(), "settings")
                        .subscribeAsCompletionStage())
                .toList();
    }

    @Test
    void ofListsThatAreWrittenTogetherEachIsItsUsers() throws Exception {
        List<Claim> claims = manyClaimed();
        Map<UserId, List<MovieId>> wanted = new HashMap<>();
        for (Claim claim : claims)
            wanted.put(
                    claim.user(),
                    List.of(List.of(heat, ronin), List.of(ronin, heat), List.of(ronin), List.<MovieId>of())
                            .get(wanted.size() % 4));

        for (CompletableFuture<Boolean> ours :
                replaced(claims, claim -> aList(wanted.get(claim.user()).toArray(MovieId[]::new))))
            assertThat(ours.get(10, TimeUnit.SECONDS), is(true));

        for (Claim claim : claims) {
            UUID user = claim.user().value();
            List<String> films =
                    wanted.get(claim.user()).stream().map(MovieId::toString).toList();
            assertThat(Lists.films(db, user), equalTo(films));
            assertThat(Lists.served(db, user), equalTo(films));
            assertThat(
                    db.one("select input_digest, generation from public.recommendation_feeds where user_id = ?", user),
                    equalTo("digest of " + user + " " + claim.generation()));
        }
        assertThat(db.count("select count(*) from cineai.rec_refresh_queue"), equalTo(0L));
    }

    @Test
    void ofListsThatAreWrittenTogetherWhatOneUserChangedMakesNobodyElseWait() throws Exception {
        List<Claim> claims = manyClaimed();
        UUID changed = claims.get(MANY - 2).user().value();
        db.rows("select cineai.enqueue_refresh(?)", changed);

        for (CompletableFuture<Boolean> ours : replaced(claims, claim -> aList(heat)))
            assertThat(ours.get(10, TimeUnit.SECONDS), is(true));

        assertThat(
                db.rows("select user_id, status from cineai.rec_refresh_queue"),
                equalTo(List.of(changed + " pending")));
    }

    @Test
    void whoseRowIsHeldOrWhoseClaimIsLostHoldsUpNobodyElse() throws Exception {
        List<Claim> claims = manyClaimed();
        UUID lost = claims.get(MANY - 1).user().value();
        UUID held = claims.get(MANY - 2).user().value();
        db.run("update cineai.rec_refresh_queue set claim_token = gen_random_uuid() where user_id = ?", lost);
        try (Session holder = PostgresForFunction.database.connect()) {
            holder.run("begin");
            holder.rows("select user_id from cineai.rec_refresh_queue where user_id = ? for update", held);

            List<CompletableFuture<Boolean>> answers = replaced(claims, claim -> aList(heat));

            for (int other = 0; other < MANY - 2; other++)
                assertThat(answers.get(other).get(10, TimeUnit.SECONDS), is(true));
            assertThat(answers.get(MANY - 1).get(10, TimeUnit.SECONDS), is(false));
            assertThat(answers.get(MANY - 2).isDone(), is(false));
            holder.run("commit");
            assertThat(answers.get(MANY - 2).get(10, TimeUnit.SECONDS), is(true));
        }

        assertThat(Lists.films(db, lost), equalTo(List.of()));
        assertThat(Lists.films(db, held), equalTo(List.of(heat.toString())));
        assertThat(db.rows("select user_id from cineai.rec_refresh_queue"), equalTo(List.of(lost.toString())));
    }

    /** As when a process was stopped past its leases, and claims them anew. */
    @Test
    void twoClaimsOfOneUserInOneGroupAreTwo() throws Exception {
        List<Claim> claims = manyClaimed();
        Claim stale = claims.get(MANY - 1);
        UUID user = stale.user().value();
        db.run(
                "update cineai.rec_refresh_queue set leased_until = now() - interval '1 second' where user_id = ?",
                user);
        Claim fresh = await(queue.claim(stale.user(), Duration.ofMinutes(1))).orElseThrow();
        claims.add(fresh);
        db.rows("select cineai.enqueue_refresh(?)", user);

        List<CompletableFuture<Boolean>> answers =
                replaced(claims, claim -> claim.equals(stale) ? aList(ronin) : aList(heat));

        assertThat(answers.get(MANY - 1).get(10, TimeUnit.SECONDS), is(false));
        assertThat(answers.get(MANY).get(10, TimeUnit.SECONDS), is(true));
        assertThat(Lists.films(db, user), equalTo(List.of(heat.toString())));
        assertThat(
                db.rows("select user_id, status from cineai.rec_refresh_queue"), equalTo(List.of(user + " pending")));
    }

    @Test
    void eachRowHasItsOwnWordsWhateverTheyAreWrittenWith() throws Exception {
        List<Claim> claims = manyClaimed();
        Map<UserId, String> themes = new HashMap<>();
        for (Claim claim : claims)
            themes.put(claim.user(), "am\u00e9lie \uD83C\uDFAC ".repeat(themes.size()) + themes.size());

        List<CompletableFuture<Boolean>> answers = replaced(claims, claim -> anAnalysedList(themes.get(claim.user())));
        for (CompletableFuture<Boolean> answer : answers) assertThat(answer.get(10, TimeUnit.SECONDS), is(true));

        for (Map.Entry<UserId, String> one : themes.entrySet())
            assertThat(
                    db.rows("""
                            select reason, thematic_factors #>> '{shared_themes,0}', explanation #>> '{reasons,0,attribute}'
                              from public.recommendations
                             where user_id = '%s'
                             order by rank""".formatted(one.getKey())),
                    equalTo(List.of(
                            "Shares the theme of %1$s with Ronin, which you liked %1$s %1$s".formatted(one.getValue()),
                            "null null null")));
    }

    @Test
    void whoseFilmIsGoneFailsAlone() throws Exception {
        List<Claim> claims = manyClaimed();
        UserId unlucky = claims.get(MANY - 1).user();
        MovieId gone = new MovieId(UUID.randomUUID());

        List<CompletableFuture<Boolean>> answers =
                replaced(claims, claim -> aList(heat, claim.user().equals(unlucky) ? gone : ronin));

        for (int other = 0; other < MANY - 1; other++)
            assertThat(answers.get(other).get(10, TimeUnit.SECONDS), is(true));
        ExecutionException why = assertThrows(
                ExecutionException.class, () -> answers.get(MANY - 1).get(10, TimeUnit.SECONDS));
        assertThat(why.toString(), Gone.is(why), is(true));
        assertThat(
                db.rows("select user_id, status from cineai.rec_refresh_queue"),
                equalTo(List.of(unlucky + " in_progress")));
    }

    private Claim claimed() {
        return await(queue.claim(user, Duration.ofMinutes(1))).orElseThrow();
    }

    /** Heat, which is about this theme and goes with what the user likes, and Ronin, which nobody analysed. */
    private RenderedList anAnalysedList(String theme) {
        Subject subject = new Subject(List.of(theme), 0.7, null);
        Movie seen = movie(heat).with(new Portrait(Optional.of(subject), Optional.empty(), Optional.empty()));
        Reason reason = new Reason(Reason.Type.SHARED_THEME, ronin, "Ronin", theme, 1);
        Recommendation first = new Recommendation(
                1,
                seen,
                new BigDecimal("0.99"),
                1,
                Algorithm.HYBRID,
                List.of(reason),
                new Insight(Insight.Kind.PATTERN, Insight.Discovery.SAFE, 0.5),
                new Alignment(0.7071, 0.6321, null, List.of(theme)),
                Remark.NONE);
        Recommendation second =
                new Recommendation(2, movie(ronin), new BigDecimal("0.98"), 0.5, Algorithm.HYBRID, List.of());
        Leanings leanings = new Leanings(2, Map.of(Facet.THEME, List.of(new Leaning(theme, 1, 2))));
        return rendered(new Recommended(Algorithm.HYBRID, List.of(first, second), leanings));
    }

    private static RenderedList aList(MovieId... ids) {
        List<Recommendation> films = new ArrayList<>();
        for (MovieId id : ids) {
            int rank = films.size() + 1;
            films.add(new Recommendation(
                    rank, movie(id), BigDecimal.valueOf(100 - rank, 2), 1.0 / rank, Algorithm.POPULAR, List.of()));
        }
        return rendered(new Recommended(Algorithm.POPULAR, films));
    }

    private static Movie movie(MovieId id) {
        return new Movie(id, "A film", 1995, List.of(), List.of(), List.of(), List.of(), 170, "", "");
    }

    private static RenderedList rendered(Recommended list) {
        long generation = UUID.randomUUID().getMostSignificantBits() >>> 1;
        return new FeedRenderer(Duration.ofHours(6)).render(list, generation, Instant.now(), Optional.empty());
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(Duration.ofSeconds(10));
    }
}
