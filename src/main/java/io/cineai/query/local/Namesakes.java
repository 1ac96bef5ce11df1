package io.cineai.query.local;

import io.cineai.query.FilmReference;
import io.cineai.query.Range;
import io.cineai.query.catalogue.Key;
import io.cineai.query.catalogue.Listed;
import io.cineai.query.catalogue.Named;
import io.cineai.query.catalogue.Titles;
import java.util.Optional;
import java.util.Set;

/** "Dune, but not the 1984 one": a year that says which of the films of one title is meant. */
record Namesakes(Reading reading, Titles titles) {
    private static final Set<String> ONES = Set.of("one", "version", "remake", "original", "adaptation");

    boolean isMeant(Range years) {
        boolean one =
                reading.next().filter(it -> ONES.contains(reading.word(it))).isPresent();
        return one && other(years).isPresent();
    }

    void tell(Range years) {
        Draft draft = reading.draft();
        FilmReference film = draft.lastReference().orElseThrow();
        Listed other = other(years).orElseThrow();
        if (reading.frame().isNegated()) draft.film(other.reference(), Optional.of(other), true);
        else draft.replace(film, other);
    }

    private Optional<Listed> other(Range years) {
        return reading.draft()
                .lastReference()
                .flatMap(film -> of(film, years.from().orElse(0)));
    }

    private Optional<Listed> of(FilmReference film, int year) {
        return year == 0
                ? Optional.empty()
                : titles.of(Key.of(film.title()), year).map(Named::film);
    }
}
