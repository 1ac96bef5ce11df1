package io.cineai.query.find;

import io.cineai.query.find.Part.Count;
import io.cineai.query.lexicon.Lexicon;
import io.cineai.query.lexicon.Meaning;
import io.cineai.query.lexicon.Vocabulary;
import io.cineai.query.text.Numerals;
import io.cineai.query.text.Text;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** How many films are asked for. */
final class CountFinder {
    private static final int MOST = 50;
    private static final int MOST_SAID = 1_000_000;
    /** Tokens between a number and the films it counts. */
    private static final int REACH = 4;

    private static final Set<String> ASKING = Set.of(
            "top",
            "best",
            "give",
            "show",
            "me",
            "list",
            "find",
            "recommend",
            "suggest",
            "need",
            "want",
            "name",
            "pick",
            "exactly",
            "us",
            "just",
            "only",
            "another",
            "get",
            "least");
    private static final Set<String> COUNTED = Set.of(
            "movies",
            "films",
            "flicks",
            "picks",
            "titles",
            "recommendations",
            "suggestions",
            "options",
            "choices",
            "recs",
            "ideas",
            "movie",
            "film",
            "results",
            "pictures",
            "suggestion",
            "recommendation");
    private static final Set<String> UNITS = Set.of(
            "year",
            "years",
            "hour",
            "hours",
            "minute",
            "minutes",
            "min",
            "mins",
            "h",
            "hr",
            "hrs",
            "s",
            "'",
            "decades",
            "yo",
            "yr",
            "star",
            "stars",
            "%",
            "people",
            "person",
            "of",
            "or",
            "and",
            "-",
            "/",
            ":",
            "d",
            "st",
            "nd",
            "th",
            "brothers",
            "sisters",
            "friends",
            "more",
            "day",
            "days",
            "times",
            "a",
            "half",
            "out");

    private final Lexicon lexicon;

    CountFinder(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    Optional<Item> at(Text text, int from) {
        Cursor cursor = new Cursor(text, from);
        boolean top = cursor.takePhrase(List.of("top", "best"));
        OptionalInt number = number(cursor);
        if (number.isEmpty()
                || number.getAsInt() < 1
                || number.getAsInt() > MOST_SAID
                || Stretch.isYear(number.getAsInt())) return Optional.empty();
        int to = cursor.place();
        boolean unit = UNITS.contains(cursor.word()) && !cursor.word().equals("more");
        boolean asked = !unit && (top || counts(text, to) || (asking(text, from) && number.getAsInt() > 1));
        boolean alone = number.getAsInt() == 1 && (!counts(text, to) || isThe(text, from) || top);
        if (!asked || alone) return Optional.empty();
        return Optional.of(new Item(from, to, new Count(Math.min(MOST, number.getAsInt()))));
    }

    private static OptionalInt number(Cursor cursor) {
        if (cursor.takePhrase(List.of("a couple of", "couple of", "a couple", "a pair of"))) return OptionalInt.of(2);
        if (cursor.takePhrase(List.of("half a dozen", "half dozen"))) return OptionalInt.of(6);
        if (cursor.takePhrase(List.of("a dozen", "dozen"))) return OptionalInt.of(12);
        OptionalInt number = Numerals.whole(cursor.word());
        if (number.isPresent()) cursor.skip();
        return number;
    }

    private static boolean asking(Text text, int from) {
        return from > 0 && ASKING.contains(text.at(from - 1).word());
    }

    private static boolean isThe(Text text, int from) {
        return from > 0
                && Set.of("the", "this", "that", "which", "no", "any", "every", "first", "only")
                        .contains(text.at(from - 1).word());
    }

    private boolean counts(Text text, int to) {
        for (int place = to; place < Math.min(text.size(), to + REACH); place++) {
            if (text.at(place).isMark() && !text.is(place, ",")) return false;
            if (Set.of("about", "with", "like", "in", "on", "who", "that")
                    .contains(text.at(place).word())) return false;
            if (COUNTED.contains(text.at(place).word()) || isGenre(text, place)) return true;
        }
        return false;
    }

    /** "Five thrillers". */
    private boolean isGenre(Text text, int place) {
        Optional<Meaning> meaning = lexicon.at(text, place).filter(it -> it.is(Vocabulary.GENRE));
        return meaning.isPresent()
                && text.at(place + meaning.get().length() - 1).word().endsWith("s");
    }
}
