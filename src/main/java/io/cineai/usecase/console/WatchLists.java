package io.cineai.usecase.console;

import io.cineai.store.feed.ListStateStore;
import io.cineai.taste.UserId;
import io.cineai.usecase.read.Reach;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells whether lists of users are others by now. */
@ApplicationScoped
public class WatchLists {
    private final ListStateStore lists;

    WatchLists(ListStateStore lists) {
        this.lists = lists;
    }

    /**
     * One user's list at one moment.
     *
     * @param etag as reads of the whole list have it; null where there is none
     * @param waiting whether another one is asked for
     */
    public record Sight(@Nullable String etag, boolean waiting) {}

    /** All of these users at once. */
    public Uni<Map<UserId, Sight>> of(Collection<UserId> users) {
        return Reach.of(lists.of(users)).map(WatchLists::sights);
    }

    private static Map<UserId, Sight> sights(Map<UserId, ListStateStore.State> states) {
        Map<UserId, Sight> sights = new HashMap<>();
        states.forEach((user, state) -> sights.put(user, new Sight(state.etag().orElse(null), state.waiting())));
        return sights;
    }
}
