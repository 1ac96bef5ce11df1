package io.cineai.analyze.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.analyze.local.Claim.Place;
import io.cineai.movie.thematic.Theme;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static List<String> plain(String text) {
        return Word.in(text).stream().map(Word::plain).toList();
    }

    private static List<String> singular(String text) {
        return Word.in(text).stream().map(Word::singular).toList();
    }

    @Test
    void caseAccentsHyphensAndApostrophesDoNotMatter() {
        assertEquals(List.of("star", "crossed", "lovers"), plain("Star-Crossed  lovers"));
        assertEquals(List.of("amelie", "and", "amelie"), plain("Amélie and Ame\u0301lie"));
        assertEquals(List.of("father", "dont", "say", "love"), plain("father's don\u2019t say 'love'"));
    }

    @Test
    void aPluralIsItsSingular() {
        assertEquals(
                singular("vampire family hero witch boss horse movie die"),
                singular("vampires families heroes witches bosses horses movies dies"));
        assertEquals(List.of("princess", "virus", "paris", "gas"), singular("princess virus paris gas"));
    }

    @Test
    void aWordKnowsWhereItStands() {
        Word word = Word.in("A lonely, clerk").get(2);

        assertEquals("clerk", "A lonely, clerk".substring(word.start(), word.end()));
        assertTrue(word.opens());
        assertFalse(Word.in("A lonely, clerk").get(1).opens());
    }

    @Nested
    class Known {
        private final KnownWords words = new KnownWords();

        Known() {
            for (String word :
                    List.of("escape", "stop", "murder", "marry", "boxing", "box", "car", "train", "training"))
                words.learn(word);
        }

        @Test
        void anEndingIsTakenOffWhereTheRestIsKnown() {
            assertEquals("escape", words.reading("escaped"));
            assertEquals("escape", words.reading("escaping"));
            assertEquals("stop", words.reading("stopped"));
            assertEquals("murder", words.reading("murdered"));
            assertEquals("marry", words.reading("married"));
        }

        @Test
        void aWordThatIsKnownItselfStays() {
            assertEquals("boxing", words.reading("boxing"));
            assertEquals("training", words.reading("training"));
        }

        @Test
        void caringIsNoCar() {
            assertEquals("caring", words.reading("caring"));
            assertEquals("made", words.reading("made"));
            assertEquals("red", words.reading("red"));
        }
    }

    @Nested
    class Denied {
        private boolean denies(String text, int place) {
            return Negation.before(place, Word.in(text));
        }

        @Test
        void withinThreeWords() {
            assertTrue(denies("there is no hope", 3));
            assertTrue(denies("she never finds true love", 4));
            assertTrue(denies("he doesn't love her", 2));
            assertFalse(denies("never in her whole life has she found love", 8));
        }

        @Test
        void notAcrossAStopOrAComma() {
            assertFalse(denies("he says no, love waits", 3));
        }

        @Test
        void notWhereItIsNoDenial() {
            assertFalse(denies("not only love", 2));
            assertFalse(denies("no longer lonely", 2));
        }
    }

    @Nested
    class Found {
        private final Phrases phrases = new Phrases();

        Found() {
            Claim claim = new Claim(Theme.SURVIVAL, 0, 1, Place.ANYWHERE);
            for (String phrase : List.of("prison", "prison camp", "camp")) phrases.add(phrase, claim);
        }

        private List<Integer> lengths(String text) {
            return phrases.in(Word.in(text)).stream()
                    .map(match -> match.last() - match.first() + 1)
                    .toList();
        }

        @Test
        void theLongestPhraseComesFirst() {
            assertEquals(List.of(2, 1, 1), lengths("in a prison camp"));
        }

        @Test
        void noPhraseGoesAcrossAComma() {
            assertEquals(List.of(1, 1), lengths("a prison, camp"));
        }
    }
}
