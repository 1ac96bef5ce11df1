package io.cineai.recommend.likeness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.recommend.likeness.FilmTraits.Hashes;
import io.cineai.recommend.likeness.FilmTraits.Numbers;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HashesTest {
    /** More than there are bits, so that some sets are numbered and some are not. */
    private static final List<String> WORDS =
            IntStream.range(0, 100).mapToObj(k -> "word " + k).toList();

    @Test
    void howeverWordsAreHeldWhatIsSharedIsJaccardsIndex() {
        Numbers numbers = new Numbers();
        Random random = new Random(1);
        boolean[] met = new boolean[2];
        for (int round = 0; round < 2_000; round++) {
            List<String> a = some(random, round);
            List<String> b = some(random, round);
            Hashes one = Hashes.of(a, List.of(), numbers);
            Hashes other = Hashes.of(b, List.of(), numbers);
            met[one.numbered() ? 1 : 0] = true;

            assertEquals(jaccard(a, b), one.shared(other), 1e-12, a + " " + b);
            assertEquals(jaccard(a, b), one.shared(Hashes.of(b, List.of())), 1e-12, a + " " + b);
            assertEquals(jaccard(a, b), Hashes.of(a, List.of()).shared(Hashes.of(b, List.of())), 1e-12, a + " " + b);
        }
        assertTrue(met[0] && met[1], "sets of both kinds");
    }

    @Test
    void aWordThatIsThereTwiceCountsOnce() {
        Hashes twice = Hashes.of(List.of("Crime", "Crime"), List.of("Crime"), new Numbers());

        assertEquals(1, twice.shared(twice), 0);
        assertFalse(twice.isEmpty());
    }

    /** At first of few words, later of all. */
    private static List<String> some(Random random, int round) {
        int words = round < 200 ? 10 : WORDS.size();
        return IntStream.range(0, random.nextInt(6))
                .mapToObj(k -> WORDS.get(random.nextInt(words)))
                .toList();
    }

    private static double jaccard(List<String> a, List<String> b) {
        Set<String> all = new HashSet<>(a);
        all.addAll(b);
        Set<String> shared = new HashSet<>(a);
        shared.retainAll(b);
        return all.isEmpty() ? 0 : shared.size() / (double) all.size();
    }
}
