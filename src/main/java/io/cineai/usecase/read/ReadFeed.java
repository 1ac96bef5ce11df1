package io.cineai.usecase.read;

import io.cineai.movie.emotion.Mood;
import io.cineai.store.feed.Feed;
import io.cineai.store.feed.FeedRenderer;
import io.cineai.store.feed.FeedSlice;
import io.cineai.store.feed.FeedStore;
import io.cineai.store.feed.ListJson;
import io.cineai.store.film.MoodStore;
import io.cineai.taste.UserId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Serves the list of one user: one row, bytes out. Where there is none, or an old one, it asks for a new one and answers at once with what
 * there is: the old one, a list made of the user's acts, or what is popular.
 */
@ApplicationScoped
public class ReadFeed {
    private static final Duration STALE_AFTER = Duration.ofHours(6);

    private final FeedStore feeds;
    private final InstantLists instant;
    private final MoodStore moods;
    private final RefreshRequests refresh;
    private final Clock clock = Clock.systemUTC();

    ReadFeed(FeedStore feeds, InstantLists instant, MoodStore moods, RefreshRequests refresh) {
        this.feeds = feeds;
        this.instant = instant;
        this.moods = moods;
        this.refresh = refresh;
    }

    /**
     * @param claims JSON of the caller's verified claims
     * @param limit films at the most. Range 1 to 50.
     * @param mood what the list is to be ordered for; null: as it is
     * @param known etags of what the caller has already; {@code *} stands for any
     */
    public Uni<Answer> of(UserId user, String claims, int limit, @Nullable String mood, Set<String> known) {
        Optional<Mood> wanted = Vocabulary.term("mood", Mood.class, mood);
        return Reach.of(feeds.read(user, claims, sentAlong(limit, wanted, known))
                .chain(found -> found.isPresent()
                        ? stored(user, claims, found.get(), limit, wanted, known)
                        : made(user, claims, limit, wanted, known)));
    }

    /** The database keeps the body back where this is its etag; null where only we can tell. */
    private static @Nullable String sentAlong(int limit, Optional<Mood> mood, Set<String> known) {
        return limit >= FeedRenderer.SERVED && mood.isEmpty() && known.size() == 1
                ? known.iterator().next()
                : null;
    }

    private Uni<Answer> stored(
            UserId user, String claims, Feed feed, int limit, Optional<Mood> mood, Set<String> known) {
        boolean stale = feed.checkedAt().plus(STALE_AFTER).isBefore(clock.instant());
        if (stale) refresh.ask(user, claims);
        String source = stale ? "stale" : "personal";
        if (mood.isEmpty()) return Uni.createFrom().item(answer(feed, source, limit, known));
        byte[] whole = FeedSlice.first(FeedSlice.unzip(feed.body()), FeedRenderer.SERVED, feed.hidden());
        return inMood(whole, source, limit, mood.get(), known);
    }

    private static Answer answer(Feed feed, String source, int limit, Set<String> known) {
        String etag = etag(feed, limit);
        if (feed.body() == null || Answer.isKnown(etag, known)) return Answer.unchanged(etag, source);
        if (limit >= FeedRenderer.SERVED && feed.hidden().isEmpty()) return new Answer(feed.body(), true, etag, source);
        return new Answer(FeedSlice.first(FeedSlice.unzip(feed.body()), limit, feed.hidden()), false, etag, source);
    }

    private Uni<Answer> made(UserId user, String claims, int limit, Optional<Mood> mood, Set<String> known) {
        refresh.ask(user, claims);
        return instant.of(claims, FeedRenderer.SERVED)
                .chain(list -> mood.isEmpty()
                        ? Uni.createFrom()
                                .item(Answer.made(
                                        FeedSlice.first(list.body(), limit, Set.of()),
                                        list.etag() + "." + limit,
                                        list.source(),
                                        known))
                        : inMood(list.body(), list.source(), limit, mood.get(), known));
    }

    private Uni<Answer> inMood(byte[] list, String source, int limit, Mood mood, Set<String> known) {
        return moods.fits(mood, FeedSlice.films(list))
                .map(fits -> ListJson.inMood(list, fits, source))
                .map(ordered -> Answer.made(FeedSlice.first(ordered, limit, Set.of()), source, known));
    }

    /** A limit changes what the answer says, so it changes the etag. */
    private static String etag(Feed feed, int limit) {
        return limit >= FeedRenderer.SERVED ? feed.seenAs() : feed.seenAs() + "." + limit;
    }
}
