package io.cineai.query.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Titles and people, and when they are meant. */
class NameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                godfather | like: The Godfather
                the godfather part two | like: The Godfather Part II
                terminator 2 but funnier | like: Terminator 2: Judgment Day; shift: +funny
                Toy Story three | like: Toy Story 3
                the lord of the rings | like: The Lord of the Rings: The Fellowship of the Ring
                empire strikes back | like: The Empire Strikes Back
                fury road | like: Mad Max: Fury Road
                dr strangelove | like: Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb
                mccabe and mrs miller | like: McCabe & Mrs. Miller
                twelve angry men | like: 12 Angry Men
                spiderman | like: Spider-Man: Into the Spider-Verse
                movies like LOTR | like: The Lord of the Rings: The Fellowship of the Ring
                like T2 | like: Terminator 2: Judgment Day
                eternal sunshine | like: Eternal Sunshine of the Spotless Mind
                movies like shawshank | like: The Shawshank Redemption
                amelie | like: Amélie
                my kids love toy story | like: Toy Story; for: kids
                """)
    void aTitleNeedNotBeWhole(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                movies like incepton | like: Inception
                goodfelas | like: Goodfellas
                like the gofather | like: The Godfather
                movies like shawshank redemtion | like: The Shawshank Redemption
                pans labirynth | like: Pan's Labyrinth
                like Apocalypse Nwo | like: Apocalypse Now
                """)
    void aTitleMayHaveASlip(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                a star is born (1954) | like: A Star Is Born
                the 1982 thing | like: The Thing
                movies like Her (2013) | like: Her
                """)
    void theYearTellsFilmsOfOneTitleApart(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                Up | like: Up
                movies like up | like: Up
                something like It but less scary | like: It; shift: -scary
                "Her" but funnier | like: Her; shift: +funny
                drive | like: Drive
                i love drive | like: Drive
                cheer me up with a comedy | genre: Comedy; mood: uplifting
                it should be funny | genre: Comedy
                I'm in the mood for love stories | theme: love_romance
                a love story on the moon | theme: love_romance; unresolved: moon
                """)
    void aUsualWordIsATitleOnlyWhereOneMustBe(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                between Inception and Memento | like: Inception, Memento
                Amelie meets Fargo | like: Amélie, Fargo
                Inception, Memento and The Prestige but slower | like: Inception, Memento, The Prestige; shift: -fast
                seven samurai or yojimbo | like: Seven Samurai, Yojimbo
                """)
    void severalFilmsMayBeNamed(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                like Foobar Baz but darker | like: Foobar Baz?; shift: +dark
                something like "The Blue Quux" | like: The Blue Quux?
                """)
    void aTitleThatTheCatalogueLacksStaysAsWritten(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                films by Nolan | people: Christopher Nolan director
                Hitchcock's films | people: Alfred Hitchcock director
                starring leonardo dicaprio | people: Leonardo DiCaprio actor
                with Clint Eastwood | people: Clint Eastwood actor
                Clint Eastwood | people: Clint Eastwood any
                has Marlon Brando in it | people: Marlon Brando actor
                Coen brothers comedies | genre: Comedy; people: Joel Coen director, Ethan Coen director
                the Wachowskis | people: Lana Wachowski director, Lilly Wachowski director
                christoper nolan movies | people: Christopher Nolan director
                """)
    void peopleHaveRoles(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }
}
