package io.cineai.query.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                don't            | do not
                dont             | do not
                can't            | can not
                im sad           | i am sad
                the '90s         | the ' 90 s
                2h30             | 2 h 30
                Spider-Man       | spider man
                Amélie           | amelie
                the girls' night | the girls night
                """)
    void wordsAreMadePlainAndContractionsTakenApart(String text, String words) {
        assertEquals(words, words(text));
    }

    @Test
    void controlAndDirectionMarksAreLeftOut() {
        assertEquals("no horror", words("no\u202e \u0000hor\u200bror"));
    }

    @Test
    void aSliceIsAsItWasWritten() {
        Text text = Text.of("no  Spider-Man, please");

        assertEquals("Spider-Man", text.slice(1, 3));
    }

    @Test
    void nearestWordsAreAFewSlipsAway() {
        Spelling spelling = new Spelling(List.of("inception", "interception", "alien"));

        assertEquals(List.of("inception"), spelling.nearest("incepton", 1));
        assertEquals(List.of("inception"), spelling.nearest("inceptoin", 1));
        assertEquals(List.of(), spelling.nearest("alien", 1));
    }

    @Test
    void aComparisonComesFromItsQuality() {
        assertEquals(
                List.of(Inflection.Degree.MORE),
                Inflection.of("scarier").stream()
                        .filter(base -> base.word().equals("scary"))
                        .map(Inflection.Base::degree)
                        .toList());
    }

    private static String words(String text) {
        return String.join(" ", Text.of(text).tokens().stream().map(Token::word).toList());
    }
}
