package io.cineai.query.local;

import io.cineai.movie.emotion.Mood;
import io.cineai.movie.style.StyleCategory;
import io.cineai.movie.thematic.Theme;
import io.cineai.query.Audience;
import io.cineai.query.Axis;
import io.cineai.query.Person;
import io.cineai.query.Person.Role;
import io.cineai.query.Range;
import io.cineai.query.catalogue.FilmMaker;
import io.cineai.query.catalogue.GenreNames;
import io.cineai.query.lexicon.Cue;
import io.cineai.query.lexicon.Meaning;
import io.cineai.query.lexicon.Sense;
import io.cineai.query.lexicon.Time;
import io.cineai.query.lexicon.Vocabulary;
import io.cineai.query.local.Frame.Degree;
import io.cineai.query.local.Part.Film;
import io.cineai.query.local.Part.Length;
import io.cineai.query.local.Part.Makers;
import io.cineai.query.local.Part.Words;
import io.cineai.query.local.Part.Years;
import io.cineai.query.text.Inflection;
import io.cineai.query.text.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what was found from left to right. A cue opens a frame (not, more, less, about), what follows is meant by it, and a conjunction, a
 * comma or a new clause closes it unless it goes on with a list.
 */
final class Grammar {
    private static final Set<String> LOOKS = Set.of(
            "style",
            "styled",
            "look",
            "looking",
            "looks",
            "esque",
            "aesthetic",
            "aesthetics",
            "visuals",
            "cinematography",
            "vibe",
            "vibes",
            "feel");

    private final Text text;
    private final List<Item> items;
    private final GenreNames genres;
    private final int thisYear;
    private final Draft draft = new Draft();
    private final Unresolved unresolved;
    private final Frame frame = new Frame();
    private Role role = Role.ANY;
    private boolean butThen;
    private boolean tooMuch;
    private int place;

    Grammar(Text text, List<Item> items, GenreNames genres, int thisYear) {
        this.text = text;
        this.items = items;
        this.genres = genres;
        this.thisYear = thisYear;
        this.unresolved = new Unresolved(text);
    }

    Draft read() {
        for (place = 0; place < items.size(); place++) {
            Item item = items.get(place);
            item.part().tell(this, item);
        }
        TimeWords.settle(draft, thisYear);
        return draft;
    }

    Unresolved unresolved() {
        return unresolved;
    }

    // --- what is said ---

    void film(Film film) {
        draft.film(film.film(), film.listed(), frame.isNegated() || frame.degree() == Degree.LESS);
        frame.use();
    }

    void makers(Makers makers, Item item) {
        for (FilmMaker person : makers.people()) {
            if (frame.isNegated()) draft.exclude.add(person.name());
            else draft.people.add(new Person(person.name(), roleOf(person, item)));
        }
        frame.use();
    }

    private Role roleOf(FilmMaker person, Item item) {
        if (role == Role.ACTOR && person.acts()) return Role.ACTOR;
        boolean own = role == Role.DIRECTOR
                || text.at(item.to() - 1).possessive()
                || next(1).filter(it -> it.isFilm() || isGenre(it)).isPresent();
        if (own && person.directs() || !person.acts()) return Role.DIRECTOR;
        return person.directs() ? Role.ANY : Role.ACTOR;
    }

    private static boolean isGenre(Item item) {
        return item.part() instanceof Words words && words.meaning().is(Vocabulary.GENRE);
    }

    void years(Years years, Item item) {
        if (!frame.isNegated()) draft.years(years.years());
        else if (!years.label().isEmpty()) draft.exclude.add(years.label());
        else if (!complement(years.years()).isAll()) draft.years(complement(years.years()));
        else unresolved.add(frame.opened(), item);
        frame.use();
    }

    void length(Length length) {
        Range left = frame.isNegated() ? complement(length.minutes()) : length.minutes();
        if (!left.isAll()) draft.minutes(left);
        frame.use();
    }

    /** What is left without it; all where it has two ends. */
    private static Range complement(Range range) {
        if (range.from().isPresent() == range.to().isPresent()) return Range.ALL;
        return new Range(range.to().map(it -> it + 1), range.from().map(it -> it - 1));
    }

    void count(Part.Count count) {
        draft.limit = count.films();
    }

    void audience(Audience audience) {
        if (!frame.isNegated()) draft.audience = audience;
        else if (audience == Audience.KIDS || audience == Audience.TEENS) draft.audience = Audience.ADULTS;
        else if (audience == Audience.ADULTS) draft.audience = Audience.FAMILY;
        else genres.spelling("Family|Children|Children's|Kids").ifPresent(draft.genresOut::add);
        frame.use();
    }

    void unknown(Item item) {
        unresolved.add(frame.isNegated() && !frame.isUsed() ? frame.opened() : -1, item);
        frame.use();
    }

    // --- words of the vocabularies ---

    void words(Meaning meaning, Item item) {
        if (meaning.is(Vocabulary.FEELING) && feels(meaning)) return;
        if (onlyFeeling(meaning)) {
            if (!meaning.is(Vocabulary.FILLER)) unknown(item);
            return;
        }
        frame.closeUnlessJoined();
        boolean rejected = isFree() || isRejectedAfter() || isNon();
        if (rejected) frame.negate(item.from(), true);
        say(meaning, item);
        frame.use();
        if (rejected) frame.close();
    }

    private void say(Meaning meaning, Item item) {
        if (meaning.is(Vocabulary.SUBJECT))
            unresolved.add(frame.isNegated() && !frame.isUsed() ? frame.opened() : -1, item);
        else if (meaning.is(Vocabulary.TIME)) time(meaning);
        else if (compares(meaning)) compared(meaning);
        else if (frame.isNegated()) exclude(meaning);
        else if (frame.degree() == Degree.LESS) exclude(meaning);
        else include(meaning, item);
    }

    /** "I feel so lonely": the feeling asks for what helps. */
    private boolean feels(Meaning meaning) {
        if (frame.isNegated()) return false;
        int back = place - 1;
        while (back >= 0
                && (items.get(back).is(Cue.SO)
                        || items.get(back).is(Cue.SLIGHT)
                        || items.get(back).is(Cue.TOO)
                        || isAdverb(items.get(back)))) back--;
        boolean list = back > 0
                && (items.get(back).is(Cue.AND) || text.is(items.get(back).from(), ","))
                && items.get(back - 1).part() instanceof Words words
                && words.meaning().is(Vocabulary.FEELING);
        if (list) back--;
        while (list && back >= 0 && !items.get(back).is(Cue.FEEL) && place - back < 6) back--;
        if (back < 0 || !items.get(back).is(Cue.FEEL)) return false;
        draft.mood(meaning.first(Vocabulary.FEELING).orElseThrow().as(Mood.class));
        return true;
    }

    private boolean isAdverb(Item item) {
        return Set.of(
                                "so",
                                "very",
                                "really",
                                "just",
                                "pretty",
                                "kind",
                                "of",
                                "always",
                                "too",
                                "quite",
                                "super",
                                "extremely",
                                "a",
                                "all",
                                "feeling",
                                "been",
                                "currently",
                                "totally",
                                "rather",
                                "today",
                                "tonight",
                                "still",
                                "now")
                        .contains(text.at(item.from()).word())
                && item.isFiller();
    }

    private static boolean onlyFeeling(Meaning meaning) {
        return meaning.senses().stream()
                .noneMatch(sense -> sense.vocabulary().isContent() && sense.vocabulary() != Vocabulary.FEELING);
    }

    /** "Gore-free". */
    private boolean isFree() {
        return next(1).filter(it -> it.is(Cue.FREE)).isPresent();
    }

    private boolean isNon() {
        return place > 0 && items.get(place - 1).is(Cue.NON);
    }

    /** "Romance is not my thing". */
    private boolean isRejectedAfter() {
        int to = items.get(place).to();
        boolean is = text.is(to, "is") || text.is(to, "are");
        if (!is || !text.is(to + 1, "not")) return false;
        return !text.has(to + 2)
                || text.at(to + 2).isMark()
                || Set.of("my", "for", "welcome", "allowed", "wanted", "our", "what", "needed")
                        .contains(text.at(to + 2).word());
    }

    private boolean compares(Meaning meaning) {
        if (!meaning.is(Vocabulary.AXIS)) return false;
        if (meaning.degree() == Inflection.Degree.MORE) return true;
        if (frame.degree() != Degree.PLAIN) return !isGenreOfFilms(meaning) || frame.degree() == Degree.LESS;
        return butThen && !frame.isNegated() && draft.hasReferences() && !isGenreOfFilms(meaning);
    }

    /** "More horror movies" are more films. */
    private boolean isGenreOfFilms(Meaning meaning) {
        return meaning.is(Vocabulary.GENRE) && next(1).filter(Item::isFilm).isPresent() && isNoun();
    }

    private boolean isNoun() {
        String word = text.at(items.get(place).from()).word();
        return !Set.of("funny", "scary", "romantic", "hilarious").contains(word);
    }

    private void compared(Meaning meaning) {
        boolean less =
                frame.degree() == Degree.LESS || (frame.isNegated() && meaning.degree() == Inflection.Degree.MORE);
        Sense axis = meaning.first(Vocabulary.AXIS).orElseThrow();
        draft.shift(axis.as(Axis.class), less == axis.opposite());
    }

    private void exclude(Meaning meaning) {
        List<Vocabulary> order = frame.isAbout()
                ? List.of(Vocabulary.THEME, Vocabulary.GENRE, Vocabulary.MOOD, Vocabulary.STYLE)
                : List.of(Vocabulary.GENRE, Vocabulary.MOOD, Vocabulary.THEME, Vocabulary.STYLE);
        if (meaning.is(Vocabulary.AUDIENCE)) {
            audience(meaning.first(Vocabulary.AUDIENCE).orElseThrow().as(Audience.class));
            return;
        }
        for (Vocabulary vocabulary : order) if (meaning.is(vocabulary) && excluded(vocabulary, meaning)) return;
        meaning.first(Vocabulary.AXIS).ifPresent(this::excludeAxis);
        meaning.first(Vocabulary.OCCASION).ifPresent(it -> unresolved.add(frame.opened(), items.get(place)));
    }

    private boolean excluded(Vocabulary vocabulary, Meaning meaning) {
        Sense sense = meaning.first(vocabulary).orElseThrow();
        if (vocabulary != Vocabulary.GENRE) return draft.exclude.add(sense.id()) || true;
        List<String> spelled = meaning.in(Vocabulary.GENRE)
                .flatMap(it -> genres.spelling(it.id()).stream())
                .toList();
        return draft.genresOut.addAll(spelled) || !spelled.isEmpty();
    }

    /** Not slow is fast; not violent is no violence. */
    private void excludeAxis(Sense axis) {
        if (axis.opposite()) draft.shift(axis.as(Axis.class), true);
        else draft.exclude.add(axis.id());
    }

    private void include(Meaning meaning, Item item) {
        boolean looks =
                next(1).filter(it -> LOOKS.contains(text.at(it.from()).word())).isPresent();
        if (looks && meaning.is(Vocabulary.STYLE)) styles(meaning);
        else if (frame.isAbout() && meaning.is(Vocabulary.THEME)) themes(meaning);
        else if (!plain(meaning, item)) axis(meaning);
    }

    /** Of one word the first sense, of a phrase all. */
    private boolean plain(Meaning meaning, Item item) {
        boolean phrase = item.length() > 1;
        boolean said = genres(meaning, item);
        if (said && meaning.in(Vocabulary.STYLE).anyMatch(it -> it.id().endsWith("_animation"))) styles(meaning);
        if (!said || phrase)
            said |= meaning.in(Vocabulary.MOOD)
                            .peek(it -> draft.mood(it.as(Mood.class)))
                            .count()
                    > 0;
        if (!said || phrase) said |= watchers(meaning);
        if (!said || phrase) said |= occasions(meaning, item);
        if (!said || phrase) said |= themes(meaning);
        return said || styles(meaning);
    }

    private boolean genres(Meaning meaning, Item item) {
        List<Sense> named = meaning.in(Vocabulary.GENRE).toList();
        List<String> spelled =
                named.stream().flatMap(it -> genres.spelling(it.id()).stream()).toList();
        draft.genres.addAll(spelled);
        boolean other = meaning.senses().stream()
                .anyMatch(it -> it.vocabulary().isContent() && it.vocabulary() != Vocabulary.GENRE);
        if (!named.isEmpty() && spelled.isEmpty() && !other) unresolved.add(-1, item);
        return !spelled.isEmpty();
    }

    private boolean watchers(Meaning meaning) {
        Optional<Sense> sense = meaning.first(Vocabulary.AUDIENCE);
        sense.ifPresent(it -> draft.audience = it.as(Audience.class));
        return sense.isPresent();
    }

    private boolean occasions(Meaning meaning, Item item) {
        List<Sense> senses = meaning.in(Vocabulary.OCCASION).toList();
        for (Sense sense : senses) {
            if (sense.id().equals("christmas")) unresolved.add(-1, item);
            draft.mood(sense.id().equals("christmas") ? Mood.HEARTWARMING : sense.as(Mood.class));
        }
        return !senses.isEmpty();
    }

    private boolean themes(Meaning meaning) {
        List<Sense> senses = meaning.in(Vocabulary.THEME).toList();
        senses.forEach(it -> draft.theme(it.as(Theme.class)));
        return !senses.isEmpty();
    }

    private boolean styles(Meaning meaning) {
        List<Sense> senses = meaning.in(Vocabulary.STYLE).toList();
        senses.forEach(it -> draft.style(it.as(StyleCategory.class)));
        return !senses.isEmpty();
    }

    private void axis(Meaning meaning) {
        meaning.first(Vocabulary.AXIS).ifPresent(it -> draft.shift(it.as(Axis.class), !it.opposite()));
    }

    // --- when and how long ---

    private void time(Meaning meaning) {
        boolean more = meaning.degree() == Inflection.Degree.MORE || frame.degree() == Degree.MORE;
        boolean less = frame.degree() == Degree.LESS || frame.isNegated();
        boolean beside = frame.degree() == Degree.LESS && !tooMuch && draft.hasReferences();
        new TimeWords(draft, thisYear, more, less, beside)
                .say(meaning.first(Vocabulary.TIME).orElseThrow().as(Time.class));
    }

    // --- cues ---

    void signal(Meaning meaning, Item item) {
        if (meaning.is(Cue.COMPARE)) draft.compares = true;
        if (meaning.is(Cue.LEARN)) draft.learns = true;
        if (text.is(item.from(), "that") && item.length() == 1) that();
        meaning.in(Vocabulary.CUE).findFirst().ifPresent(sense -> cue(sense.as(Cue.class), item));
    }

    private void that() {
        if (frame.isNegated() && !frame.isUsed() && isQuality(1)) frame.soften();
        else if (frame.isUsed()) clause();
    }

    private void cue(Cue cue, Item item) {
        switch (cue) {
            case NOT -> not(item, false);
            case WITHOUT -> not(item, true);
            case EXCEPT -> except(item);
            case MORE -> compare(Degree.MORE);
            case LESS -> compare(Degree.LESS);
            case TOO -> too();
            case SO -> so(item);
            case SLIGHT -> slight(item);
            case BUT -> but();
            case AND -> joint(frame.takesAnd() || frame.isNegated());
            case OR -> joint(true);
            case WITH -> with();
            case ABOUT -> about();
            case BY -> role(Role.DIRECTOR);
            case STARRING -> role(Role.ACTOR);
            case LIKE, LOVED, THAN, BETWEEN -> likeness();
            case CLAUSE, FEEL -> closeUsedClause();
            default -> {}
        }
    }

    private void not(Item item, boolean list) {
        boolean twice = frame.isNegated()
                && !frame.isUsed()
                && frame.opened() >= 0
                && items.get(place - 1).to() == item.from()
                && items.get(place - 1).is(Cue.NOT);
        if (twice && list) frame.affirm();
        else if (frame.isNegated() && !frame.isUsed()) return;
        else frame.negate(item.from(), list);
    }

    private void except(Item item) {
        boolean shift = next(1).filter(
                        it -> it.is(Cue.MORE) || it.is(Cue.LESS) || isQuality(1) && draft.hasReferences())
                .isPresent();
        if (shift) but();
        else frame.negate(item.from(), true);
    }

    private void compare(Degree degree) {
        frame.compare(degree);
        tooMuch = false;
    }

    private void too() {
        if (!isQuality(1)) return;
        frame.closeUsed();
        frame.soften();
        tooMuch = true;
    }

    private void so(Item item) {
        if (text.is(item.from(), "as") && frame.isUsed()) likeness();
        else if (frame.isNegated() && !frame.isUsed() && isQuality(1)) {
            frame.soften();
            tooMuch = !text.is(item.from(), "as");
        }
    }

    private void slight(Item item) {
        boolean of = text.is(item.to() - 1, "of");
        if (isQuality(1) && !frame.isNegated() && (!of || draft.hasReferences())) compare(Degree.MORE);
    }

    private void but() {
        frame.closeAll();
        butThen = true;
        role = Role.ANY;
    }

    private void joint(boolean goesOn) {
        if (!frame.isUsed() || !frame.isMarked()) return;
        boolean newPhrase = startsPhrase(place + 1) && !items.get(place).is(Cue.OR);
        boolean part = next(1).filter(it -> it.part().isContent()).isPresent();
        if (goesOn && part && !newPhrase) frame.join();
        else frame.close();
    }

    private void with() {
        frame.closeUsed();
        frame.leaveAbout();
        role = Role.ACTOR;
    }

    private void about() {
        frame.about();
        role = Role.ANY;
    }

    private void role(Role next) {
        frame.closeUsed();
        frame.leaveAbout();
        role = next;
    }

    private void likeness() {
        if (frame.isUsed()) frame.close();
        frame.leaveAbout();
        role = Role.ANY;
    }

    private void closeUsedClause() {
        if (frame.isUsed()) clause();
    }

    private void clause() {
        frame.closeAll();
        role = Role.ANY;
    }

    void mark(String mark, Item item) {
        if (Set.of(".", "!", "?", ";", ")", "(").contains(mark)) {
            frame.closeAll();
            role = Role.ANY;
        } else if (mark.equals(",") || mark.equals("-") || mark.equals(":")) comma();
    }

    private void comma() {
        if (!frame.isMarked()) return;
        boolean alone = !frame.isUsed()
                && (items.get(place - 1).is(Cue.NOT) || items.get(place - 1).is(Cue.WITHOUT));
        if (alone || frame.isUsed() && !listGoesOn()) frame.close();
        else frame.join();
    }

    /** "No horror, gore or war": what follows is a part of the list where a conjunction closes it before anything else is said. */
    private boolean listGoesOn() {
        boolean part = false;
        for (int ahead = place + 1; ahead < items.size(); ahead++) {
            Item item = items.get(ahead);
            if (item.part().isContent()) part = true;
            else if (item.is(Cue.OR) || text.is(item.from(), "nor"))
                return part || text.is(items.get(place).from(), ",");
            else if (item.is(Cue.AND)) return part && frame.takesAnd() && !startsPhrase(ahead + 1);
            else if (!(text.is(item.from(), ",") || item.isFilm())) return false;
        }
        return false;
    }

    private boolean startsPhrase(int at) {
        return at < items.size()
                && Set.of("a", "an", "some", "the", "with")
                        .contains(text.at(items.get(at).from()).word());
    }

    /** What comes next: 0 whatever it is, 1 what is no filler but a noun for films. */
    private Optional<Item> next(int kind) {
        for (int ahead = place + 1; ahead < items.size(); ahead++) {
            Item item = items.get(ahead);
            if (kind == 0
                    || !item.isFiller()
                    || item.isFilm()
                    || LOOKS.contains(text.at(item.from()).word())) return Optional.of(item);
        }
        return Optional.empty();
    }

    private boolean isQuality(int kind) {
        return next(kind).filter(it -> it.part() instanceof Words).isPresent();
    }
}
