package io.cineai.query.rubric;

import io.cineai.query.FilmReference;
import java.util.List;
import java.util.Optional;

/** What a catalogue calls things. */
public interface Names {
    /** The film of this title; of several the one of this year, else the best known. year: 0 when unknown. */
    Optional<FilmReference> film(String title, int year);

    /** The person's name as the catalogue spells it. */
    Optional<String> person(String name);

    /** All genres, as the catalogue spells them, in order. */
    List<String> genres();
}
