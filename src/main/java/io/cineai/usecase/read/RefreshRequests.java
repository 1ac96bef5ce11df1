package io.cineai.usecase.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cineai.store.feed.FeedStore;
import io.cineai.taste.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Asks for lists that are missing or old. Nobody waits for it: a read that cannot ask answers all the same. Once a minute a user, however
 * often they read, and nothing is written while one is asked for already.
 */
@ApplicationScoped
class RefreshRequests {
    private static final Logger LOG = Logger.getLogger(RefreshRequests.class);
    private static final Duration ONCE_IN = Duration.ofMinutes(1);
    private static final int REMEMBERED = 100_000;

    private final FeedStore feeds;
    private final Cache<UserId, Boolean> asked = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(ONCE_IN)
            .build();

    RefreshRequests(FeedStore feeds) {
        this.feeds = feeds;
    }

    /** @param claims JSON of the user's verified claims */
    void ask(UserId user, String claims) {
        if (asked.asMap().putIfAbsent(user, true) != null) return;
        feeds.requestRefresh(claims).subscribe().with(done -> {}, why -> {
            asked.invalidate(user);
            LOG.warnf("a refresh could not be asked for: %s", why.getMessage());
        });
    }
}
