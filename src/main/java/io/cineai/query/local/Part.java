package io.cineai.query.local;

import io.cineai.query.Audience;
import io.cineai.query.FilmReference;
import io.cineai.query.Range;
import io.cineai.query.catalogue.FilmMaker;
import io.cineai.query.catalogue.Listed;
import io.cineai.query.lexicon.Meaning;
import java.util.List;
import java.util.Optional;

/** What some tokens of a text are; each kind knows how it is told to the grammar. */
sealed interface Part {
    void tell(Grammar grammar, Item item);

    /** Whether it asks for something by itself. */
    default boolean isContent() {
        return true;
    }

    /** How surely it is this. Range 0 to 1. */
    default double certainty() {
        return 1;
    }

    /** @param listed empty where the catalogue has no such film */
    record Film(FilmReference film, Optional<Listed> listed, double certainty) implements Part {
        static Film of(Listed film, double certainty) {
            return new Film(film.reference(), Optional.of(film), certainty);
        }

        static Film unknown(String title) {
            return new Film(new FilmReference(title, 0, Optional.empty()), Optional.empty(), 0.5);
        }

        @Override
        public void tell(Grammar grammar, Item item) {
            grammar.film(this);
        }
    }

    /** One, or all of one name. */
    record Makers(List<FilmMaker> people, double certainty) implements Part {
        @Override
        public void tell(Grammar grammar, Item item) {
            grammar.makers(this, item);
        }
    }

    record Years(Range years) implements Part {
        @Override
        public void tell(Grammar grammar, Item item) {
            grammar.years(this, item);
        }
    }

    record Length(Range minutes) implements Part {
        @Override
        public void tell(Grammar grammar, Item item) {
            grammar.length(this);
        }
    }

    record Count(int films) implements Part {
        @Override
        public void tell(Grammar grammar, Item item) {
            grammar.count(this);
        }
    }

    record Watchers(Audience audience) implements Part {
        @Override
        public void tell(Grammar grammar, Item item) {
            grammar.audience(audience);
        }
    }

    /** Words of the vocabularies. */
    record Words(Meaning meaning, double certainty) implements Part {
        @Override
        public void tell(Grammar grammar, Item item) {
            grammar.words(meaning, item);
        }
    }

    /** Cues and filler. */
    record Signal(Meaning meaning) implements Part {
        @Override
        public boolean isContent() {
            return false;
        }

        @Override
        public void tell(Grammar grammar, Item item) {
            grammar.signal(meaning, item);
        }
    }

    record Mark(String mark) implements Part {
        @Override
        public boolean isContent() {
            return false;
        }

        @Override
        public void tell(Grammar grammar, Item item) {
            grammar.mark(mark);
        }
    }

    /** What nobody knows. */
    record Unknown() implements Part {
        @Override
        public void tell(Grammar grammar, Item item) {
            grammar.unknown(item);
        }
    }
}
