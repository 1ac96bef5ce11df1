package io.cineai.query.find;

import io.cineai.query.Range;
import io.cineai.query.find.Part.Unknown;
import io.cineai.query.find.Part.Years;
import io.cineai.query.text.Numerals;
import io.cineai.query.text.Text;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Years, decades and spans of them. */
final class YearFinder {
    private static final List<String> SET = List.of(
            "set in the year",
            "that is set in",
            "set in",
            "set during",
            "set around",
            "set before",
            "set after",
            "taking place in",
            "takes place in",
            "take place in",
            "taking place during",
            "takes place during",
            "that happens in",
            "happening in",
            "about life in",
            "about",
            "life in");
    private static final List<String> BEFORE = List.of(
            "made before",
            "released before",
            "from before",
            "before",
            "pre",
            "prior to",
            "older than",
            "earlier than",
            "predating");
    private static final List<String> AFTER = List.of(
            "made after",
            "released after",
            "from after",
            "after",
            "post",
            "newer than",
            "later than",
            "more recent than",
            "younger than",
            "past");
    private static final List<String> SINCE = List.of(
            "starting in",
            "starting from",
            "starting with",
            "beginning in",
            "released since",
            "made since",
            "not before",
            "no earlier than",
            "not older than",
            "no older than",
            "nothing older than",
            "since",
            "as of");
    private static final List<String> UNTIL = List.of(
            "no later than",
            "no newer than",
            "not newer than",
            "nothing newer than",
            "not after",
            "up until",
            "up to",
            "until",
            "till",
            "through",
            "by");
    private static final List<String> IN = List.of(
            "released in",
            "made in",
            "came out in",
            "that came out in",
            "out in",
            "produced in",
            "shot in",
            "from the year",
            "of the year",
            "from",
            "in",
            "of",
            "during",
            "circa",
            "year");
    private static final List<String> ONWARDS = List.of(
            "onwards",
            "onward",
            "and onwards",
            "and onward",
            "and later",
            "or later",
            "and up",
            "and after",
            "or newer",
            "and newer",
            "and beyond",
            "or more recent",
            "and more recent",
            "forward",
            "and forward",
            "on",
            "+",
            "upwards");
    private static final List<String> AND_BEFORE = List.of(
            "or earlier", "or older", "and earlier", "and older", "and before", "or before", "and below", "backwards");
    private static final List<String> TO =
            List.of("up to", "to", "until", "till", "through", "thru", "and", "or", "-", "/", "&", ",");
    private final int thisYear;

    YearFinder(int thisYear) {
        this.thisYear = thisYear;
    }

    Optional<Item> at(Text text, int from) {
        return relative(new Cursor(text, from))
                .or(() -> setIn(text, from))
                .or(() -> between(text, from))
                .or(() -> oneSided(text, from))
                .or(() -> plain(text, from));
    }

    private Optional<Item> setIn(Text text, int from) {
        Cursor cursor = new Cursor(text, from);
        if (!cursor.takePhrase(SET)) return Optional.empty();
        return Stretch.take(cursor).map(it -> new Item(from, cursor.place(), new Unknown()));
    }

    private static Optional<Item> between(Text text, int from) {
        Cursor cursor = new Cursor(text, from);
        cursor.takePhrase(List.of("released between", "made between", "from between", "between", "from", "in"));
        Optional<Stretch> first = Stretch.take(cursor);
        if (first.isEmpty() || !cursor.takePhrase(TO)) return Optional.empty();
        cursor.takePhrase(List.of("and", "or"));
        Optional<Stretch> second = Stretch.take(cursor);
        if (second.isEmpty()) return Optional.empty();
        boolean listed = List.of("and", "or", "&", ",", "/").contains(joint(text, cursor, from));
        boolean decades = first.get().isDecade() && second.get().isDecade();
        if (listed && !decades && !text.is(from, "between") && !text.is(from + 1, "between")) return Optional.empty();
        int least = Math.min(first.get().from(), second.get().from());
        int most = Math.max(first.get().to(), second.get().to());
        return Optional.of(item(from, cursor, Optional.of(least), Optional.of(most)));
    }

    private static String joint(Text text, Cursor end, int from) {
        for (int place = from + 1; place < end.place(); place++)
            if (TO.contains(text.at(place).word())) return text.at(place).word();
        return "";
    }

    private static Optional<Item> oneSided(Text text, int from) {
        return bound(text, from, BEFORE, it -> new Range(Optional.empty(), Optional.of(it.from() - 1)))
                .or(() -> bound(text, from, SINCE, it -> new Range(Optional.of(it.from()), Optional.empty())))
                .or(() -> bound(text, from, UNTIL, it -> new Range(Optional.empty(), Optional.of(it.to()))))
                .or(() -> bound(text, from, AFTER, it -> new Range(Optional.of(it.to() + 1), Optional.empty())));
    }

    private static Optional<Item> bound(
            Text text, int from, List<String> words, java.util.function.Function<Stretch, Range> range) {
        Cursor cursor = new Cursor(text, from);
        if (!cursor.takePhrase(words)) return Optional.empty();
        cursor.take("-");
        return Stretch.take(cursor).map(it -> new Item(from, cursor.place(), new Years(range.apply(it))));
    }

    private static Optional<Item> plain(Text text, int from) {
        Cursor cursor = new Cursor(text, from);
        cursor.takePhrase(IN);
        Optional<Stretch> span = Stretch.take(cursor);
        if (span.isEmpty()) return Optional.empty();
        Stretch years = span.get();
        if (cursor.takePhrase(ONWARDS))
            return Optional.of(item(from, cursor, Optional.of(years.from()), Optional.empty()));
        if (cursor.takePhrase(AND_BEFORE))
            return Optional.of(item(from, cursor, Optional.empty(), Optional.of(years.to())));
        return Optional.of(item(from, cursor, Optional.of(years.from()), Optional.of(years.to())));
    }

    private static Item item(int from, Cursor cursor, Optional<Integer> least, Optional<Integer> most) {
        return new Item(from, cursor.place(), new Years(new Range(least, most)));
    }

    private Optional<Item> relative(Cursor cursor) {
        int from = cursor.place();
        cursor.takePhrase(
                List.of("released in", "released", "made in", "from", "in", "of", "within", "over", "during"));
        cursor.take("the");
        return lastYears(cursor.fork(), from).or(() -> named(cursor.fork(), from));
    }

    private Optional<Item> lastYears(Cursor cursor, int from) {
        boolean newest =
                cursor.takePhrase(List.of("no older than", "not older than", "nothing older than", "less than"));
        if (!newest && !cursor.takePhrase(List.of("last", "past", "previous"))) return Optional.empty();
        boolean one = cursor.word().equals("decade");
        OptionalInt number = one ? OptionalInt.of(1) : Numerals.whole(cursor.word());
        if (number.isEmpty()) return Optional.empty();
        if (!one) cursor.skip();
        int unit = cursor.takePhrase(List.of("years old"))
                ? 1
                : cursor.takePhrase(List.of("years", "year", "yrs"))
                        ? 1
                        : cursor.takePhrase(List.of("decades", "decade")) ? 10 : 0;
        if (unit == 0 || number.getAsInt() > 200) return Optional.empty();
        return Optional.of(item(from, cursor, Optional.of(thisYear - unit * number.getAsInt()), Optional.empty()));
    }

    private Optional<Item> named(Cursor cursor, int from) {
        Optional<Range> range = Optional.empty();
        if (cursor.takePhrase(List.of("this year"))) range = Optional.of(years(thisYear, thisYear));
        else if (cursor.takePhrase(List.of("last year"))) range = Optional.of(years(thisYear - 1, thisYear - 1));
        else if (cursor.takePhrase(List.of("this decade", "current decade")))
            range = Optional.of(years(thisYear / 10 * 10, thisYear / 10 * 10 + 9));
        else if (cursor.takePhrase(List.of("20th century", "twentieth century", "last century")))
            range = Optional.of(years(1901, 2000));
        else if (cursor.takePhrase(
                List.of("21st century", "twenty first century", "this century", "current century", "this millennium")))
            range = Optional.of(new Range(Optional.of(2001), Optional.empty()));
        return range.map(it -> new Item(from, cursor.place(), new Years(it)));
    }

    private static Range years(int from, int to) {
        return new Range(Optional.of(from), Optional.of(to));
    }
}
