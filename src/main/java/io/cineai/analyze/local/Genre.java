package io.cineai.analyze.local;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The genres that rules know, under the names that catalogues give them. */
enum Genre {
    ACTION("action"),
    ADVENTURE("adventure"),
    ANIMATION("animation", "animated", "anime", "cartoon"),
    BIOGRAPHY("biography", "biopic", "biographical"),
    COMEDY("comedy"),
    CRIME("crime", "gangster"),
    DOCUMENTARY("documentary"),
    DRAMA("drama", "melodrama"),
    FAMILY("family", "children", "childrens", "kids"),
    FANTASY("fantasy"),
    FILM_NOIR("film noir", "noir"),
    HISTORY("history", "historical"),
    HORROR("horror"),
    MUSIC("music"),
    MUSICAL("musical"),
    MYSTERY("mystery"),
    ROMANCE("romance", "romantic"),
    SCI_FI("sci fi", "scifi", "science fiction", "sf"),
    SPORT("sport", "sports"),
    THRILLER("thriller", "suspense"),
    WAR("war"),
    WESTERN("western");

    private static final Map<String, Genre> BY_NAME = byName();

    private final List<String> names;

    Genre(String... names) {
        this.names = List.of(names);
    }

    static Optional<Genre> named(String name) {
        return Optional.ofNullable(BY_NAME.get(Word.name(name)));
    }

    private static Map<String, Genre> byName() {
        Map<String, Genre> all = new HashMap<>();
        Arrays.stream(values()).forEach(genre -> genre.names.forEach(name -> all.put(name, genre)));
        return all;
    }
}
