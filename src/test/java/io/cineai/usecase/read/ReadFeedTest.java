package io.cineai.usecase.read;

import static io.cineai.testkit.FilmBuilder.aFilm;
import static io.cineai.testkit.FilmBuilder.idOf;
import static io.cineai.testkit.TestPool.now;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cineai.recommend.Algorithm;
import io.cineai.recommend.Recommendation;
import io.cineai.recommend.Recommended;
import io.cineai.store.feed.FeedRenderer;
import io.cineai.store.feed.FeedSlice;
import io.cineai.store.feed.RenderedList;
import io.cineai.taste.UserId;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadFeedTest {
    private static final List<String> TITLES = List.of("Heat", "Ronin", "Clue");
    private static final RenderedList LIST = rendered();

    private final TestPostgres database = TestPostgres.fresh();
    private final TestPool pool = TestPool.of(database, TestPostgres.READER);
    private final ReadFeed feeds = Readers.over(pool).feeds();
    private Session session;
    private UserId ada;

    @BeforeEach
    void aUserWithAList() throws Exception {
        session = database.connect();
        ada = new UserId(
                UUID.fromString(session.one("insert into auth.users (id) values (gen_random_uuid()) returning id")));
        session.run("""
                insert into public.recommendation_feeds (user_id, generation, body, etag, algorithm_used, input_digest,
                                                         made_with, generated_at, checked_at, fresh_until)
                values (?, 1, ?, ?, 'hybrid', 'digest', 'defaults', now(), now(), now())""", ada.value(), LIST.body(), LIST.etag());
    }

    @AfterEach
    void close() throws Exception {
        session.close();
        pool.close();
    }

    @Test
    void theWholeListIsSentAsItIsStored() {
        Answer answer = read(50, null);

        assertTrue(answer.zipped());
        assertArrayEquals(LIST.body(), answer.body());
        assertEquals(LIST.etag(), answer.etag());
        assertEquals("personal", answer.source());
    }

    @Test
    void aLimitCutsTheListAndHasAnEtagOfItsOwn() throws Exception {
        Answer two = read(2, null);

        assertFalse(two.zipped());
        assertEquals(List.of("Heat", "Ronin"), titles(two));
        assertNotEquals(LIST.etag(), two.etag());
        assertNotEquals(read(1, null).etag(), two.etag());
    }

    @Test
    void whoHasTheAnswerGetsNoBody() throws Exception {
        assertNull(read(50, LIST.etag()).body());
        assertNull(read(2, read(2, null).etag()).body());
        assertArrayEquals(LIST.body(), read(50, "other").body());
        assertEquals(List.of("Heat", "Ronin"), titles(read(2, LIST.etag())));
    }

    @Test
    void aDismissedFilmIsGoneAtOnceAlsoForWhoHasTheListAlready() throws Exception {
        hide("Heat");
        Answer first = read(50, LIST.etag());

        assertEquals(List.of("Ronin", "Clue"), titles(first));
        assertEquals(List.of("Ronin"), titles(read(1, null)));
        assertNull(read(50, first.etag()).body());

        hide("Ronin");
        Answer other = read(50, first.etag());
        assertEquals(List.of("Heat", "Clue"), titles(other));
        assertNotEquals(first.etag(), other.etag());
    }

    @Test
    void aListThatWasNotCheckedForLongIsCalledStale() throws Exception {
        session.run("update public.recommendation_feeds set checked_at = now() - interval '7 hours'");

        assertEquals("stale", read(50, null).source());
    }

    @Test
    void anOldListIsAskedForAnewAndServedAtOnce() throws Exception {
        session.run("update public.recommendation_feeds set checked_at = now() - interval '7 hours'");

        read(50, null);

        awaitEnqueued();
    }

    @Test
    void whoHasNoListGetsWhatIsPopularAndIsEnqueuedOnce() throws Exception {
        session.run("delete from public.recommendation_feeds");
        session.run("insert into public.movies (title, popularity) values ('Alien', 2), ('Clue', 1)");

        Answer answer = read(50, null);

        assertEquals(List.of("Alien", "Clue"), titles(answer));
        assertEquals("popular", answer.source());
        assertNull(read(50, answer.etag()).body());
        assertEquals(List.of("Alien"), titles(read(1, answer.etag())));
        awaitEnqueued();
        assertEquals("1", session.one("select gen from cineai.rec_refresh_queue"));
    }

    private void awaitEnqueued() throws Exception {
        for (int time = 0; time < 100; time++) {
            if (session.rows("select user_id from cineai.rec_refresh_queue").equals(List.of(ada.toString()))) return;
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError("nobody was asked for a list");
    }

    private Answer read(int limit, @Nullable String known) {
        return now(feeds.of(
                ada,
                Session.claims("authenticated", ada.value()),
                limit,
                null,
                known == null ? Set.of() : Set.of(known)));
    }

    private void hide(String title) throws Exception {
        session.run(
                "update public.recommendation_feeds set hidden = array[?]",
                idOf(title).value());
    }

    private static List<String> titles(Answer answer) throws IOException {
        byte[] body = answer.zipped() ? FeedSlice.unzip(answer.body()) : answer.body();
        List<String> titles = new ArrayList<>();
        for (JsonNode item : new ObjectMapper().readTree(body).get("recommendations"))
            titles.add(item.get("movies").get("title").textValue());
        return titles;
    }

    private static RenderedList rendered() {
        List<Recommendation> films = new ArrayList<>();
        for (String title : TITLES)
            films.add(new Recommendation(
                    films.size() + 1, aFilm(title).build(), new BigDecimal("0.99"), 1, Algorithm.HYBRID, List.of()));
        return new FeedRenderer(Duration.ofHours(6))
                .render(
                        new Recommended(Algorithm.HYBRID, films),
                        1,
                        Instant.parse("2026-01-02T03:04:05Z"),
                        Optional.empty());
    }
}
