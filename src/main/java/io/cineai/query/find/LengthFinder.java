package io.cineai.query.find;

import io.cineai.query.Range;
import io.cineai.query.find.Part.Length;
import io.cineai.query.text.Numerals;
import io.cineai.query.text.Text;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;

/** How long films may last, in hours and minutes. */
final class LengthFinder {
    private static final Set<String> HOURS = Set.of("hours", "hour", "hrs", "hr", "h");
    private static final Set<String> MINUTES = Set.of("minutes", "minute", "mins", "min", "m");
    /** Minutes either way of a length that is said by the way. */
    private static final int ABOUT = 10;

    private static final int LONGEST = 1_000;
    /** Minutes that a bare number may mean. */
    private static final int SHORTEST_BARE = 60;

    private static final int LONGEST_BARE = 240;
    private static final Set<String> ENDS = Set.of(",", ".", ";", "!", "?", ")", "please", "and", "but", "or");

    private enum Bound {
        UNDER(value -> range(0, value - 1)),
        OVER(value -> range(value + 1, 0)),
        AT_MOST(value -> range(0, value)),
        AT_LEAST(value -> range(value, 0)),
        ABOUT(value -> range(Math.max(1, value - LengthFinder.ABOUT), value + LengthFinder.ABOUT));

        private final IntFunction<Range> range;

        Bound(IntFunction<Range> range) {
            this.range = range;
        }
    }

    private record Phrases(Bound bound, List<String> phrases) {}

    private static final List<Phrases> BEFORE = List.of(
            new Phrases(
                    Bound.AT_MOST,
                    List.of(
                            "at most",
                            "at the most",
                            "up to",
                            "no longer than",
                            "no more than",
                            "not longer than",
                            "not more than",
                            "not over",
                            "not exceeding",
                            "maximum of",
                            "maximum",
                            "max of",
                            "max",
                            "i only have",
                            "i have only",
                            "i have got",
                            "i have about",
                            "i have",
                            "only have",
                            "we have",
                            "we only have",
                            "i have got only",
                            "nothing longer than",
                            "nothing over",
                            "does not exceed",
                            "nothing more than",
                            "fit in",
                            "fits in",
                            "fits into",
                            "within")),
            new Phrases(
                    Bound.AT_LEAST,
                    List.of(
                            "at least",
                            "no less than",
                            "no shorter than",
                            "not less than",
                            "not under",
                            "minimum of",
                            "minimum",
                            "not shorter than",
                            "nothing shorter than",
                            "nothing under",
                            "nothing less than")),
            new Phrases(
                    Bound.UNDER,
                    List.of("in under", "under", "below", "less than", "shorter than", "fewer than", "sub", "<")),
            new Phrases(
                    Bound.OVER,
                    List.of(
                            "over",
                            "above",
                            "more than",
                            "longer than",
                            "exceeding",
                            "upwards of",
                            "greater than",
                            ">")),
            new Phrases(
                    Bound.ABOUT,
                    List.of(
                            "about",
                            "around",
                            "roughly",
                            "approximately",
                            "approx",
                            "circa",
                            "some",
                            "nearly",
                            "almost",
                            "~",
                            "close to")));
    private static final List<Phrases> AFTER = List.of(
            new Phrases(
                    Bound.AT_MOST,
                    List.of(
                            "or less",
                            "or shorter",
                            "or under",
                            "max",
                            "maximum",
                            "tops",
                            "at most",
                            "at the most",
                            "and under",
                            "or fewer",
                            "and less",
                            "and shorter",
                            "long at most",
                            "long or less")),
            new Phrases(
                    Bound.AT_LEAST,
                    List.of(
                            "or more",
                            "or longer",
                            "plus",
                            "+",
                            "minimum",
                            "at least",
                            "and over",
                            "and up",
                            "or over",
                            "and longer")));

    private static Range range(int from, int to) {
        return new Range(
                from == 0 ? Optional.empty() : Optional.of(from), to == 0 ? Optional.empty() : Optional.of(to));
    }

    Optional<Item> at(Text text, int from) {
        return between(new Cursor(text, from)).or(() -> bounded(new Cursor(text, from)));
    }

    private static Optional<Item> between(Cursor cursor) {
        int from = cursor.place();
        boolean said = cursor.takePhrase(List.of("between", "from"));
        Cursor bare = cursor.fork();
        OptionalInt first = duration(cursor);
        if (first.isEmpty()) {
            cursor.moveTo(bare);
            first = number(cursor);
        }
        boolean joined = first.isPresent() && cursor.takePhrase(said ? List.of("and", "to", "-") : List.of("to", "-"));
        int start = cursor.place();
        OptionalInt second = joined ? duration(cursor) : OptionalInt.empty();
        if (second.isEmpty()) return Optional.empty();
        boolean hours = first.getAsInt() < 10
                && HOURS.contains(cursor.text()
                        .at(Math.min(start + 1, cursor.place() - 1))
                        .word());
        int least = hours ? 60 * first.getAsInt() : first.getAsInt();
        if (least > second.getAsInt() || least == 0) return Optional.empty();
        return Optional.of(new Item(from, end(cursor), new Length(range(least, second.getAsInt()))));
    }

    private static Optional<Item> bounded(Cursor cursor) {
        int from = cursor.place();
        Bound before = take(cursor, BEFORE, Bound.ABOUT);
        if (before != Bound.ABOUT) cursor.takePhrase(List.of("about", "around", "like"));
        Cursor bare = cursor.fork();
        OptionalInt minutes = duration(cursor);
        if (minutes.isEmpty() && before != Bound.ABOUT) {
            cursor.moveTo(bare);
            minutes = bareMinutes(cursor);
        }
        if (minutes.isEmpty()) return Optional.empty();
        Bound bound = before == Bound.ABOUT ? take(cursor, AFTER, Bound.ABOUT) : before;
        int value = minutes.getAsInt();
        if (value < 2 || value > LONGEST) return Optional.empty();
        return Optional.of(new Item(from, end(cursor), new Length(bound.range.apply(value))));
    }

    /** "Under 90", with nothing behind that could be counted. */
    private static OptionalInt bareMinutes(Cursor cursor) {
        Cursor ahead = cursor.fork();
        OptionalInt number = number(ahead);
        boolean likely = number.isPresent() && number.getAsInt() >= SHORTEST_BARE && number.getAsInt() <= LONGEST_BARE;
        if (!likely || !ends(ahead)) return OptionalInt.empty();
        cursor.moveTo(ahead);
        return number;
    }

    private static boolean ends(Cursor cursor) {
        return cursor.atEnd() || ENDS.contains(cursor.word());
    }

    private static int end(Cursor cursor) {
        cursor.takePhrase(List.of("long", "in length", "of length", "runtime", "in runtime"));
        return cursor.place();
    }

    private static Bound take(Cursor cursor, List<Phrases> all, Bound otherwise) {
        for (Phrases some : all) if (cursor.takePhrase(some.phrases)) return some.bound;
        return otherwise;
    }

    /** In minutes. */
    private static OptionalInt duration(Cursor cursor) {
        if (cursor.takePhrase(List.of("half an hour", "half hour"))) return OptionalInt.of(30);
        cursor.take("a");
        if (cursor.takePhrase(List.of("an hour", "hour"))) return OptionalInt.of(60 + rest(cursor));
        OptionalInt tenths = tenths(cursor);
        if (tenths.isEmpty()) return tenths;
        boolean half = cursor.takePhrase(List.of("and a half", "1 / 2"));
        int ten = tenths.getAsInt() + (half ? 5 : 0);
        if (cursor.takeAny(HOURS)) return OptionalInt.of(6 * ten + (half ? 0 : rest(cursor)));
        return cursor.takeAny(MINUTES) ? OptionalInt.of(ten / 10) : OptionalInt.empty();
    }

    /** What is said after full hours. */
    private static int rest(Cursor cursor) {
        if (cursor.takePhrase(List.of("and a half"))) return 30;
        if (cursor.takePhrase(List.of("and a quarter"))) return 15;
        Cursor ahead = cursor.fork();
        boolean and = ahead.take("and");
        OptionalInt number = number(ahead);
        if (number.isEmpty() || number.getAsInt() > 59) return 0;
        boolean unit = ahead.takeAny(MINUTES);
        if (!unit && (and || !isHourMark(cursor))) return 0;
        cursor.moveTo(ahead);
        return number.getAsInt();
    }

    /** "2h30". */
    private static boolean isHourMark(Cursor cursor) {
        return cursor.place() > 0 && cursor.text().at(cursor.place() - 1).is("h");
    }

    private static OptionalInt tenths(Cursor cursor) {
        String word = cursor.word();
        int point = word.indexOf('.');
        if (point > 0 && word.length() <= 5 && point + 1 < word.length()) {
            OptionalInt whole = Numerals.whole(word.substring(0, point));
            if (whole.isEmpty()) return whole;
            cursor.skip();
            return OptionalInt.of(10 * whole.getAsInt() + Character.digit(word.charAt(point + 1), 10));
        }
        OptionalInt number = number(cursor);
        return number.isPresent() ? OptionalInt.of(10 * number.getAsInt()) : number;
    }

    private static OptionalInt number(Cursor cursor) {
        OptionalInt number = Numerals.whole(cursor.word());
        if (number.isPresent()) cursor.skip();
        return number;
    }
}
