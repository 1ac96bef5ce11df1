package io.cineai.query.find;

import io.cineai.query.catalogue.Key;
import io.cineai.query.catalogue.Named;
import io.cineai.query.catalogue.Named.Share;
import io.cineai.query.catalogue.Titles;
import io.cineai.query.find.Part.Film;
import io.cineai.query.lexicon.Cue;
import io.cineai.query.lexicon.Vocabulary;
import io.cineai.query.text.Numerals;
import io.cineai.query.text.Text;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Titles, where they may be meant: a title of usual words only where one must stand. */
final class TitleFinder {
    private static final int LONGEST = 14;
    private static final int LONGEST_MISSPELT = 7;
    /** How often a text may look for misspelt names: time is bounded. */
    private static final int LOOKS = 30;

    /** What these stand for was named before. */
    private static final Set<String> PRONOUNS =
            Set.of("it", "her", "us", "him", "me", "them", "you", "that", "this", "those");

    private static final Set<String> STOPS = Set.of("\"", "(", ")", ";", "?", "[", "]", "{", "}", "<", ">", "|");

    private final Titles titles;
    private final Context context;
    private final Text text;
    private int looks = LOOKS;

    TitleFinder(Titles titles, Context context) {
        this.titles = titles;
        this.context = context;
        this.text = context.text();
    }

    Optional<Item> at(int from) {
        int start = Key.isArticle(text.at(from)) ? from + 1 : from;
        OptionalInt year = yearAt(start);
        if (year.isPresent() && text.has(start + 1)) {
            Optional<Item> dated = longest(start + 1, year.getAsInt());
            if (dated.isPresent()) return dated.map(it -> new Item(from, it.to(), it.part()));
        }
        return longest(from, 0).or(() -> further(from));
    }

    /** "The Godfather, but not part 3". */
    private Optional<Item> further(int from) {
        int number = text.is(from, "part") ? from + 1 : from;
        boolean numbered = text.has(number) && Key.isNumber(text.at(number)) && context.goesOnWithFilms();
        if (!numbered) return Optional.empty();
        return context.lastFilm()
                .flatMap(film -> titles.of(Key.of(film.title()) + Key.of(text, number, number + 1), 0))
                .filter(named -> named.share() == Share.WHOLE)
                .map(named -> item(from, number + 1, named, 1));
    }

    private Optional<Item> longest(int from, int year) {
        for (int to = Math.min(text.size(), from + LONGEST); to > from; to--) {
            if (!isWindow(from, to)) continue;
            Optional<Item> found = window(from, to, Key.of(text, from, to), year);
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    private boolean isWindow(int from, int to) {
        if (text.at(from).isMark() || text.at(to - 1).isMark()) return false;
        for (int place = from; place < to; place++)
            if (text.at(place).isMark() && STOPS.contains(text.at(place).word())) return false;
        return true;
    }

    private Optional<Item> window(int from, int to, String key, int yearBefore) {
        if (titles.of(key).isEmpty()) return Optional.empty();
        Dated after = dated(to);
        if (yearBefore != 0) return titles.of(key, yearBefore).map(it -> item(from, to, it, 1));
        Optional<Named> ofYear = after.year == 0 ? Optional.empty() : titles.of(key, after.year);
        if (ofYear.isPresent()) return Optional.of(item(from, after.to, ofYear.get(), 1));
        return titles.of(key, 0)
                .filter(named -> isMeant(from, to, named.share()))
                .map(it -> item(from, to, it, 1));
    }

    private static Item item(int from, int to, Named named, double certainty) {
        double share = named.share().compareTo(Share.SERIES) <= 0 ? 1 : 0.85;
        return new Item(from, to, Film.of(named.film(), share * certainty));
    }

    private boolean isMeant(int from, int to, Share share) {
        boolean must = context.isForTitle(to);
        boolean may = must || context.invitesTitle(to);
        int words = words(from, to);
        boolean usual = context.isUsual(from, to);
        if (!may && words == 1 && isFirstName(to)) return false;
        if (share == Share.INITIALS)
            return !usual && to - from == 1 && (may || context.isShouted(from, to) || context.isAlone(from, to));
        if (share == Share.WORD)
            return !usual
                    && (may && !context.follows(Cue.LEARN) || context.isCapital(from, to) || context.isAlone(from, to));
        boolean opens = context.opens(from, to) || context.isWhole(from, to);
        if (share == Share.BEGINNING && words > 1 && opens) return true;
        if (share == Share.BEGINNING)
            return (must && words > 1)
                    || !usual
                            && (may && !context.follows(Cue.LEARN)
                                    || context.isCapital(from, to)
                                    || context.isAlone(from, to));
        if (words == 1) return isMeantAlone(from, to, must, may, usual);
        return !usual
                || may
                || context.follows(Cue.NOT)
                || context.isCapital(from, to)
                || context.isAlone(from, to)
                || words > 4
                || context.opens(from, to);
    }

    /** "Paul Thomas Anderson" is not "Paul". */
    private boolean isFirstName(int to) {
        return text.at(to - 1).capital() && text.has(to) && text.at(to).capital() && !context.isUsual(to);
    }

    private boolean isMeantAlone(int from, int to, boolean must, boolean may, boolean usual) {
        boolean letter = text.at(to - 1).word().length() == 1;
        if (letter) return context.isWhole(from, to) || (must && text.at(to - 1).capital());
        boolean capital = context.isCapital(to - 1, to);
        boolean pronoun = PRONOUNS.contains(text.at(to - 1).word());
        if (!usual) return true;
        boolean plain = context.isContent(to - 1);
        boolean function = context.meaning(to - 1).isPresent() && !plain;
        boolean noun = context.isFilm(to) || (plain && context.isContent(to));
        if (context.isWhole(from, to) || (from == 0 && context.turnsAt(to))) return !plain;
        if (must && pronoun && !capital) return false;
        if (must)
            return (!function || capital || context.ends(to)) && (!noun || capital) && (!plain || context.ends(to));
        if (function) return capital && may || context.ends(to) && (capital || may && !pronoun);
        boolean listed = from < 2
                && context.opens(from, to)
                && text.at(to - 1).capital()
                && text.has(to + 1)
                && text.at(to + 1).capital();
        return may || listed ? (!plain || capital) && !noun : !plain && !noun && (capital || context.isFilmNamed(from));
    }

    private int words(int from, int to) {
        int words = 0;
        for (int place = from; place < to; place++)
            if (!text.at(place).isMark() && !(place == from && to - from > 1 && Key.isArticle(text.at(place)))) words++;
        return words;
    }

    /** What stands in quotes, whatever it is. */
    Optional<Item> quoted(int from, int to) {
        Dated after = dated(to + 1);
        String key = Key.of(text, from, to);
        Optional<Named> named =
                titles.of(key, after.year).or(() -> titles.of(key, 0)).or(() -> near(key));
        return named.map(
                it -> item(from - 1, Math.max(to + 1, after.year == it.film().year() ? after.to : 0), it, 1));
    }

    /** A title with a slip of the hand in it. */
    Optional<Item> misspelt(int from) {
        boolean asked = context.asksForTitle(from + 1) || context.invitesTitle(from + 1);
        for (int to = Math.min(text.size(), from + LONGEST_MISSPELT); to > from; to--) {
            if (!isWindow(from, to) || context.is(to - 1, Cue.BUT) || (to - from > 1 && isCue(to - 1))) continue;
            if (!mayBeMisspelt(from, to, asked)) continue;
            Optional<Named> named = near(Key.of(text, from, to));
            if (named.isEmpty()) continue;
            Dated after = dated(to);
            return Optional.of(item(from, after.year == named.get().film().year() ? after.to : to, named.get(), 0.8));
        }
        return Optional.empty();
    }

    private boolean isCue(int place) {
        return context.meaning(place).filter(it -> it.is(Vocabulary.CUE)).isPresent();
    }

    private boolean mayBeMisspelt(int from, int to, boolean asked) {
        int length = text.at(to - 1).end() - text.at(from).start();
        boolean unknown = !context.isUsual(from, to);
        if (length < 5) return false;
        if (context.isWhole(from, to) && length >= 9) return true;
        if (asked) return unknown || (length >= 9 && words(from, to) > 1);
        boolean edges = !context.isUsual(from) || !context.isUsual(to - 1);
        return unknown
                && edges
                && (length >= 9 || context.isCapital(from, to) || context.isAlone(from, to))
                && (to - from > 1 || length >= 7);
    }

    private Optional<Named> near(String key) {
        if (key.length() < 5 || looks-- <= 0) return Optional.empty();
        return titles.near(key).stream()
                .flatMap(name -> titles.of(name, 0).stream())
                .min(Comparator.comparing(Named::share)
                        .thenComparing(it -> -it.film().popularity()));
    }

    /** A title that the catalogue lacks, where the words before leave no doubt that it is one. */
    Optional<Item> unlisted(int from) {
        if (!context.asksForTitle(from + 1)) return Optional.empty();
        int to = from;
        boolean capitals = text.at(from).capital() && !context.isContent(from);
        while (to < text.size() && to - from < 8 && (capitals ? isNameLike(to) : isPlainWord(to))) to++;
        while (to > from
                && context.isUsual(to - 1)
                && (!capitals || !text.at(to - 1).capital())) to--;
        int first = from + 1 < to && Key.isArticle(text.at(from)) ? from + 1 : from;
        boolean one = to == from + 1 && isCue(from);
        if (to == from || one || context.isUsual(first) && !capitals || context.isFilm(to) || context.isGenre(to))
            return Optional.empty();
        return Optional.of(new Item(from, to, Film.unknown(text.slice(from, to))));
    }

    private boolean isNameLike(int place) {
        if (text.at(place).isMark()) return false;
        return text.at(place).capital()
                || text.at(place).isNumber()
                || !context.isContent(place)
                        && text.has(place + 1)
                        && text.at(place + 1).capital()
                        && !isCue(place);
    }

    private boolean isPlainWord(int place) {
        return !text.at(place).isMark() && !isCue(place) && !context.isContent(place) && !context.isFilm(place);
    }

    /** The year behind a title, in brackets or not. */
    private record Dated(int year, int to) {}

    private Dated dated(int to) {
        boolean bracket = text.is(to, "(") || text.is(to, "[") || text.is(to, ",");
        OptionalInt year = yearAt(bracket ? to + 1 : text.is(to, "from") ? to + 1 : to);
        if (year.isEmpty()) return new Dated(0, to);
        int end = bracket || text.is(to, "from") ? to + 2 : to + 1;
        boolean closed = bracket && (text.is(end, ")") || text.is(end, "]"));
        return new Dated(year.getAsInt(), closed ? end + 1 : end);
    }

    private OptionalInt yearAt(int place) {
        if (!text.has(place)
                || !text.at(place).isNumber()
                || text.at(place).word().length() != 4
                || text.is(place + 1, "s")) return OptionalInt.empty();
        OptionalInt year = Numerals.whole(text.at(place).word());
        return year.isPresent() && Stretch.isYear(year.getAsInt()) ? year : OptionalInt.empty();
    }
}
