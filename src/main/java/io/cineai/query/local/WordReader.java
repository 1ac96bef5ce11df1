package io.cineai.query.local;

import io.cineai.movie.emotion.Mood;
import io.cineai.query.Axis;
import io.cineai.query.catalogue.GenreNames;
import io.cineai.query.find.Item;
import io.cineai.query.lexicon.Cue;
import io.cineai.query.lexicon.Meaning;
import io.cineai.query.lexicon.Sense;
import io.cineai.query.lexicon.Time;
import io.cineai.query.lexicon.Vocabulary;
import io.cineai.query.local.Frame.Degree;
import io.cineai.query.text.Inflection;
import java.util.Set;

/** Reads the words of the vocabularies as the frame has them: wanted, not wanted, more, less. */
final class WordReader {
    /** Genres that are qualities too: "more funny films" are funnier ones, "more horror films" are more films. */
    private static final Set<String> QUALITIES = Set.of("funny", "scary", "romantic", "hilarious");

    private final Reading reading;
    private final Frame frame;
    private final Draft draft;
    private final Exclusion exclusion;
    private final Inclusion inclusion;
    private final int thisYear;

    WordReader(Reading reading, Exclusion exclusion, GenreNames genres, int thisYear) {
        this.reading = reading;
        this.frame = reading.frame();
        this.draft = reading.draft();
        this.exclusion = exclusion;
        this.inclusion = new Inclusion(reading, genres);
        this.thisYear = thisYear;
    }

    void read(Meaning meaning, Item item, Verdict verdict) {
        if (meaning.is(Vocabulary.FEELING) && feels(meaning)) return;
        if (isOnlyFeeling(meaning)) {
            if (!meaning.is(Vocabulary.FILLER)) keep(item);
            return;
        }
        frame.closeComparison();
        if (isCircumstance(meaning)) frame.closeReached();
        boolean rejected = !frame.isNegated() && verdict.isAgainst();
        if (rejected) frame.negate(opens(item), true);
        say(meaning, item);
        frame.use();
        if (rejected) frame.close();
    }

    /** Said of what is wanted, unless it stands in one phrase with what is not: "no annoying kids". */
    private boolean isCircumstance(Meaning meaning) {
        boolean circumstance = meaning.is(Vocabulary.AUDIENCE) || meaning.is(Vocabulary.OCCASION);
        return circumstance
                && reading.beside(-1).filter(it -> it.part().isContent()).isEmpty();
    }

    /** "Non-american". */
    private int opens(Item item) {
        return reading.beside(-1).filter(it -> it.is(Cue.NON)).orElse(item).from();
    }

    private void keep(Item item) {
        reading.keep(item);
        frame.use();
    }

    /** The feeling asks for what helps. */
    private boolean feels(Meaning meaning) {
        if (frame.isNegated() || !new Feeling(reading).isSomebodys()) return false;
        draft.mood(meaning.first(Vocabulary.FEELING).orElseThrow().as(Mood.class));
        return true;
    }

    private static boolean isOnlyFeeling(Meaning meaning) {
        return meaning.senses().stream()
                .noneMatch(sense -> sense.vocabulary().isContent() && sense.vocabulary() != Vocabulary.FEELING);
    }

    private void say(Meaning meaning, Item item) {
        if (meaning.is(Vocabulary.SUBJECT)) reading.keep(item);
        else if (frame.isAllowed() || new Likeness(reading).isReason()) return;
        else if (meaning.is(Vocabulary.TIME)) time(meaning);
        else if (compares(meaning)) compare(meaning);
        else if (frame.isNegated() || frame.isLess()) exclusion.words(meaning);
        else inclusion.words(meaning, item);
    }

    private boolean compares(Meaning meaning) {
        if (!meaning.is(Vocabulary.AXIS)) return false;
        if (meaning.degree() == Inflection.Degree.MORE) return true;
        if (frame.degree() != Degree.PLAIN) return frame.isLess() || !isGenreOfFilms(meaning);
        return draft.isTurned() && !frame.isNegated() && draft.hasReferences() && !isGenreOfFilms(meaning);
    }

    /** "More horror movies" are more films. */
    private boolean isGenreOfFilms(Meaning meaning) {
        return meaning.is(Vocabulary.GENRE) && reading.isOfFilms() && !QUALITIES.contains(reading.word(reading.item()));
    }

    private void compare(Meaning meaning) {
        boolean less = frame.isLess() || frame.isNegated() && meaning.degree() == Inflection.Degree.MORE;
        Sense axis = meaning.first(Vocabulary.AXIS).orElseThrow();
        draft.shift(axis.as(Axis.class), less == axis.opposite());
    }

    private void time(Meaning meaning) {
        boolean more = meaning.degree() == Inflection.Degree.MORE || frame.degree() == Degree.MORE;
        boolean less = frame.isLess() || frame.isNegated();
        boolean beside = frame.isLess() && !frame.isTooMuch() && draft.hasReferences();
        new TimeWords(draft, thisYear, more, less, beside)
                .say(meaning.first(Vocabulary.TIME).orElseThrow().as(Time.class));
    }
}
