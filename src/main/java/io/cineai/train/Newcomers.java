package io.cineai.train;

import io.cineai.movie.Neighbours;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Films that hardly anybody knows: in nobody's row are they among the strongest, so the films that say most of them, for or against,
 * name them beside those.
 *
 * @param fans users who like a film, or think it fair, that is a newcomer no more
 * @param named how many films name it, 0 or more
 */
public record Newcomers(int fans, int named) {
    public static final Newcomers DEFAULT = new Newcomers(3, 20);

    /** A film that everybody likes speaks for thousands: its row is read whenever a list is made. */
    private static final int MOST_IN_A_ROW = 200;

    private static final Comparator<Word> STRONGEST_FIRST =
            Comparator.comparingDouble((Word word) -> -Math.abs(word.weight())).thenComparing(Word::newcomer);

    /** Nobody is helped. */
    public static final Newcomers NONE = new Newcomers(0, 0);

    public Newcomers {
        if (fans < 0) throw new IllegalArgumentException("fans must be 0 or more: " + fans);
        if (named < 0) throw new IllegalArgumentException("named must be 0 or more: " + named);
    }

    /** What a film says of a newcomer. */
    record Word(int newcomer, float weight) {}

    /**
     * What films say of newcomers, by place of the film that says it.
     *
     * @param liked by how many users each learned film is liked, by place
     */
    Map<Integer, List<Word>> of(Solved solved, int[] liked) {
        int[] places = IntStream.range(0, liked.length).toArray();
        int[] newcomers = IntStream.of(places)
                .filter(film -> named > 0 && liked[film] < fans)
                .toArray();
        Map<Integer, List<Word>> said = new HashMap<>();
        Strongest strongest = new Strongest(Math.max(1, named));
        Function<int[], Stream<Neighbours>> loudest = some -> Arrays.stream(
                        solved.columns(IntStream.of(some).map(k -> newcomers[k]).toArray()))
                .map(column -> strongest.of(column, places));
        Rows.together(newcomers, loudest, (newcomer, speakers) -> {
            for (int k = 0; k < speakers.size(); k++)
                said.computeIfAbsent(speakers.films()[k], anew -> new ArrayList<>())
                        .add(new Word(newcomer, speakers.weights()[k]));
        });
        return said;
    }

    /** The row, and what it says of newcomers that are not in it yet. */
    static Neighbours joined(Neighbours row, List<Word> words) {
        int[] known = row.films().clone();
        Arrays.sort(known);
        List<Word> more = words.stream()
                .filter(word -> Arrays.binarySearch(known, word.newcomer()) < 0)
                .sorted(STRONGEST_FIRST)
                .limit(MOST_IN_A_ROW)
                .toList();
        int[] films = Arrays.copyOf(row.films(), row.size() + more.size());
        float[] weights = Arrays.copyOf(row.weights(), films.length);
        for (int k = 0; k < more.size(); k++) {
            films[row.size() + k] = more.get(k).newcomer();
            weights[row.size() + k] = more.get(k).weight();
        }
        return new Neighbours(films, weights);
    }
}
