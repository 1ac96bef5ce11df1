package io.cineai.ingest;

import io.cineai.movie.Movie;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * What a made-up user goes for.
 *
 * @param liked 2 to 4 traits, see {@link #traits}
 * @param avoided one genre, not among those liked
 */
record SampleTaste(Set<String> liked, String avoided) {
    private static final int SHARED_BY = 3;

    /** Traits that at least three of the films share, in alphabetical order: what tastes are made of. */
    static List<String> sharedTraits(List<Movie> films) {
        Map<String, Integer> count = new TreeMap<>();
        for (Movie film : films) traits(film).distinct().forEach(trait -> count.merge(trait, 1, Integer::sum));
        count.values().removeIf(shared -> shared < SHARED_BY);
        return List.copyOf(count.keySet());
    }

    static SampleTaste drawn(List<String> shared, RandomGenerator random) {
        List<String> genres =
                shared.stream().filter(trait -> trait.startsWith("genre ")).toList();
        Set<String> liked = new HashSet<>();
        if (!genres.isEmpty()) liked.add(genres.get(random.nextInt(genres.size())));
        int wanted = Math.min(2 + random.nextInt(3), shared.size());
        while (liked.size() < wanted) liked.add(shared.get(random.nextInt(shared.size())));
        List<String> others = new ArrayList<>(genres);
        others.removeAll(liked);
        return new SampleTaste(liked, others.isEmpty() ? "" : others.get(random.nextInt(others.size())));
    }

    /** From -1 (avoided) over 0 (indifferent) to 2 (loved). */
    double affinity(Movie film) {
        List<String> traits = traits(film).toList();
        double liking = traits.stream().filter(liked::contains).count();
        return Math.min(2, liking) - (traits.contains(avoided) ? 1 : 0);
    }

    private static Stream<String> traits(Movie film) {
        return Stream.of(
                        film.genres().stream().map(name -> "genre " + name),
                        film.directors().stream().map(name -> "director " + name),
                        film.keywords().stream().map(name -> "keyword " + name))
                .flatMap(traits -> traits);
    }
}
