package io.cineai.embed.local;

import io.cineai.movie.Movie;
import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a film is made of, kind by kind: each word with how often it is there. A keyword is there as itself and by its words, so that films
 * meet whose keywords are only alike; a word that is both keyword and of the overview is one word.
 *
 * @param title its words: parts of a series have them in common
 * @param plot words of the overview
 */
record FilmWords(
        Map<Long, Integer> title,
        Map<Long, Integer> plot,
        Map<Long, Integer> genres,
        Map<Long, Integer> keywords,
        Map<Long, Integer> directors,
        Map<Long, Integer> cast) {
    private static final Pattern WORD = Pattern.compile("\\p{L}{3,}");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern POSSESSIVE = Pattern.compile("['’]s\\b");

    /** What lies beyond is not read: time is bounded. */
    private static final int LONGEST_TEXT = 20_000;

    static FilmWords of(Movie film) {
        Map<Long, Integer> keywords = names("keyword", film.keywords());
        film.keywords().forEach(keyword -> words(keyword, keywords));
        Map<Long, Integer> title = new LinkedHashMap<>();
        words(film.title(), title);
        Map<Long, Integer> plot = new LinkedHashMap<>();
        String overview = film.overview();
        words(overview.substring(0, Math.min(overview.length(), LONGEST_TEXT)), plot);
        return new FilmWords(
                title,
                plot,
                names("genre", film.genres()),
                keywords,
                names("person", film.directors()),
                names("person", film.cast()));
    }

    List<Map<Long, Integer>> kinds() {
        return List.of(title, plot, genres, keywords, directors, cast);
    }

    private static void words(String text, Map<Long, Integer> into) {
        Matcher words = WORD.matcher(POSSESSIVE.matcher(plain(text)).replaceAll(""));
        while (words.find()) {
            String word = words.group();
            if (!StopWords.has(word)) into.merge(hash("word", singular(word)), 1, Integer::sum);
        }
    }

    private static Map<Long, Integer> names(String kind, Collection<String> names) {
        Map<Long, Integer> hashes = new LinkedHashMap<>();
        for (String name : names) hashes.put(hash(kind, plain(name).strip()), 1);
        return hashes;
    }

    private static String plain(String text) {
        return ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    /** Roughly: what matters is that a plural meets its singular. */
    private static String singular(String word) {
        return word.length() > 4 && word.endsWith("s") && !word.endsWith("ss")
                ? word.substring(0, word.length() - 1)
                : word;
    }

    /** 64 bits: FNV-1a, and the finish of SplitMix64, as FNV alone leaves the low bits of short words alike. */
    private static long hash(String kind, String name) {
        long hash = 0xcbf29ce484222325L;
        String text = kind + ' ' + name;
        for (int at = 0; at < text.length(); at++) hash = (hash ^ text.charAt(at)) * 0x100000001b3L;
        return mixed(hash);
    }

    static long mixed(long hash) {
        long mixed = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
