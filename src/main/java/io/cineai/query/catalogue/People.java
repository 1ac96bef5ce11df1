package io.cineai.query.catalogue;

import io.cineai.movie.Movie;
import io.cineai.query.text.Spelling;
import io.cineai.query.text.Text;
import io.cineai.query.text.Token;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Film makers and actors by name and surname. Safe for concurrent use. */
public final class People {
    private final Map<String, FilmMaker> byName = new HashMap<>();
    private final Map<String, List<FilmMaker>> bySurname = new HashMap<>();
    private final Spelling names;
    private final Spelling surnames;

    People(Collection<Movie> films) {
        Map<String, int[]> roles = new LinkedHashMap<>();
        for (Movie film : films) {
            for (String name : film.directors()) roles.computeIfAbsent(name, it -> new int[2])[0]++;
            for (String name : film.cast()) roles.computeIfAbsent(name, it -> new int[2])[1]++;
        }
        roles.forEach((name, counts) -> add(new FilmMaker(name, counts[0], counts[1])));
        names = new Spelling(byName.keySet().stream().sorted().toList());
        surnames = new Spelling(bySurname.keySet().stream().sorted().toList());
    }

    private void add(FilmMaker person) {
        Text text = Text.of(person.name());
        List<String> words = text.tokens().stream()
                .filter(it -> !it.isMark())
                .map(Token::word)
                .toList();
        if (words.isEmpty()) return;
        put(Key.of(person.name()), person);
        int last = words.size() - 1;
        if (last >= 2) put(words.get(0) + words.get(last), person);
        if (last == 0) return;
        surname(words.get(last), person);
        if (last >= 2) surname(words.get(last - 1) + words.get(last), person);
        if (familyFirst(person.name())) surname(words.get(0), person);
    }

    /** "Bong Joon-ho". */
    private static boolean familyFirst(String name) {
        int hyphen = name.lastIndexOf('-');
        return hyphen > name.indexOf(' ') && name.indexOf(' ') > 0 && Character.isLowerCase(name.charAt(hyphen + 1));
    }

    private void put(String key, FilmMaker person) {
        byName.merge(key, person, (one, other) -> films(other) > films(one) ? other : one);
    }

    private static int films(FilmMaker person) {
        return person.directed() + person.played();
    }

    private void surname(String key, FilmMaker person) {
        bySurname.computeIfAbsent(key, it -> new ArrayList<>(1)).add(person);
    }

    /** By the full name. */
    public Optional<FilmMaker> named(String key) {
        return Optional.ofNullable(byName.get(key));
    }

    /** All who share a surname. */
    public List<FilmMaker> called(String surname) {
        return bySurname.getOrDefault(surname, List.of());
    }

    /** Full names that somebody may have meant who wrote this one. */
    public List<String> nearName(String key) {
        return names.nearest(key, Spelling.forgiven(key.length()));
    }

    public List<String> nearSurname(String key) {
        return surnames.nearest(key, Spelling.forgiven(key.length()));
    }
}
