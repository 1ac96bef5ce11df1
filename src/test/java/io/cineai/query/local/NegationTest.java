package io.cineai.query.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a "no" reaches, and where it ends. */
class NegationTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                no horror or gore | no genre: Horror; exclude: violent
                no horror, no gore, no jump scares | no genre: Horror; exclude: violent, scary
                not scary, sad or violent | exclude: scary, sad, violent
                neither scary nor sad | exclude: scary, sad
                without romance and violence | no genre: Romance; exclude: violent
                """)
    void aListAfterNoIsAllExcluded(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                no horror but something funny | genre: Comedy; no genre: Horror
                scary but not gory | mood: scary; exclude: violent
                something dark, but not depressing | mood: dark; exclude: sad
                not sad but moving | shift: +emotional; exclude: sad
                """)
    void aNoEndsAtABut(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                no horror, I want a western | genre: Western; no genre: Horror
                I hate musicals. A war film please | genre: War; no genre: Musical
                no gore and a happy ending | shift: +hopeful; exclude: violent
                no dark or violent films, just something light | mood: cheerful; exclude: dark, violent
                """)
    void aNoEndsWhereANewClauseBegins(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                a comedy not without some drama | genre: Comedy, Drama
                not unlike Alien | like: Alien
                not only funny but also touching | genre: Comedy; mood: heartwarming
                """)
    void twoNosAreNone(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                anything but comedies | no genre: Comedy
                everything except westerns | no genre: Western
                doesn't have violence in it | exclude: violent
                a gore-free thriller | genre: Thriller; exclude: violent
                non-violent westerns | genre: Western; exclude: violent
                free of romance | no genre: Romance
                zero gore | exclude: violent
                sick of romcoms | no genre: Comedy, Romance
                romance isn't my thing | no genre: Romance
                instead of a comedy give me a drama | genre: Drama; no genre: Comedy
                I can't stand musicals | no genre: Musical
                something like The Matrix minus the violence | like: The Matrix; exclude: violent
                ain't sad | exclude: sad
                """)
    void manyWordsSayNo(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                nothing like Crash | unlike: Crash
                I loved Heat and hated Crash | like: Heat; unlike: Crash
                like Alien, not Aliens | like: Alien; unlike: Aliens
                no Tom Hanks | exclude: Tom Hanks
                not by Spielberg | exclude: Steven Spielberg
                not from the 80s | exclude: 1980s
                nothing after 2000 | years: ..2000
                nothing over two hours | minutes: ..120
                """)
    void filmsPeopleAndDecadesCanBeExcluded(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                movies without subtitles | unresolved: without subtitles
                a western with no zombies | genre: Western; unresolved: no zombies
                """)
    void whatIsNotUnderstoodKeepsItsNo(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                no idea what to watch, something funny | genre: Comedy
                I can't decide, a western maybe | genre: Western
                never seen a western | genre: Western
                """)
    void noIdeaIsNoNo(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }
}
