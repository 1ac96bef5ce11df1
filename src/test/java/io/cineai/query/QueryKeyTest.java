package io.cineai.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class QueryKeyTest {
    @Test
    void capitalsBlanksAndWhatCannotBeSeenDoNotMatter() {
        String key = "movies like inception";

        for (String text : new String[] {
            "Movies like Inception",
            "  MOVIES\tlike\n\n inception ",
            "movies\u00A0like\u2003inception",
            "\u202Emovies\u200B like in\u00ADception\u202C",
            "movies like\u0000inception"
        }) assertEquals(key, QueryKey.of(text).text());
    }

    @Test
    void accentsMatterHoweverTheyAreWritten() {
        assertEquals(QueryKey.of("amélie"), QueryKey.of("ame\u0301lie"));
    }

    @Test
    void aTextOfNothingHasAnEmptyKey() {
        assertEquals("", QueryKey.of("\u202E \u0000").text());
    }
}
