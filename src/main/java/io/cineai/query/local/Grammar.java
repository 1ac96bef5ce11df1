package io.cineai.query.local;

import io.cineai.query.Audience;
import io.cineai.query.Person;
import io.cineai.query.Person.Role;
import io.cineai.query.Range;
import io.cineai.query.catalogue.Catalogue;
import io.cineai.query.catalogue.FilmMaker;
import io.cineai.query.find.Item;
import io.cineai.query.find.Part.Film;
import io.cineai.query.find.Part.Hearer;
import io.cineai.query.find.Part.Makers;
import io.cineai.query.lexicon.Meaning;
import io.cineai.query.text.Text;
import java.util.List;

/**
 * Reads what was found from left to right. A cue opens a frame (not, more, less, about), what follows is meant by it, and a conjunction, a
 * comma or a new clause closes it unless it goes on with a list.
 */
final class Grammar implements Hearer {
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

    @Override
    public void film(Film film) {
        if (asksAbout()) draft.compare();
        draft.film(film.film(), film.listed(), frame.isNegated() || frame.isLess() || verdict.isAgainst());
        frame.use();
    }

    /** "Is Aliens as good as Alien?" */
    private boolean asksAbout() {
        return reading.isWord(-1, "is") && reading.beside(-2).isEmpty();
    }

    @Override
    public void makers(Makers makers, Item item) {
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

    @Override
    public void years(Range years, Item item) {
        if (!reading.isFrameFirst()) frame.closeReached();
        if (namesakes.isMeant(years)) namesakes.tell(years);
        else if (frame.isNegated() || verdict.isAgainst()) notFrom(years, item);
        else if (!frame.isAllowed()) draft.years(years);
        frame.use();
    }

    private void notFrom(Range years, Item item) {
        Range left = Span.complement(years);
        if (!Span.decades(years).isEmpty()) Span.decades(years).forEach(draft::exclude);
        else if (!left.isAll()) draft.years(left);
        else reading.keepUnwanted(item);
    }

    @Override
    public void length(Range minutes) {
        frame.closeReached();
        Range left = frame.isNegated() ? Span.complement(minutes) : minutes;
        if (!left.isAll() && !frame.isAllowed()) draft.minutes(left);
        frame.use();
    }

    @Override
    public void count(int films) {
        draft.limit(films);
    }

    @Override
    public void audience(Audience audience) {
        frame.closeReached();
        if (frame.isNegated()) exclusion.audience(audience);
        else draft.audience(audience);
        frame.use();
    }

    @Override
    public void unknown(Item item) {
        reading.keep(item);
        frame.use();
    }

    @Override
    public void words(Meaning meaning, Item item) {
        words.read(meaning, item, verdict);
    }

    @Override
    public void signal(Meaning meaning, Item item) {
        cues.signal(meaning, item);
    }

    @Override
    public void mark(String mark) {
        cues.mark(mark);
    }
}
