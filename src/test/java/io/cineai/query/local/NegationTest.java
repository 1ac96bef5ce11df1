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
                no horror or anything scary | no genre: Horror; exclude: scary
                nothing scary or too violent | shift: -violent; exclude: scary
                I didn't like Inception, Alien and Heat | unlike: Inception, Alien, Heat
                nothing by Nolan or by Spielberg | exclude: Christopher Nolan, Steven Spielberg
                no horror/romance | no genre: Horror, Romance
                no horror, gore, ghosts | no genre: Horror; exclude: violent, fear_unknown
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
                no horror, funny, short | genre: Comedy; no genre: Horror; minutes: ..95
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
                not into horror | no genre: Horror
                tired of war films | no genre: War
                leave the horror out | no genre: Horror
                hold the romance | no genre: Romance
                apart from westerns | no genre: Western
                I'm allergic to musicals | no genre: Musical
                nobody likes westerns here | no genre: Western
                I could do without the gore | exclude: violent
                please stop recommending me westerns | no genre: Western
                doesn't make me cry | exclude: sad
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
                anyone but Tom Hanks | exclude: Tom Hanks
                nothing from the 80s or 90s | exclude: 1980s, 1990s
                something different from Alien | unlike: Alien
                I fell asleep during Inception | unlike: Inception
                i hated up | unlike: Up
                The Godfather but not part 2 | like: The Godfather; unlike: The Godfather Part II
                like Heat without violence and not long | like: Heat; exclude: violent; minutes: ..120
                any film by Nolan but Inception | unlike: Inception; people: Christopher Nolan director
                """)
    void filmsPeopleAndDecadesCanBeExcluded(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                movies without subtitles | unresolved: without subtitles
                a western with no zombies | genre: Western; unresolved: no zombies
                without zombies, vampires or gore | exclude: violent; unresolved: without zombies, no vampires
                a fantasy without dragons | genre: Fantasy; unresolved: without dragons
                comedies with no slapstick | genre: Comedy; unresolved: no slapstick
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                Inception bored me | unlike: Inception
                Alien and Inception were boring | unlike: Alien, Inception
                I found Inception so dull | unlike: Inception
                I watched Inception and hated it | unlike: Inception
                Inception? no thanks | unlike: Inception
                horror and musicals are out | no genre: Horror, Musical
                westerns are not my cup of tea | no genre: Western
                I loved Heat, musicals are out | like: Heat; no genre: Musical
                I like westerns but musicals are not my thing | genre: Western; no genre: Musical
                horror yes, gore no | genre: Horror; exclude: violent
                """)
    void aThingCanBeRejectedBehindIt(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                a western, I don't mind violence | genre: Western
                a comedy, not necessarily romantic | genre: Comedy
                I'm fine with old films | ''
                no problem with gore | ''
                """)
    void whatIsMerelyAllowedSaysNothing(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                no sad comedies | exclude: sad
                not sad comedies | genre: Comedy; exclude: sad
                no 80s horror | exclude: 1980s
                no John Wayne westerns | exclude: John Wayne
                comedy but no romantic comedy | genre: Comedy; no genre: Romance
                no courtroom dramas | exclude: justice_revenge
                no zombie comedies | unresolved: no zombie comedies
                """)
    void ofAGenreThatIsNarrowedOnlyThatIsExcluded(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                nothing scary for my kids | exclude: scary; for: kids
                without violence for my 10 year old | exclude: violent; for: kids
                thrillers without gore from the 90s | genre: Thriller; exclude: violent; years: 1990..1999
                nothing scary from the 90s | exclude: scary, 1990s
                """)
    void whoWatchesAndWhenIsSaidOfWhatIsWanted(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }
}
