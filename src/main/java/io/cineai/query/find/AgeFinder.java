package io.cineai.query.find;

import io.cineai.query.Audience;
import io.cineai.query.find.Part.Watchers;
import io.cineai.query.text.Numerals;
import io.cineai.query.text.Text;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Who watches, by age. Who a film is about is not meant. */
final class AgeFinder {
    private static final Set<String> WATCHING = Set.of(
            "my",
            "our",
            "of",
            "for",
            "with",
            "his",
            "her",
            "their",
            "and",
            "to",
            "entertain",
            "ages",
            "aged",
            "age",
            "keep",
            "or",
            "is",
            "are",
            "suits");
    private static final int LAST_CHILD = 12;
    private static final int LAST_TEEN = 17;

    Optional<Item> at(Text text, int from) {
        Cursor cursor = new Cursor(text, from);
        boolean said = cursor.takePhrase(List.of("ages", "aged", "age"));
        OptionalInt first = number(cursor);
        if (first.isEmpty()) return Optional.empty();
        OptionalInt last = last(cursor);
        boolean old = cursor.takePhrase(
                List.of("years old", "years olds", "year olds", "year old", "yo", "yr old", "yr olds", "yrs old"));
        if (!old && !said) return Optional.empty();
        boolean watching =
                from > 0 && WATCHING.contains(text.at(article(text, from) - 1).word());
        boolean child = cursor.takePhrase(List.of(
                "son",
                "daughter",
                "boy",
                "girl",
                "kid",
                "kids",
                "child",
                "children",
                "nephew",
                "niece",
                "twins",
                "brother",
                "sister"));
        if (!said && !watching && !(child && from == 0)) return Optional.empty();
        int age = last.isPresent() ? last.getAsInt() : first.getAsInt();
        return Optional.of(new Item(from, cursor.place(), new Watchers(audience(age))));
    }

    private static int article(Text text, int from) {
        return from > 1 && Set.of("a", "an", "the").contains(text.at(from - 1).word()) ? from - 1 : from;
    }

    private static OptionalInt number(Cursor cursor) {
        OptionalInt number = Numerals.whole(cursor.word());
        if (number.isEmpty() || number.getAsInt() > 110) return OptionalInt.empty();
        cursor.skip();
        return number;
    }

    private static OptionalInt last(Cursor cursor) {
        Cursor ahead = cursor.fork();
        if (!ahead.takePhrase(List.of("to", "-", "and", "or"))) return OptionalInt.empty();
        OptionalInt last = number(ahead);
        if (last.isPresent()) cursor.moveTo(ahead);
        return last;
    }

    private static Audience audience(int age) {
        return age <= LAST_CHILD ? Audience.KIDS : age <= LAST_TEEN ? Audience.TEENS : Audience.ADULTS;
    }
}
