package io.cineai.query.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.query.ParsedQuery;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any text is read: broken, hostile, endless or at random. */
class AnyTextTest {
    private static final List<String> PIECES = List.of(
            "no", "not", "without", "but", "or", "and", ",", "like", "Alien", "up", "it", "more", "less", "too", "so",
            "as", "than", "between", "1980", "80s", "two", "hours", "90", "minutes", "horror", "funny", "scarier",
            "Nolan", "by", "with", "(", ")", "\"", "'", "'s", "except", "for", "kids", "year", "old", "top", "zombies",
            "the", "a", ".", "-", "½", "\u202e", "\u0000", "💀", "of", "about");

    @Test
    void textsAtRandomAreReadAlikeEveryTime() {
        SplittableRandom chance = new SplittableRandom(42);
        for (int round = 0; round < 3_000; round++) {
            String query = Stream.generate(() -> PIECES.get(chance.nextInt(PIECES.size())))
                    .limit(chance.nextInt(25))
                    .collect(Collectors.joining(" "));
            assertEquals(Reader.SAMPLE.parse(query), Reader.SAMPLE.parse(query), query);
        }
    }

    @Test
    void charactersAtRandomAreRead() {
        SplittableRandom chance = new SplittableRandom(7);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder query = new StringBuilder();
            for (int length = chance.nextInt(80); length > 0; length--)
                query.append((char) (chance.nextInt(3) == 0 ? chance.nextInt(0x10000) : 32 + chance.nextInt(95)));
            bounded(Reader.SAMPLE.parse(query.toString()));
        }
    }

    static Stream<String> endless() {
        return Stream.of(
                "like ".repeat(2_000),
                "no horror or ".repeat(1_000),
                "no, ".repeat(3_000),
                "not ".repeat(3_000),
                "a".repeat(10_000),
                "incepton ".repeat(1_500),
                "shawshank redemtion of the ".repeat(500),
                "\"".repeat(10_000),
                "between 1980 and ".repeat(700),
                "2h30".repeat(2_500),
                "éééé ".repeat(2_000),
                "🎬".repeat(5_000),
                "\u202e\u200b".repeat(5_000));
    }

    @ParameterizedTest
    @MethodSource("endless")
    void endlessTextsTakeNoTime(String query) {
        bounded(assertTimeout(Duration.ofSeconds(2), () -> Reader.SAMPLE.parse(query)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "?",
                "the of and",
                "'; DROP TABLE movies; --",
                "<script>alert(1)</script>",
                "${jndi:ldap://x}",
                "\u202Eevil\u202C",
                "\uD83D",
                "私は怖い映画が見たい",
                "фильмы ужасов",
                "أفلام رعب",
                "((((",
                "\"\"",
                "' '",
                "1/0",
                "-1 movies",
                "0 films",
                "99999999999999"
            })
    void oddTextsAreRead(String query) {
        bounded(Reader.SAMPLE.parse(query));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a quirky heist with flamingos",
                "movies like Inception but with xylophones",
                "frobnicate the western",
                "no trombones please, a comedy"
            })
    void everyWordThatSaysSomethingIsSomewhere(String query) {
        List<String> odd = List.of("flamingos", "xylophones", "frobnicate", "trombones");
        String unresolved = String.join(" ", Reader.SAMPLE.parse(query).unresolved());

        assertTrue(odd.stream().filter(query::contains).allMatch(unresolved::contains), unresolved);
    }

    @Test
    void marksThatHideOrTurnLettersChangeNothing() {
        assertEquals(
                Reader.slots("movies like Inception"), Reader.slots("\u202emovies\u200b like\u0007 Ｉnception\u202c"));
    }

    private static void bounded(ParsedQuery parsed) {
        assertTrue(parsed.unresolved().size() <= Unresolved.MOST);
        assertTrue(parsed.unresolved().stream().allMatch(entry -> entry.length() <= Unresolved.LONGEST));
    }
}
