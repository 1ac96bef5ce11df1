package io.cineai.evaluate;

import io.cineai.movie.MovieId;
import io.cineai.taste.Signal;
import io.cineai.taste.UserId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A history cut in two. Users keep the order of the history they came from.
 *
 * @param train what may be learned from and asked with, oldest first, of every user
 * @param test the films to be found; only users who are tested
 * @param candidates the films that may be recommended: those liked in training
 */
public record Split(Map<UserId, List<Signal>> train, Map<UserId, Set<MovieId>> test, Set<MovieId> candidates) {
    public Split {
        train = Collections.unmodifiableMap(new LinkedHashMap<>(train));
        test = Collections.unmodifiableMap(new LinkedHashMap<>(test));
        candidates = Collections.unmodifiableSet(new LinkedHashSet<>(candidates));
    }

    /** What every tested user did before the cut: what to ask with, and never to recommend again. */
    public Map<UserId, List<Signal>> queries() {
        Map<UserId, List<Signal>> queries = new LinkedHashMap<>(train);
        queries.keySet().retainAll(test.keySet());
        return Collections.unmodifiableMap(queries);
    }
}
