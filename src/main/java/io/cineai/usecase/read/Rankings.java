package io.cineai.usecase.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cineai.query.ParsedQuery;
import io.cineai.query.match.Matcher;
import io.cineai.query.match.Meaning;
import io.cineai.query.match.Ranking;
import io.cineai.query.match.Viewer;
import io.cineai.usecase.read.SearchedFilms.Catalogued;
import jakarta.enterprise.context.ApplicationScoped;

/** Orders films for queries, and remembers the orders for a while: two wordings of one meaning, and the pages of one search, share one. */
@ApplicationScoped
class Rankings {
    /** At 500 films of 8 bytes each: 8 MB. */
    private static final int REMEMBERED = 2_000;

    private final SearchConfig config;
    private final Cache<Asked, Ranking> remembered =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    private record Asked(Meaning meaning, Hearer hearer) {}

    Rankings(SearchConfig config) {
        this.config = config;
    }

    Ranking of(ParsedQuery query, Viewer viewer, Hearer hearer, Catalogued catalogue) {
        return remembered.get(
                new Asked(Meaning.of(query), hearer),
                anew -> new Matcher(catalogue.films(), config.most()).rank(query, viewer));
    }
}
