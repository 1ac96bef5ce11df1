package io.cineai.usecase.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cineai.query.ParsedQuery;
import io.cineai.query.QueryKey;
import io.cineai.query.match.Viewer;
import io.cineai.store.query.QueryStore;
import io.cineai.store.query.QueryStore.Begun;
import io.cineai.store.query.QueryStore.Known;
import io.cineai.taste.UserId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What searches begin with, remembered for a few seconds: who searches again, or for what others search for, costs the database nothing.
 * What a user says of films to this process is known at once, what they do elsewhere when the seconds are over.
 */
@ApplicationScoped
class Recollection {
    private static final int QUERIES = 20_000;

    /** Films that remembered users know, over all of them. */
    private static final long KNOWN_FILMS = 300_000;

    private final QueryStore queries;
    private final Viewers viewers;
    private final HitCounts hits;
    private final Cache<Asked, Optional<ParsedQuery>> parses;
    private final Cache<UserId, Viewer> users;

    /** A query, and whose parse of it that is; null is everybody's. */
    private record Asked(QueryKey key, @Nullable UserId owner) {}

    /** What a search begins with. */
    record Beginning(List<Optional<ParsedQuery>> parses, Viewer viewer) {}

    Recollection(QueryStore queries, Viewers viewers, HitCounts hits, SearchConfig config) {
        this.queries = queries;
        this.viewers = viewers;
        this.hits = hits;
        parses = Caffeine.newBuilder()
                .maximumSize(QUERIES)
                .expireAfterWrite(config.recall())
                .build();
        users = Caffeine.newBuilder()
                .maximumWeight(KNOWN_FILMS)
                .weigher((UserId user, Viewer viewer) -> 1 + viewer.known().size())
                .expireAfterWrite(config.recall())
                .build();
    }

    /** @param claims JSON of the caller's verified claims */
    Uni<Beginning> of(UserId user, String claims, List<QueryKey> keys) {
        return recalled(user, keys)
                .map(it -> Uni.createFrom().item(it))
                .orElseGet(() -> queries.begin(claims, keys).map(begun -> learned(user, keys, begun)))
                .invoke(it -> count(claims, keys, it));
    }

    /** The user did something. */
    void forget(UserId user) {
        users.invalidate(user);
    }

    private Optional<Beginning> recalled(UserId user, List<QueryKey> keys) {
        Viewer viewer = users.getIfPresent(user);
        if (viewer == null) return Optional.empty();
        List<Optional<ParsedQuery>> known = new ArrayList<>(keys.size());
        for (QueryKey key : keys) {
            Optional<ParsedQuery> parse = parses.getIfPresent(new Asked(key, user));
            if (parse == null) parse = parses.getIfPresent(new Asked(key, null));
            if (parse == null) return Optional.empty();
            known.add(parse);
        }
        return Optional.of(new Beginning(known, viewer));
    }

    private Beginning learned(UserId user, List<QueryKey> keys, Begun begun) {
        Viewer viewer = viewers.of(begun.acts());
        users.put(user, viewer);
        for (int k = 0; k < keys.size(); k++) {
            Known known = begun.queries().get(k);
            parses.put(new Asked(keys.get(k), known.isOwn() ? user : null), known.parse());
        }
        return new Beginning(begun.queries().stream().map(Known::parse).toList(), viewer);
    }

    private void count(String claims, List<QueryKey> keys, Beginning beginning) {
        for (int k = 0; k < keys.size(); k++)
            if (beginning.parses().get(k).isPresent()) hits.count(keys.get(k), claims);
    }
}
