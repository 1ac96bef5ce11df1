package io.cineai.query.local;

import io.cineai.query.Person.Role;
import io.cineai.query.find.Item;
import io.cineai.query.text.Text;
import java.util.Set;

/** What somebody is named for, by the words around: "by Nolan", "a Nolan film", "Eastwood as director". */
record Occupation(Reading reading) {
    private static final Set<String> ONE_FILM = Set.of("film", "movie", "flick", "picture");

    Role of(Item item) {
        if (isAs(item, "director")) return Role.DIRECTOR;
        if (isAs(item, "actor") || isAs(item, "actress")) return Role.ACTOR;
        Role said = reading.frame().role();
        return said == Role.ANY && owns(item) ? Role.DIRECTOR : said;
    }

    private boolean isAs(Item item, String role) {
        Text text = reading.text();
        return text.is(item.to(), "as") && (text.is(item.to() + 1, role) || text.is(item.to() + 2, role));
    }

    private boolean owns(Item item) {
        return reading.text().at(item.to() - 1).possessive()
                || reading.next().filter(this::isOneFilm).isPresent();
    }

    private boolean isOneFilm(Item item) {
        return item.isFilm() && ONE_FILM.contains(reading.word(item)) || Reading.isGenre(item);
    }
}
