package io.cineai.query.match;

import io.cineai.movie.Words;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which films speak of something, by their own words: keywords say it for certain, the title nearly so, the overview perhaps. So films are
 * found that are about what no theme and no genre names.
 */
final class Mentions {
    private static final float BY_TITLE = 0.8f;
    private static final float BY_OVERVIEW = 0.6f;

    /** Films that have only some of the words of what is asked for. */
    private static final float IN_PART = 0.4f;

    private static final Found NOWHERE = new Found();

    private final int films;
    private final Map<String, Found> words = new HashMap<>();
    private final Map<String, Found> keywords = new HashMap<>();

    private Mentions(int films) {
        this.films = films;
    }

    /** Films, rising, and how surely each speaks of it. */
    private static final class Found {
        int[] films = new int[4];
        float[] levels = new float[4];
        int size;

        boolean has(int film) {
            return Arrays.binarySearch(films, 0, size, film) >= 0;
        }

        /** Films come in order; of one film the surest counts. */
        void add(int film, float level) {
            if (size > 0 && films[size - 1] == film) {
                levels[size - 1] = Math.max(levels[size - 1], level);
                return;
            }
            if (size == films.length) {
                films = Arrays.copyOf(films, 2 * size);
                levels = Arrays.copyOf(levels, 2 * size);
            }
            films[size] = film;
            levels[size++] = level;
        }
    }

    static Mentions of(List<Told> films) {
        Mentions mentions = new Mentions(films.size());
        for (int film = 0; film < films.size(); film++) mentions.read(film, films.get(film));
        return mentions;
    }

    private void read(int film, Told told) {
        for (String keyword : told.film().keywords()) add(keywords, Words.plain(keyword), film, 1);
        for (String word : told.keywords()) add(words, word, film, 1);
        for (String word : told.title()) add(words, word, film, BY_TITLE);
        for (String word : told.overview()) add(words, word, film, BY_OVERVIEW);
    }

    private static void add(Map<String, Found> to, String word, int film, float level) {
        to.computeIfAbsent(word, anew -> new Found()).add(film, level);
    }

    /** Raises each film to how surely it speaks of this, a word or several. Range 0 to 1. */
    void raise(String phrase, float[] to) {
        float[] sure = new float[films];
        int[] had = new int[films];
        List<String> asked = Words.of(phrase).stream().distinct().toList();
        double whole = asked.stream().mapToDouble(this::rarity).sum();
        for (String word : asked) {
            Found found = words.getOrDefault(word, NOWHERE);
            for (int k = 0; k < found.size; k++) {
                sure[found.films[k]] += (float) (found.levels[k] * rarity(word) / whole);
                had[found.films[k]]++;
            }
        }
        for (int film = 0; film < films; film++)
            to[film] = Math.max(to[film], had[film] == asked.size() ? sure[film] : IN_PART * sure[film]);
        Found exact = keywords.getOrDefault(Words.plain(phrase.strip()), NOWHERE);
        for (int k = 0; k < exact.size; k++) to[exact.films[k]] = 1;
    }

    /** Whether the film speaks of all of it. */
    boolean has(int film, String phrase) {
        Found exact = keywords.get(Words.plain(phrase.strip()));
        if (exact != null && exact.has(film)) return true;
        List<String> all = Words.of(phrase);
        return !all.isEmpty()
                && all.stream()
                        .allMatch(word ->
                                words.containsKey(word) && words.get(word).has(film));
    }

    private double rarity(String word) {
        return Math.log1p((double) films / Math.max(1, words.getOrDefault(word, NOWHERE).size));
    }
}
