package io.cineai.usecase.query;

import io.cineai.store.orm.ParsingResultStore;
import io.cineai.store.query.ParsingStore;
import io.cineai.store.query.QueryClaim;
import java.time.Duration;

/**
 * What judging an answer needs, and writing what came of it.
 *
 * @param keptFor how long a parse holds
 */
record ClaimedQueries(QueryReader reader, ParsingStore queries, ParsingResultStore results, Duration keptFor) {
    ClaimedQuery of(QueryClaim claim) {
        return new ClaimedQuery(claim, this);
    }
}
