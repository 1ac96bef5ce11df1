package io.cineai.evaluate;

import io.cineai.movie.MovieId;
import io.cineai.taste.Signal;
import io.cineai.taste.UserId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Known users, their next likes: each user's last likes by time are hidden. The cut is the first hidden like; everything the user
 * did from there on is dropped, whatever it says, so that nothing of the future teaches. What happened at the same instant keeps
 * the order it came in. Hidden likes that nobody's training likes include cannot be found by anyone and are not asked for.
 *
 * @param likeFrom stars that make a rating a like, 0.5 to 5
 * @param minLikes likes a user needs to be tested; others train with all they have
 * @param share of the likes that is hidden, in (0, 1), rounded up
 */
public record TemporalSplit(double likeFrom, int minLikes, double share) {
    /** Like = 4 stars or more, 5 likes or more, the last 20 % hidden. */
    public static final TemporalSplit PROTOCOL_A = new TemporalSplit(4, 5, 0.2);

    public TemporalSplit {
        if (!(likeFrom >= 0.5 && likeFrom <= 5))
            throw new IllegalArgumentException("likeFrom must be in [0.5, 5]: " + likeFrom);
        if (minLikes < 1) throw new IllegalArgumentException("minLikes must be 1 or more: " + minLikes);
        if (!(share > 0 && share < 1)) throw new IllegalArgumentException("share must be in (0, 1): " + share);
    }

    public Split of(Map<UserId, List<Signal>> history) {
        Map<UserId, List<Signal>> train = new LinkedHashMap<>();
        Map<UserId, Set<MovieId>> hidden = new LinkedHashMap<>();
        history.forEach((user, signals) -> {
            List<Signal> sorted =
                    signals.stream().sorted(Comparator.comparing(Signal::at)).toList();
            List<Signal> last = lastLikes(sorted.stream().filter(this::isLike).toList());
            train.put(user, last.isEmpty() ? sorted : sorted.subList(0, sorted.indexOf(last.get(0))));
            hidden.put(user, films(last.stream()));
        });
        Set<MovieId> candidates =
                films(train.values().stream().flatMap(List::stream).filter(this::isLike));
        hidden.values().forEach(films -> films.retainAll(candidates));
        hidden.values().removeIf(Set::isEmpty);
        return new Split(train, hidden, candidates);
    }

    public boolean isLike(Signal signal) {
        return signal.kind() == Signal.Kind.RATING && signal.value() >= likeFrom;
    }

    private List<Signal> lastLikes(List<Signal> likes) {
        if (likes.size() < minLikes) return List.of();
        int count = (int) Math.ceil(share * likes.size() - 1e-9);
        return likes.subList(likes.size() - count, likes.size());
    }

    private static Set<MovieId> films(Stream<Signal> signals) {
        return signals.map(Signal::movie).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
