package io.cineai.query.find;

import io.cineai.query.Audience;
import io.cineai.query.FilmReference;
import io.cineai.query.Range;
import io.cineai.query.catalogue.FilmMaker;
import io.cineai.query.catalogue.Listed;
import io.cineai.query.lexicon.Meaning;
import java.util.List;
import java.util.Optional;

/** What some tokens of a text are; each kind knows how it is told to the hearer. */
public sealed interface Part {
    /** Who makes sense of parts, one by one in their order. */
    interface Hearer {
        void film(Film film);

        void makers(Makers makers, Item item);

        void years(Range years, Item item);

        void length(Range minutes);

        void count(int films);

        void audience(Audience audience);

        void words(Meaning meaning, Item item);

        void signal(Meaning meaning, Item item);

        void mark(String mark);

        void unknown(Item item);
    }

    void tell(Hearer hearer, Item item);

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
        public void tell(Hearer hearer, Item item) {
            hearer.film(this);
        }
    }

    /** One, or all of one name. */
    record Makers(List<FilmMaker> people, double certainty) implements Part {
        @Override
        public void tell(Hearer hearer, Item item) {
            hearer.makers(this, item);
        }
    }

    record Years(Range years) implements Part {
        @Override
        public void tell(Hearer hearer, Item item) {
            hearer.years(years, item);
        }
    }

    record Length(Range minutes) implements Part {
        @Override
        public void tell(Hearer hearer, Item item) {
            hearer.length(minutes);
        }
    }

    record Count(int films) implements Part {
        @Override
        public void tell(Hearer hearer, Item item) {
            hearer.count(films);
        }
    }

    record Watchers(Audience audience) implements Part {
        @Override
        public void tell(Hearer hearer, Item item) {
            hearer.audience(audience);
        }
    }

    /** Words of the vocabularies. */
    record Words(Meaning meaning, double certainty) implements Part {
        @Override
        public void tell(Hearer hearer, Item item) {
            hearer.words(meaning, item);
        }
    }

    /** Cues and filler. */
    record Signal(Meaning meaning) implements Part {
        @Override
        public boolean isContent() {
            return false;
        }

        @Override
        public void tell(Hearer hearer, Item item) {
            hearer.signal(meaning, item);
        }
    }

    record Mark(String mark) implements Part {
        @Override
        public boolean isContent() {
            return false;
        }

        @Override
        public void tell(Hearer hearer, Item item) {
            hearer.mark(mark);
        }
    }

    /** What nobody knows. */
    record Unknown() implements Part {
        @Override
        public void tell(Hearer hearer, Item item) {
            hearer.unknown(item);
        }
    }
}
