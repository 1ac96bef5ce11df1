package io.cineai.analyze.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.analyze.local.Claim.Place;
import io.cineai.movie.thematic.Theme;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordListTest {
    private static final List<String> FILES =
            List.of("themes.txt", "context.txt", "style.txt", "directors.txt", "journey.txt", "silences.txt");

    private static String problemOf(String... lines) {
        return assertThrows(IllegalArgumentException.class, () -> WordList.lines("mine.txt", List.of(lines)))
                .getMessage();
    }

    @Test
    void everyLineOfOursNamesAWordOfAVocabulary() {
        for (String file : FILES) assertFalse(WordList.read(file).isEmpty(), file);
    }

    @Test
    void everyThemeHasWords() {
        List<WordList.Line> lines = WordList.read("themes.txt");

        for (Theme theme : Theme.values())
            assertTrue(
                    lines.stream().filter(line -> line.claim().term() == theme).count() > 1, theme.id());
    }

    @Test
    void aLineSaysWhatItsPhrasesSpeakFor() {
        WordList.Line line = WordList.lines(
                        "mine.txt", List.of("# ours", "", "theme.guilt 1.5 @keywords: bad conscience, remorse"))
                .get(0);

        assertEquals(Theme.GUILT, line.claim().term());
        assertEquals(1.5, line.claim().strength());
        assertEquals(Place.KEYWORDS, line.claim().place());
        assertEquals(List.of("bad conscience", "remorse"), line.phrases());
    }

    @Test
    void aBadLineIsNamedWithFileAndNumberAndRule() {
        assertEquals(
                "mine.txt, line 2: id must be one of vocabulary theme: sorrow",
                problemOf("theme.guilt 1: remorse", "theme.sorrow 1: sad"));
        assertEquals("mine.txt, line 1: vocabulary must be a known one: mood", problemOf("mood.guilt 1: remorse"));
        for (String bad : Arrays.asList("theme.guilt: remorse", "theme.guilt 1 remorse", "guilt 1: remorse", "remorse"))
            assertTrue(problemOf(bad).startsWith("mine.txt, line 1: must be \"vocabulary.id strength: phrase"), bad);
        assertTrue(problemOf("theme.guilt 1 @plot: remorse").startsWith("mine.txt, line 1: place must be @keywords"));
        assertTrue(problemOf("theme.guilt 1: remorse,, shame").startsWith("mine.txt, line 1: phrase must have a word"));
        assertTrue(problemOf("theme.guilt 1 @facts: Sitcom").startsWith("mine.txt, line 1: a fact must be \"any\""));
        assertTrue(problemOf("arc.icarus 1 @theme: pride").startsWith("mine.txt, line 1: theme must be one of"));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> WordList.read("none.txt"))
                .getMessage()
                .startsWith("none.txt: "));
    }
}
