package io.cineai.export;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "Crime, crime",
        "Sci-Fi, sci-fi",
        "sci fi, sci-fi",
        "(no genres listed), no-genres-listed",
        "Children's, children-s",
        "Comédie, comedie",
        "psychological_thriller, psychological_thriller",
        "' Film-Noir ', film-noir",
        "../../etc/passwd, etc-passwd"
    })
    void aLabelIsAPlainWord(String label, String slug) {
        assertEquals(slug, Names.slug(label));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Драма", "アニメ", "!!!", "Кино noir", "🎬"})
    void whatHasNoPlainWordHasAHash(String label) {
        assertThat(Names.slug(label), matchesPattern("([a-z]+-)?[0-9a-f]{8}"));
    }

    @Test
    void labelsOfOtherScriptsAreToldApartAndTheirCaseIsNot() {
        assertNotEquals(Names.slug("Драма"), Names.slug("Комедия"));
        assertEquals(Names.slug("Драма"), Names.slug("драма"));
    }

    @Test
    void aLongLabelIsCutAndStillToldFromOthers() {
        String one = "drama ".repeat(100) + "one";
        String two = "drama ".repeat(100) + "two";

        assertThat(Names.slug(one).length(), lessThanOrEqualTo(61));
        assertNotEquals(Names.slug(one), Names.slug(two));
    }

    @Test
    void theHashIsTheFirstHalfOfASha256() {
        assertEquals("ba7816bf8f01cfea414140de5dae2223", Names.hash("abc".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({
        "popular.ba7816bf8f01cfea414140de5dae2223.json, true",
        "genre-sci-fi.ba7816bf8f01cfea414140de5dae2223.json, true",
        "ba7816bf8f01cfea414140de5dae2223.json, true",
        "manifest.json, false",
        "feed.json, false",
        "popular.json, false",
        "popular.ba7816bf8f01cfea414140de5dae2223.json.gz, false",
        "../x.ba7816bf8f01cfea414140de5dae2223.json, false"
    })
    void onlyWhatCarriesItsHashIsImmutable(String name, boolean immutable) {
        assertThat(Names.isImmutable(name), is(immutable));
    }
}
