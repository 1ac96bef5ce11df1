package io.cineai.analyze.local;

import io.cineai.movie.Movie;
import io.cineai.movie.thematic.Era;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** When a film plays: period words and years that its text names; without these, its own time. */
final class EraRules {
    private static final double NAMED = 1;

    /** A year before one of these is that of a book or of another film. */
    private static final Set<String> WORKS = Set.of(
            "novel",
            "book",
            "play",
            "film",
            "story",
            "memoir",
            "series",
            "remake",
            "musical",
            "movie",
            "novella",
            "autobiography",
            "adaptation",
            "american",
            "british",
            "french",
            "italian",
            "japanese",
            "drama",
            "comedy",
            "nonfiction");

    private EraRules() {}

    static Era era(Movie film, Findings findings) {
        Era said = findings.best(Era.class, NAMED, Era.UNKNOWN);
        if (said != Era.UNKNOWN) return said;
        Era year = Stream.concat(film.keywords().stream(), Stream.of(film.overview()))
                .map(text -> yearIn(Word.in(text), film.year()))
                .filter(era -> era != Era.UNKNOWN)
                .findFirst()
                .orElse(Era.UNKNOWN);
        return year != Era.UNKNOWN ? year : ownTime(film, findings);
    }

    /** Films of wars and of history play at another time than their own, and nobody said at which. */
    private static Era ownTime(Movie film, Findings findings) {
        FilmGenres genres = FilmGenres.of(film);
        if (findings.of(Era.NINETEENTH_CENTURY) > 0 && genres.have(Genre.WESTERN)) return Era.NINETEENTH_CENTURY;
        boolean elsewhere = genres.have(Genre.HISTORY) || genres.have(Genre.WAR) || genres.have(Genre.FANTASY);
        return film.year() == 0 || elsewhere ? Era.UNKNOWN : of(film.year());
    }

    private static Era yearIn(List<Word> words, int release) {
        for (int at = 0; at < words.size(); at++) {
            int year = year(words.get(at).plain());
            if (year == 0 || Math.abs(year - release) <= 1 || isOfAWork(words, at + 1)) continue;
            return release > 0 && year > release ? Era.FUTURE : of(year);
        }
        return Era.UNKNOWN;
    }

    private static boolean isOfAWork(List<Word> words, int from) {
        return words.subList(from, Math.min(words.size(), from + 3)).stream()
                .anyMatch(word -> WORKS.contains(word.plain()));
    }

    /** "1944" or "1870s"; 0 where it is neither. */
    private static int year(String word) {
        boolean decade = word.length() == 5 && word.endsWith("s");
        if (word.length() != 4 && !decade) return 0;
        int year = 0;
        for (int at = 0; at < 4; at++) {
            if (word.charAt(at) < '0' || word.charAt(at) > '9') return 0;
            year = 10 * year + word.charAt(at) - '0';
        }
        return year >= 1000 && year < 3000 ? year : 0;
    }

    private static Era of(int year) {
        if (year < 1500) return Era.MEDIEVAL;
        if (year < 1800) return Era.EARLY_MODERN;
        if (year < 1900) return Era.NINETEENTH_CENTURY;
        if (year < 1939) return Era.EARLY_TWENTIETH;
        if (year < 1946) return Era.WORLD_WAR_TWO;
        if (year < 1970) return Era.POSTWAR;
        if (year < 2000) return Era.LATE_TWENTIETH;
        return Era.CONTEMPORARY;
    }
}
