package io.cineai.recommend.likeness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FranchiseTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Toy Story | Toy Story 2",
                "Rocky | Rocky IV",
                "Rocky II | Rocky III",
                "The Godfather | The Godfather: Part II",
                "The Godfather | Godfather, The",
                "The Godfather | Godfather: Part III, The",
                "King Kong | King Kong",
                "King Kong | King Kong (1976)",
                "Hot Shots! | Hot Shots! Part Deux",
                "Kill Bill: Vol. 1 | Kill Bill Vol. 2",
                "Back to the Future | Back to the Future Part III",
                "Harry Potter and the Deathly Hallows: Part 1 | Harry Potter and the Deathly Hallows – Part 2",
                "Terminator | Terminator 2: Judgment Day",
                "The Lord of the Rings: The Two Towers | The Lord of the Rings: The Return of the King",
                "Star Wars | Star Wars: Episode V - The Empire Strikes Back",
                "Star Wars: Episode IV - A New Hope | Star Wars: Episode V - The Empire Strikes Back",
                "Alien | Alien: Covenant",
                "Alien | Alien 3",
                "X-Men | X-Men: The Last Stand",
                "Spider-Man 2 | Spider-Man: No Way Home",
                "Jason X | Jason",
                "Брат | Брат 2",
                "リング | リング 2 (1999)",
                "新世紀エヴァンゲリオン：序 | 新世紀エヴァンゲリオン：破"
            })
    void filmsOfOneSeriesAreOne(String one, String other) {
        assertEquals(Franchise.of(one), Franchise.of(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2001: A Space Odyssey | 2010: The Year We Make Contact",
                "2001: A Space Odyssey | 2001: The Other Film",
                "Se7en | Seven Samurai",
                "Up | Up in the Air",
                "It | It Follows",
                "It Chapter Two | It Happened One Night",
                "Part | Up",
                "3:10 to Yuma | 3: The Third",
                "(500) Days of Summer (2009) | (1000) Nights of Winter (2009)",
                "The Best Part of Us | The Best Episode of All",
                "The King and I | King and Country",
                "Withnail & I | Withnail &",
                "七人の侍 | 七人の刺客",
                "羅生門 | 羅生",
                "A | The"
            })
    void otherFilmsAreNot(String one, String other) {
        assertNotEquals(Franchise.of(one), Franchise.of(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Up",
                "It",
                "Part",
                "Episode",
                "V",
                "X2",
                "300",
                "1917",
                "2001: A Space Odyssey",
                "(500)",
                "...",
                "!",
                ": 2",
                "- - -",
                "The",
                "Ⅳ",
                "悪魔",
                "\uD83C\uDFAC"
            })
    void aTitleWithNothingInFrontStandsForItself(String title) {
        long alike = Stream.of("Heat", "part", "2", "the 2")
                .filter(other -> Franchise.of(other).equals(Franchise.of(title)))
                .filter(other -> !other.equalsIgnoreCase(title))
                .count();

        assertEquals(0, alike, Franchise.of(title));
    }

    @Test
    void aTitleOfManyLinesOrBracketsIsReadAtOnce() {
        assertEquals("heat", Franchise.of("Heat: one\ntwo"));
        assertEquals(9_999, Franchise.of("(".repeat(9_999)).length());
    }
}
