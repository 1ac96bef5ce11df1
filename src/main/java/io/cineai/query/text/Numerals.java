package io.cineai.query.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Numbers in digits, words and roman letters. */
public final class Numerals {
    private static final Map<String, Integer> WORDS = new HashMap<>();
    private static final Map<String, Integer> ROMAN = new HashMap<>();

    static {
        List<String> small = List.of(
                ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
                                + " eighteen nineteen twenty")
                        .split(" "));
        for (int value = 0; value < small.size(); value++) WORDS.put(small.get(value), value);
        List<String> tens = List.of("thirty forty fifty sixty seventy eighty ninety hundred".split(" "));
        for (int place = 0; place < tens.size(); place++) WORDS.put(tens.get(place), 30 + 10 * place);
        List<String> roman = List.of("ii iii iv v vi vii viii ix x xi xii xiii".split(" "));
        for (int place = 0; place < roman.size(); place++) ROMAN.put(roman.get(place), place + 2);
    }

    private Numerals() {}

    /** A whole number in digits or in one word, up to 9999; empty where it is none. */
    public static OptionalInt whole(String word) {
        Integer said = WORDS.get(word);
        if (said != null) return OptionalInt.of(said);
        boolean digits = !word.isEmpty() && word.length() <= 4 && word.chars().allMatch(it -> it >= '0' && it <= '9');
        return digits ? OptionalInt.of(Integer.parseInt(word)) : OptionalInt.empty();
    }

    /** The same word for the same number, whichever way it is written. */
    public static String canonical(String word) {
        Integer value = ROMAN.containsKey(word) ? ROMAN.get(word) : WORDS.get(word);
        return value == null ? word : Integer.toString(value);
    }
}
