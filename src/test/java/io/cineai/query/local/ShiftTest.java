package io.cineai.query.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More, less and the comparatives. */
class ShiftTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                scarier than The Shining | like: The Shining; shift: +scary
                slower and darker | shift: -fast, +dark
                a bit lighter than Se7en | like: Se7en; shift: -dark
                sadder | shift: -hopeful
                weirder | shift: +weird
                bloodier | shift: +violent
                deeper | shift: +complex
                """)
    void comparativesAreMadeByRule(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                more emotional and less violent | shift: +emotional, -violent
                more emotional and hopeful | shift: +emotional, +hopeful
                less dark, sad or violent | shift: -dark, +hopeful, -violent
                less violence, more romance | shift: -violent, +romantic
                """)
    void moreAndLessReachTheirLists(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                not so scary | shift: -scary
                nothing too scary or gory | shift: -scary, -violent
                not as violent as Kill Bill | like: Kill Bill: Vol. 1; shift: -violent
                a thriller that isn't too violent | shift: -violent; genre: Thriller
                too dark | shift: -dark
                not that complicated | shift: -complex
                not very scary horror | shift: -scary; genre: Horror
                nowhere near as scary as Alien | like: Alien; shift: -scary
                not quite as violent as Heat | like: Heat; shift: -violent
                """)
    void notSoIsLess(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                like Alien but funny | like: Alien; shift: +funny
                Toy Story but scary | like: Toy Story; shift: +scary
                something like Up but for adults | like: Up; for: adults
                like Heat, except funnier | like: Heat; shift: +funny
                like Heat but not violent | like: Heat; exclude: violent
                """)
    void butAfterAFilmIsMore(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                like Se7en but a bit funny | like: Se7en; shift: +funny
                slightly weird | shift: +weird
                """)
    void aLittleIsMore(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                like The Matrix but newer | like: The Matrix; years: 2000..
                like The Matrix but older | like: The Matrix; years: ..1998
                like Alien but shorter | like: Alien; minutes: ..116
                Alien but longer | like: Alien; minutes: 118..
                as scary as Alien but not as long | like: Alien; minutes: ..116
                I liked The Matrix but it was too long | like: The Matrix; minutes: ..135
                shorter than Blorbo | like: Blorbo?
                """)
    void newerAndShorterAreMeasuredByTheFilm(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }
}
