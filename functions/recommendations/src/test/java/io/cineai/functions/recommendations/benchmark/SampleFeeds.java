package io.cineai.functions.recommendations.benchmark;

import io.cineai.ingest.SampleCatalogue;
import io.cineai.movie.Movie;
import io.cineai.recommend.Algorithm;
import io.cineai.recommend.Recommendation;
import io.cineai.recommend.Recommended;
import io.cineai.recommend.reason.Reason;
import io.cineai.recommend.reason.Reason.Type;
import io.cineai.store.feed.FeedRenderer;
import io.cineai.store.feed.RenderedList;
import io.cineai.testkit.Session;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Users with lists of films that exist, no two the same. Films say what MovieLens says of them, and one in ten has a reason, so that a
 * body is small; a list with a reason for every film is twice as long.
 */
final class SampleFeeds {
    private static final int LIKED = 12;
    private static final int FILMS_A_REASON = 10;

    private static final String USERS = """
            insert into auth.users (id)
            select id from unnest(?::uuid[]) as id""";
    private static final String FEED = """
            insert into public.recommendation_feeds (user_id, generation, body, etag, algorithm_used, input_digest,
                                                     made_with, generated_at, checked_at, fresh_until)
            values (?, 1, ?, ?, 'hybrid', 'digest', 'settings', now(), now(), now() + interval '6 hours')""";

    /** Random users; nothing compresses a row as short as these. Constraints are left unchecked, for time. */
    private static final String PLAIN_FEEDS = """
            set session_replication_role = replica;
            insert into auth.users (id)
            select gen_random_uuid() from generate_series(1, %d);
            insert into public.recommendation_feeds (user_id, generation, body, etag, algorithm_used, input_digest,
                                                     made_with, generated_at, checked_at, fresh_until)
            select id, 1, decode(repeat(md5(id::text), %d), 'hex'), md5(id::text), 'hybrid', 'digest', 'settings', now(), now(),
                   now() + interval '6 hours'
              from auth.users;
            set session_replication_role = origin""";

    private static final int HASH_BYTES = 16;

    private final List<Movie> films = new ArrayList<>(
            SampleCatalogue.films().stream().map(SampleFeeds::briefly).toList());
    private final FeedRenderer renderer = new FeedRenderer(Duration.ofHours(6));
    private final Random random = new Random(7);

    private SampleFeeds() {}

    /** So many users with a list of fifty films. */
    static void fill(Session database, int users) throws SQLException {
        SampleFeeds sample = new SampleFeeds();
        List<UUID> ids =
                IntStream.range(0, users).mapToObj(it -> UUID.randomUUID()).toList();
        database.run(USERS, (Object) ids.toArray(UUID[]::new));
        for (UUID user : ids) {
            RenderedList list = sample.list();
            database.run(FEED, user, list.body(), list.etag());
        }
        settle(database);
    }

    /** So many users with a body of so many bytes, which is no list: made where it is stored. */
    static void fillPlainly(Session database, int users, int bytes) throws SQLException {
        database.run(PLAIN_FEEDS.formatted(users, bytes / HASH_BYTES));
        settle(database);
    }

    /** Nothing is left to be done while somebody measures. */
    private static void settle(Session database) throws SQLException {
        database.run("vacuum analyze public.recommendation_feeds");
        database.run("vacuum analyze auth.users");
        database.run("checkpoint");
    }

    private RenderedList list() {
        Collections.shuffle(films, random);
        List<Movie> liked = films.subList(0, LIKED);
        List<Recommendation> places = new ArrayList<>();
        double relevance = 0.9;
        for (int rank = 1; rank <= FeedRenderer.SERVED; rank++) {
            relevance *= 0.95 + 0.05 * random.nextDouble();
            BigDecimal score = BigDecimal.valueOf(100 - rank, 2).setScale(2, RoundingMode.HALF_UP);
            Movie film = films.get(LIKED + rank);
            places.add(new Recommendation(rank, film, score, relevance, Algorithm.HYBRID, reasons(film, liked)));
        }
        return renderer.render(new Recommended(Algorithm.HYBRID, places), 1, Instant.now(), Optional.empty());
    }

    private List<Reason> reasons(Movie film, List<Movie> liked) {
        if (random.nextInt(FILMS_A_REASON) > 0) return List.of();
        Movie because = liked.get(random.nextInt(LIKED));
        double share = random.nextDouble() / 2;
        return List.of(new Reason(
                Type.BECAUSE_LIKED, because.id(), because.title(), film.genres().get(0), share));
    }

    private static Movie briefly(Movie film) {
        return new Movie(
                film.id(), film.title(), film.year(), film.genres(), List.of(), List.of(), List.of(), 0, "", "");
    }
}
