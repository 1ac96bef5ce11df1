package io.cineai.query.local;

import io.cineai.query.Audience;
import io.cineai.query.Axis;
import io.cineai.query.catalogue.GenreNames;
import io.cineai.query.find.Item;
import io.cineai.query.find.Part.Makers;
import io.cineai.query.find.Part.Words;
import io.cineai.query.find.Part.Years;
import io.cineai.query.lexicon.Meaning;
import io.cineai.query.lexicon.Sense;
import io.cineai.query.lexicon.Vocabulary;
import java.util.List;
import java.util.function.Predicate;

/** Writes down what is not wanted. */
record Exclusion(Reading reading, GenreNames genres) {
    private static final List<Vocabulary> ORDER =
            List.of(Vocabulary.GENRE, Vocabulary.MOOD, Vocabulary.THEME, Vocabulary.STYLE);
    private static final List<Vocabulary> ORDER_OF_PHRASES =
            List.of(Vocabulary.MOOD, Vocabulary.THEME, Vocabulary.GENRE, Vocabulary.STYLE);
    private static final List<Vocabulary> ORDER_OF_SUBJECTS =
            List.of(Vocabulary.THEME, Vocabulary.GENRE, Vocabulary.MOOD, Vocabulary.STYLE);

    void words(Meaning meaning) {
        if (meaning.is(Vocabulary.AUDIENCE))
            audience(meaning.first(Vocabulary.AUDIENCE).orElseThrow().as(Audience.class));
        else if (isOfKind(meaning)) kindOf(meaning);
        else if (order().stream().noneMatch(vocabulary -> excluded(vocabulary, meaning))) others(meaning);
    }

    /** "No courtroom dramas" are fewer than the dramas: of a phrase it is the rarer sense. */
    private List<Vocabulary> order() {
        boolean phrase = reading.item().length() > 1;
        return reading.frame().isAbout() ? ORDER_OF_SUBJECTS : phrase ? ORDER_OF_PHRASES : ORDER;
    }

    void audience(Audience audience) {
        switch (audience) {
            case KIDS, TEENS -> reading.draft().audience(Audience.ADULTS);
            case ADULTS -> reading.draft().audience(Audience.FAMILY);
            case FAMILY -> genres.spelling("Family|Children|Children's|Kids").ifPresent(reading.draft()::excludeGenre);
        }
    }

    /** "No sad comedies" are not the comedies, but those that are sad. */
    private boolean isOfKind(Meaning meaning) {
        boolean kind = reading.beside(-1).filter(Exclusion::isKind).isPresent();
        return meaning.is(Vocabulary.GENRE) && kind && reading.frame().isUsed();
    }

    private static boolean isKind(Item item) {
        boolean other = item.part() instanceof Words words && !words.meaning().is(Vocabulary.GENRE);
        return other || item.isUnknown() || item.part() instanceof Years || item.part() instanceof Makers;
    }

    /** "Not sad comedies": without an article, the comedies are wanted. Of "no zombie comedies" both words are kept. */
    private void kindOf(Meaning meaning) {
        boolean unknown = reading.beside(-1).filter(Item::isUnknown).isPresent();
        boolean wanted = reading.isWord(-2, "not");
        if (unknown) reading.keep(reading.item());
        else if (wanted) spelled(meaning).forEach(reading.draft()::genre);
    }

    private List<String> spelled(Meaning meaning) {
        return meaning.in(Vocabulary.GENRE)
                .flatMap(it -> genres.spelling(it.id()).stream())
                .toList();
    }

    private boolean excluded(Vocabulary vocabulary, Meaning meaning) {
        if (!meaning.is(vocabulary)) return false;
        if (meaning.in(vocabulary).allMatch(Sense::hint)) return kept();
        if (vocabulary == Vocabulary.GENRE) return genre(meaning);
        reading.draft().exclude(meaning.first(vocabulary).orElseThrow().id());
        return true;
    }

    /** "No dragons" says nothing against fantasy. */
    private boolean kept() {
        reading.keep(reading.item());
        return true;
    }

    /** Of "comedy, but no romantic comedy" the other genre; "comedy without slapstick" remains one. */
    private boolean genre(Meaning meaning) {
        Draft draft = reading.draft();
        List<String> spelled = spelled(meaning);
        List<String> others =
                spelled.stream().filter(Predicate.not(draft::hasGenre)).toList();
        others.forEach(draft::excludeGenre);
        return !others.isEmpty() || !spelled.isEmpty() && kept();
    }

    private void others(Meaning meaning) {
        if (meaning.is(Vocabulary.OCCASION)) kept();
        meaning.first(Vocabulary.AXIS).ifPresent(this::axis);
    }

    /** Not slow is fast; not violent is no violence. */
    private void axis(Sense axis) {
        if (axis.opposite()) reading.draft().shift(axis.as(Axis.class), true);
        else reading.draft().exclude(axis.id());
    }
}
