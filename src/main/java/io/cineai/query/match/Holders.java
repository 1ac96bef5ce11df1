package io.cineai.query.match;

import io.cineai.movie.Movie;
import io.cineai.movie.Words;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Which films have what: a genre, a person, a theme, a style. Films are numbers; spelling in capitals or accents does not matter. */
final class Holders {
    private static final int[] NONE = {};

    private final Map<String, int[]> films = new HashMap<>();

    private Holders() {}

    /** What a film can have. */
    enum Kind {
        GENRE(film -> film.genres().stream().map(Marks::genre).toList()),
        DIRECTOR(film -> plain(film.directors())),
        ACTOR(film -> plain(film.cast())),
        THEME(film -> film.portrait().subject().map(subject -> subject.themes()).orElse(List.of())),
        STYLE(film ->
                film.portrait().look().map(look -> List.of(look.category())).orElse(List.of()));

        private final Function<Movie, List<String>> words;

        Kind(Function<Movie, List<String>> words) {
            this.words = words;
        }

        private static List<String> plain(List<String> names) {
            return names.stream().map(Words::plain).toList();
        }
    }

    static Holders of(List<Movie> films) {
        Map<String, BitSet> having = new HashMap<>();
        for (int film = 0; film < films.size(); film++)
            for (Kind kind : Kind.values())
                for (String word : kind.words.apply(films.get(film)))
                    having.computeIfAbsent(kind + word, anew -> new BitSet()).set(film);
        Holders holders = new Holders();
        having.forEach((what, some) -> holders.films.put(what, some.stream().toArray()));
        return holders;
    }

    int[] of(Kind kind, String word) {
        return films.getOrDefault(kind + (kind == Kind.GENRE ? Marks.genre(word) : Words.plain(word)), NONE);
    }

    BitSet set(Kind kind, String word) {
        BitSet set = new BitSet();
        for (int film : of(kind, word)) set.set(film);
        return set;
    }
}
