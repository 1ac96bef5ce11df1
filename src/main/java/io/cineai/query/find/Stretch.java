package io.cineai.query.find;

import io.cineai.query.text.Numerals;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A year, a decade or a part of one, as it is said; both ends included. */
record Stretch(int from, int to) {
    private static final int FIRST_FILM = 1888;
    private static final int LAST_YEAR = 2099;
    private static final Map<String, Integer> DECADES = Map.ofEntries(
            Map.entry("tens", 2010),
            Map.entry("twenties", 1920),
            Map.entry("thirties", 1930),
            Map.entry("forties", 1940),
            Map.entry("fifties", 1950),
            Map.entry("sixties", 1960),
            Map.entry("seventies", 1970),
            Map.entry("eighties", 1980),
            Map.entry("nineties", 1990),
            Map.entry("aughts", 2000),
            Map.entry("noughties", 2000),
            Map.entry("naughties", 2000));

    boolean isDecade() {
        return to > from;
    }

    /** A year, or a decade or a part of it. */
    static Optional<Stretch> take(Cursor cursor) {
        Cursor ahead = cursor.fork();
        ahead.takePhrase(List.of("the year", "the"));
        Optional<int[]> part = part(ahead);
        Optional<Stretch> span =
                decade(ahead).map(first -> part.map(it -> slice(first, it)).orElse(named(first)));
        if (span.isEmpty() && part.isEmpty()) span = year(ahead);
        if (span.isPresent()) cursor.moveTo(ahead);
        return span;
    }

    private static Stretch named(int first) {
        return new Stretch(first, first + 9);
    }

    private static Stretch slice(int first, int[] part) {
        return new Stretch(first + part[0], first + part[1]);
    }

    private static Optional<int[]> part(Cursor cursor) {
        int[] years =
                switch (cursor.word()) {
                    case "early" -> new int[] {0, 3};
                    case "mid", "middle" -> new int[] {4, 6};
                    case "late" -> new int[] {7, 9};
                    default -> new int[0];
                };
        if (years.length == 0) return Optional.empty();
        cursor.skip();
        Cursor ahead = cursor.fork();
        if (ahead.takePhrase(List.of("to", "-", "or", "and"))) {
            Optional<int[]> last = part(ahead);
            if (last.isPresent()) {
                cursor.moveTo(ahead);
                years = new int[] {years[0], last.get()[1]};
            }
        }
        cursor.takePhrase(List.of("-", "of the", "in the", "the"));
        return Optional.of(years);
    }

    private static Optional<Integer> decade(Cursor cursor) {
        Cursor ahead = cursor.fork();
        ahead.take("'");
        Integer said = DECADES.get(ahead.word());
        if (said != null || (ahead.take("nineteen") && (said = DECADES.get(ahead.word())) != null)) {
            ahead.skip();
            cursor.moveTo(ahead);
            return Optional.of(said);
        }
        Optional<Integer> first = firstYear(ahead.word());
        if (first.isEmpty()) return first;
        ahead.skip();
        ahead.take("'");
        if (!ahead.take("s")) return Optional.empty();
        cursor.moveTo(ahead);
        return first;
    }

    private static Optional<Integer> firstYear(String digits) {
        OptionalInt number = digits(digits);
        if (number.isEmpty() || number.getAsInt() % 10 != 0) return Optional.empty();
        int value = number.getAsInt();
        if (digits.length() == 4 && isYear(value)) return Optional.of(value);
        if (digits.length() != 2) return Optional.empty();
        return Optional.of(value < 20 ? 2000 + value : 1900 + value);
    }

    private static Optional<Stretch> year(Cursor cursor) {
        Cursor ahead = cursor.fork();
        boolean shortened = ahead.take("'");
        OptionalInt number = digits(ahead.word());
        if (number.isEmpty()) return Optional.empty();
        int value = number.getAsInt() + (shortened ? 1900 : 0);
        if (!isYear(value) || (shortened && ahead.word().length() != 2)) return Optional.empty();
        ahead.skip();
        cursor.moveTo(ahead);
        return Optional.of(new Stretch(value, value));
    }

    private static OptionalInt digits(String word) {
        boolean digits = !word.isEmpty() && word.chars().allMatch(it -> it >= '0' && it <= '9');
        return digits ? Numerals.whole(word) : OptionalInt.empty();
    }

    static boolean isYear(int value) {
        return value >= FIRST_FILM && value <= LAST_YEAR;
    }
}
