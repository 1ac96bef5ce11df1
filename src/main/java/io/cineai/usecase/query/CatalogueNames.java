package io.cineai.usecase.query;

import io.cineai.query.FilmReference;
import io.cineai.query.catalogue.Catalogue;
import io.cineai.query.catalogue.FilmMaker;
import io.cineai.query.catalogue.Key;
import io.cineai.query.catalogue.Listed;
import io.cineai.query.rubric.Names;
import java.util.List;
import java.util.Optional;

/** The names of a catalogue, by which our own parser goes too. */
record CatalogueNames(Catalogue catalogue) implements Names {
    @Override
    public Optional<FilmReference> film(String title, int year) {
        return catalogue.titles().of(Key.of(title), year).map(named -> reference(named.film()));
    }

    private static FilmReference reference(Listed film) {
        return new FilmReference(film.title(), film.year(), Optional.of(film.id()));
    }

    @Override
    public Optional<String> person(String name) {
        return catalogue.people().named(Key.of(name)).map(FilmMaker::name);
    }

    @Override
    public List<String> genres() {
        return catalogue.genres().all().stream().sorted().toList();
    }
}
