package io.cineai.usecase.read;

import io.cineai.store.Unreachable;
import io.cineai.store.feed.Feed;
import io.cineai.store.feed.FeedRenderer;
import io.cineai.store.feed.FeedSlice;
import io.cineai.store.feed.FeedStore;
import io.cineai.taste.UserId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Serves the ready list of one user: one row, bytes out. Where there is none, asks for one; never makes one. */
@ApplicationScoped
public class ReadFeed {
    private static final Duration STALE_AFTER = Duration.ofHours(6);

    private static final byte[] NOTHING_YET = """
            {"generatedAt":null,"freshUntil":null,"generation":0,"recommendations":[]}""".getBytes(StandardCharsets.UTF_8);

    private static final String ANY = "*";

    private final FeedStore feeds;
    private final Clock clock;

    ReadFeed(FeedStore feeds) {
        this.feeds = feeds;
        this.clock = Clock.systemUTC();
    }

    /**
     * What to answer.
     *
     * @param body null: the caller's copy is still right
     * @param zipped whether the body is gzip
     * @param etag of the answer; empty where the answer should not be kept
     * @param source personal, stale, or none while the user has no list yet
     */
    public record Answer(byte @Nullable [] body, boolean zipped, String etag, String source) {}

    /**
     * @param claims JSON of the caller's verified claims
     * @param limit films at the most. Range 1 to 50.
     * @param known etags of what the caller has already; {@code *} stands for any
     */
    public Uni<Answer> of(UserId user, String claims, int limit, Set<String> known) {
        return feeds.read(user, claims, sentAlong(limit, known))
                .chain(found -> found.isPresent()
                        ? Uni.createFrom().item(answer(found.get(), limit, known))
                        : feeds.requestRefresh(claims).replaceWith(new Answer(NOTHING_YET, false, "", "none")))
                .onFailure(Unreachable::is)
                .transform(why -> new UncheckedIOException("Postgres cannot be reached", new IOException(why)));
    }

    /** The database keeps the body back where this is its etag; null where only we can tell. */
    private static @Nullable String sentAlong(int limit, Set<String> known) {
        return limit >= FeedRenderer.SERVED && known.size() == 1
                ? known.iterator().next()
                : null;
    }

    /** A zipped body, for callers that do not take gzip. */
    public static byte[] unzip(byte[] body) {
        return FeedSlice.unzip(body);
    }

    private Answer answer(Feed feed, int limit, Set<String> known) {
        String source = isStale(feed) ? "stale" : "personal";
        String etag = etag(feed, limit);
        if (feed.body() == null || known.contains(etag) || known.contains(ANY))
            return new Answer(null, false, etag, source);
        if (limit >= FeedRenderer.SERVED && feed.hidden().isEmpty()) return new Answer(feed.body(), true, etag, source);
        return new Answer(FeedSlice.first(FeedSlice.unzip(feed.body()), limit, feed.hidden()), false, etag, source);
    }

    /** A dismissal or a limit changes what the answer says, so it changes the etag. */
    private static String etag(Feed feed, int limit) {
        String whole = feed.hidden().isEmpty()
                ? feed.etag()
                : feed.etag() + "-" + Integer.toHexString(feed.hidden().hashCode());
        return limit >= FeedRenderer.SERVED ? whole : whole + "." + limit;
    }

    private boolean isStale(Feed feed) {
        return feed.checkedAt().plus(STALE_AFTER).isBefore(clock.instant());
    }
}
