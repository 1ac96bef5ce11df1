package io.cineai.query.local;

import io.cineai.query.Audience;
import io.cineai.query.Person;
import io.cineai.query.Person.Role;
import io.cineai.query.Range;
import io.cineai.query.catalogue.Catalogue;
import io.cineai.query.catalogue.FilmMaker;
import io.cineai.query.lexicon.Meaning;
import io.cineai.query.local.Part.Film;
import io.cineai.query.local.Part.Length;
import io.cineai.query.local.Part.Makers;
import io.cineai.query.local.Part.Years;
import io.cineai.query.text.Text;
import java.util.List;

/**
 * Reads what was found from left to right. A cue opens a frame (not, more, less, about), what follows is meant by it, and a conjunction, a
 * comma or a new clause closes it unless it goes on with a list.
 */
final class Grammar {
    private final Reading reading;
    private final Frame frame;
    private final Draft draft;
    private final Verdict verdict;
    private final CueReader cues;
    private final WordReader words;
    private final Exclusion exclusion;
    private final Namesakes namesakes;
    private final int thisYear;

    Grammar(Text text, List<Item> items, Catalogue catalogue, int thisYear) {
        this.reading = new Reading(text, items);
        this.frame = reading.frame();
        this.draft = reading.draft();
        this.verdict = new Verdict(reading);
        this.cues = new CueReader(reading);
        this.exclusion = new Exclusion(reading, catalogue.genres());
        this.words = new WordReader(reading, exclusion, catalogue.genres(), thisYear);
        this.namesakes = new Namesakes(reading, catalogue.titles());
        this.thisYear = thisYear;
    }

    Draft read() {
        while (reading.goOn()) reading.item().part().tell(this, reading.item());
        TimeWords.settle(draft, thisYear);
        return draft;
    }

    Unresolved unresolved() {
        return reading.unresolved();
    }

    void film(Film film) {
        if (asksAbout()) draft.compare();
        draft.film(film.film(), film.listed(), frame.isNegated() || frame.isLess() || verdict.isAgainst());
        frame.use();
    }

    /** "Is Aliens as good as Alien?" */
    private boolean asksAbout() {
        return reading.isWord(-1, "is") && reading.beside(-2).isEmpty();
    }

    void makers(Makers makers, Item item) {
        boolean unwanted = frame.isNegated() || verdict.isAgainst();
        for (FilmMaker person : makers.people()) {
            if (unwanted) draft.exclude(person.name());
            else draft.person(new Person(person.name(), roleOf(person, item)));
        }
        frame.use();
    }

    private Role roleOf(FilmMaker person, Item item) {
        Role said = new Occupation(reading).of(item);
        if (said == Role.ACTOR && person.acts()) return Role.ACTOR;
        if (said == Role.DIRECTOR && person.directs() || !person.acts()) return Role.DIRECTOR;
        return person.directs() ? Role.ANY : Role.ACTOR;
    }

    void years(Years years, Item item) {
        if (!reading.isFrameFirst()) frame.closeReached();
        if (namesakes.isMeant(years.years())) namesakes.tell(years.years());
        else if (frame.isNegated() || verdict.isAgainst()) notFrom(years, item);
        else if (!frame.isAllowed()) draft.years(years.years());
        frame.use();
    }

    private void notFrom(Years years, Item item) {
        Range left = Span.complement(years.years());
        if (!Span.decades(years.years()).isEmpty()) Span.decades(years.years()).forEach(draft::exclude);
        else if (!left.isAll()) draft.years(left);
        else reading.keepUnwanted(item);
    }

    void length(Length length) {
        frame.closeReached();
        Range left = frame.isNegated() ? Span.complement(length.minutes()) : length.minutes();
        if (!left.isAll() && !frame.isAllowed()) draft.minutes(left);
        frame.use();
    }

    void count(Part.Count count) {
        draft.limit(count.films());
    }

    void audience(Audience audience) {
        frame.closeReached();
        if (frame.isNegated()) exclusion.audience(audience);
        else draft.audience(audience);
        frame.use();
    }

    void unknown(Item item) {
        reading.keep(item);
        frame.use();
    }

    void words(Meaning meaning, Item item) {
        words.read(meaning, item, verdict);
    }

    void signal(Meaning meaning, Item item) {
        cues.signal(meaning, item);
    }

    void mark(String mark) {
        cues.mark(mark);
    }
}
