package io.cineai.store.feed;

import static io.cineai.testkit.TestPool.now;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.cineai.taste.UserId;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedStoreTest {
    private static final Instant CHECKED = Instant.parse("2026-01-02T03:04:05Z");
    private static final byte[] BODY = {0x1f, (byte) 0x8b, 0, 1};

    private final TestPostgres database = TestPostgres.fresh();
    private final TestPool pool = TestPool.of(database, TestPostgres.READER);
    private final FeedStore feeds = new FeedStore(pool.pool());
    private Session session;
    private UserId ada;
    private UserId bob;

    @BeforeEach
    void twoUsersOneWithAList() throws Exception {
        session = database.connect();
        ada = aUser();
        bob = aUser();
        session.run("""
                insert into public.recommendation_feeds (user_id, generation, body, etag, algorithm_used, input_digest,
                                                         made_with, generated_at, checked_at, fresh_until)
                values (?, 1, ?, 'etag', 'hybrid', 'digest', 'defaults', now(), ?::timestamptz, now())""", ada.value(), BODY, CHECKED.toString());
    }

    @AfterEach
    void close() throws Exception {
        session.close();
        pool.close();
    }

    @Test
    void theCallersListIsReadAsItIs() {
        Feed feed = now(feeds.read(ada, claims(ada), null)).orElseThrow();

        assertArrayEquals(BODY, feed.body());
        assertEquals("etag", feed.etag());
        assertEquals(Set.of(), feed.hidden());
        assertEquals(CHECKED, feed.checkedAt());
    }

    @Test
    void whoHasItAlreadyGetsNoBody() {
        assertNull(now(feeds.read(ada, claims(ada), "etag")).orElseThrow().body());
        assertArrayEquals(
                BODY, now(feeds.read(ada, claims(ada), "other")).orElseThrow().body());
    }

    @Test
    void nobodyReadsTheListOfAnother() {
        assertEquals(Optional.empty(), now(feeds.read(ada, claims(bob), null)));
        assertEquals(Optional.empty(), now(feeds.read(ada, "{}", null)));
        assertEquals(Optional.empty(), now(feeds.read(bob, claims(bob), null)));
    }

    @Test
    void hiddenFilmsMayBeNamedTwice() throws Exception {
        UUID hidden = UUID.randomUUID();
        session.run("update public.recommendation_feeds set hidden = array[?, ?]", hidden, hidden);

        assertEquals(
                Set.of(hidden),
                now(feeds.read(ada, claims(ada), null)).orElseThrow().hidden());
    }

    @Test
    void aRefreshIsAskedForTheCallerAndNobodyElse() throws Exception {
        now(feeds.requestRefresh(claims(bob)));
        now(feeds.requestRefresh(claims(bob)));
        now(feeds.requestRefresh("{}"));

        assertEquals(List.of(bob + " 1"), session.rows("select user_id, gen from cineai.rec_refresh_queue"));
    }

    @Test
    void claimsDoNotStayOnTheConnection() {
        for (int round = 0; round < 20; round++) now(feeds.read(ada, claims(ada), null));

        RowSet<Row> readable = now(pool.pool()
                .query("select user_id from public.recommendation_feeds")
                .execute());
        assertEquals(0, readable.size());
    }

    private static String claims(UserId user) {
        return Session.claims("authenticated", user.value());
    }

    private UserId aUser() throws Exception {
        return new UserId(
                UUID.fromString(session.one("insert into auth.users (id) values (gen_random_uuid()) returning id")));
    }
}
