package io.cineai.usecase.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cineai.query.ParsedQuery;
import io.cineai.query.match.Matcher;
import io.cineai.query.match.Meaning;
import io.cineai.query.match.Ranking;
import io.cineai.query.match.Viewer;
import io.cineai.taste.UserId;
import io.cineai.usecase.read.SearchedFilms.Catalogued;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Orders films for queries, and remembers the orders for a while: two wordings of one meaning, and the pages of one search, share one. */
@ApplicationScoped
class Rankings {
    /** At 500 films of 8 bytes each: 8 MB. */
    private static final int REMEMBERED = 2_000;

    private final SearchConfig config;
    private final Cache<Asked, Ranking> remembered =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /**
     * What an order depends on.
     *
     * @param user empty where nothing is known of who asks: then it is everybody's
     * @param taste tells one state of a user's acts from another
     */
    private record Asked(Meaning meaning, long version, Optional<UserId> user, int taste) {}

    Rankings(SearchConfig config) {
        this.config = config;
    }

    Ranking of(ParsedQuery query, Viewer viewer, UserId user, Catalogued catalogue) {
        boolean anybody = viewer.equals(Viewer.ANYBODY);
        Asked asked = new Asked(
                Meaning.of(query),
                catalogue.version(),
                anybody ? Optional.empty() : Optional.of(user),
                anybody ? 0 : viewer.hashCode());
        return remembered.get(asked, anew -> new Matcher(catalogue.films(), config.most()).rank(query, viewer));
    }
}
