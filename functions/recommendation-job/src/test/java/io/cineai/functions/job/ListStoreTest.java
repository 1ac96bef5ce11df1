package io.cineai.functions.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.queue.Priority;
import io.cineai.recommend.Algorithm;
import io.cineai.recommend.Recommendation;
import io.cineai.recommend.Recommended;
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
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fence: who lost the claim writes nothing, and what changed meanwhile is not forgotten. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
class ListStoreTest {
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

    private Claim claimed() {
        return await(queue.claim(user, Duration.ofMinutes(1))).orElseThrow();
    }

    private static RenderedList aList(MovieId... ids) {
        List<Recommendation> films = new java.util.ArrayList<>();
        for (MovieId id : ids) {
            int rank = films.size() + 1;
            Movie movie = new Movie(id, "A film", 1995, List.of(), List.of(), List.of(), List.of(), 170, "", "");
            films.add(new Recommendation(
                    rank, movie, BigDecimal.valueOf(100 - rank, 2), 1.0 / rank, Algorithm.POPULAR, List.of()));
        }
        Recommended list = new Recommended(Algorithm.POPULAR, films);
        long generation = UUID.randomUUID().getMostSignificantBits() >>> 1;
        return new FeedRenderer(Duration.ofHours(6)).render(list, generation, Instant.now(), Optional.empty());
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(Duration.ofSeconds(10));
    }
}
