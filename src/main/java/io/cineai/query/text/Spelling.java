package io.cineai.query.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Known words, found in spite of a slip of the hand: letters left out, doubled, mistaken or changed with their neighbour. Words are kept by
 * length, each with a set of its letters in 64 bits, so that few have to be looked at closely. Source of the distance: Damerau, CACM 1964.
 */
public final class Spelling {
    private static final int LONGEST = 60;

    private final String[][] words = new String[LONGEST + 1][];
    private final long[][] sets = new long[LONGEST + 1][];

    public Spelling(Collection<String> known) {
        for (int length = 0; length <= LONGEST; length++) {
            int of = length;
            words[length] = known.stream().filter(word -> word.length() == of).toArray(String[]::new);
            sets[length] = Arrays.stream(words[length]).mapToLong(Spelling::set).toArray();
        }
    }

    /** How many slips a word of this length is forgiven. */
    public static int forgiven(int length) {
        return length >= 9 ? 2 : length >= 5 ? 1 : 0;
    }

    /** The nearest words with no more slips than that, in the order they were given; the word itself is none of them. */
    public List<String> nearest(String written, int slips) {
        List<String> nearest = new ArrayList<>();
        long set = set(written);
        int best = slips;
        int longest = Math.min(LONGEST, written.length() + slips);
        for (int length = Math.max(1, written.length() - slips); length <= longest; length++)
            for (int place = 0; place < words[length].length; place++) {
                if (Long.bitCount(sets[length][place] ^ set) > 2 * best) continue;
                int distance = distance(written, words[length][place], best);
                if (distance == 0 || distance > best) continue;
                if (distance < best) nearest.clear();
                best = distance;
                nearest.add(words[length][place]);
            }
        return nearest;
    }

    private static long set(String word) {
        long set = 0;
        for (int at = 0; at < word.length(); at++) set |= 1L << (word.charAt(at) & 63);
        return set;
    }

    /** More than the bound where it is more. */
    static int distance(String a, String b, int bound) {
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j < last.length; j++) last[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            Arrays.fill(row, bound + 1);
            if (i <= bound) row[0] = i;
            int least = row[0];
            for (int j = Math.max(1, i - bound); j <= Math.min(b.length(), i + bound); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int cost = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
                if (swapped(a, b, i, j)) cost = Math.min(cost, before[j - 2] + 1);
                row[j] = cost;
                least = Math.min(least, cost);
            }
            if (least > bound) return bound + 1;
            before = last;
            last = row;
        }
        return last[b.length()];
    }

    private static boolean swapped(String a, String b, int i, int j) {
        return i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    }
}
