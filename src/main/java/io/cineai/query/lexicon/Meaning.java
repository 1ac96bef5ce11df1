package io.cineai.query.lexicon;

import io.cineai.query.text.Inflection.Degree;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a phrase of a text can mean.
 *
 * @param length of the phrase in tokens
 */
public record Meaning(int length, List<Sense> senses, Degree degree) {
    public Meaning {
        senses = List.copyOf(senses);
    }

    /** Of one word that is a cue and nothing else. */
    public static Meaning of(Cue cue) {
        return new Meaning(1, List.of(Sense.of(Vocabulary.CUE, cue.name().toLowerCase(Locale.ROOT))), Degree.PLAIN);
    }

    public boolean is(Vocabulary vocabulary) {
        return in(vocabulary).findAny().isPresent();
    }

    public Stream<Sense> in(Vocabulary vocabulary) {
        return senses.stream().filter(sense -> sense.vocabulary() == vocabulary);
    }

    public Optional<Sense> first(Vocabulary vocabulary) {
        return in(vocabulary).findFirst();
    }

    public boolean is(Cue cue) {
        return in(Vocabulary.CUE).anyMatch(sense -> sense.as(Cue.class) == cue);
    }

    public boolean isContent() {
        return senses.stream().anyMatch(sense -> sense.vocabulary().isContent());
    }

    /** A noun that shows that films are meant. */
    public boolean isFilm() {
        return in(Vocabulary.FILLER).anyMatch(sense -> sense.id().equals("film"));
    }
}
