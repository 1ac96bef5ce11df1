package io.cineai.query.match;

import io.cineai.movie.Movie;
import io.cineai.movie.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What the catalogue and the analyses say of a film, as marks that rules can name: {@code genre:crime}, {@code theme:guilt}, {@code
 * style:noir}, {@code trait:light-neon}, {@code word:chase}. A word that only the overview has counts half.
 */
final class Marks {
    private static final double MENTIONED = 0.5;
    private static final Map<String, String> SPELLINGS =
            Map.of("science-fiction", "sci-fi", "scifi", "sci-fi", "noir", "film-noir", "musicals", "musical");

    private final Map<String, Double> marks = new HashMap<>();

    private Marks() {}

    /** @param told words that no rule names are left out */
    static Marks of(Told told) {
        Movie film = told.film();
        Marks of = new Marks();
        film.genres().forEach(genre -> of.put("genre:" + genre(genre), 1));
        film.portrait().subject().ifPresent(subject -> subject.themes().forEach(it -> of.put("theme:" + it, 1)));
        film.portrait().look().ifPresent(look -> {
            if (!look.category().isEmpty()) of.put("style:" + look.category(), 1);
            look.traits().forEach(it -> of.put("trait:" + it.replace(' ', '-'), 1));
        });
        of.words(told.keywords(), 1);
        of.words(told.overview(), MENTIONED);
        return of;
    }

    /** The genre's name in lower case; the usual other spellings are one. */
    static String genre(String name) {
        String plain = Words.plain(name).replace(' ', '-');
        return SPELLINGS.getOrDefault(plain, plain);
    }

    /** Each mark and how much it is there, in (0, 1]. */
    void forEach(BiConsumer<String, Double> use) {
        marks.forEach(use);
    }

    private void words(List<String> words, double level) {
        for (String word : words) if (AxisRules.names(word)) put("word:" + word, level);
    }

    private void put(String mark, double level) {
        marks.merge(mark, level, Math::max);
    }
}
