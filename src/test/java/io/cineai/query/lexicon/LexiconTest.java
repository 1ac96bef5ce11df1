package io.cineai.query.lexicon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.query.text.Inflection.Degree;
import io.cineai.query.text.Text;
import java.util.List;
import org.junit.jupiter.api.Test;

class LexiconTest {
    private final Lexicon lexicon = new Lexicon(List.of("Telenovela"));

    @Test
    void theLongestPhraseIsMeant() {
        assertEquals(4, meaning("edge of my seat thriller").length());
        assertEquals(2, meaning("film noir").length());
    }

    @Test
    void aComparisonIsTold() {
        assertEquals(Degree.MORE, meaning("scarier").degree());
        assertTrue(meaning("scarier").is(Vocabulary.AXIS));
    }

    @Test
    void whatOnlySuggestsAGenreIsAHint() {
        assertTrue(meaning("dragons").first(Vocabulary.GENRE).orElseThrow().hint());
    }

    @Test
    void genresOfTheCatalogueAreKnownByTheirOwnNames() {
        assertTrue(meaning("telenovela").is(Vocabulary.GENRE));
    }

    @Test
    void aLongWordMayHaveASlip() {
        assertTrue(lexicon.misspelt("thriler").orElseThrow().is(Vocabulary.GENRE));
        assertTrue(lexicon.misspelt("wra").isEmpty());
    }

    private Meaning meaning(String text) {
        return lexicon.at(Text.of(text), 0).orElseThrow();
    }
}
