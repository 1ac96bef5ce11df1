package io.cineai.query.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Years, lengths, numbers of films and ages. This year is 2026. */
class NumberTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                90s thrillers | genre: Thriller; years: 1990..1999
                the '80s | years: 1980..1989
                1960s westerns | genre: Western; years: 1960..1969
                seventies | years: 1970..1979
                early 80s | years: 1980..1983
                mid-90s | years: 1994..1996
                late sixties | years: 1967..1969
                80s and 90s action | genre: Action; years: 1980..1999
                from the late 90s to the early 2000s | years: 1997..2003
                """)
    void decadesHaveTenYears(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                before 1970 | years: ..1969
                pre-1960 musicals | genre: Musical; years: ..1959
                older than 1970 | years: ..1969
                after 2000 | years: 2001..
                newer than 2010 | years: 2011..
                since 2010 | years: 2010..
                from 2010 on | years: 2010..
                2015 or later | years: 2015..
                until 1960 | years: ..1960
                released in 1954 | years: 1954..1954
                between 1980 and 1995 | years: 1980..1995
                1980-1995 | years: 1980..1995
                1980 to 1995 | years: 1980..1995
                nothing older than 1990 | years: 1990..
                """)
    void yearsHaveBounds(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                from the last ten years | years: 2016..
                past 5 years | years: 2021..
                recent sci-fi | genre: Sci-Fi; years: 2023..
                this year | years: 2026..2026
                modern westerns | genre: Western; years: 2000..
                old comedies | genre: Comedy; years: ..1979
                20th century | years: 1901..2000
                """)
    void yearsAreCountedFromThisOne(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                movies set in the 60s | unresolved: set in the 60s
                a drama about the 1920s | genre: Drama; unresolved: about the 1920s
                """)
    void whenAStoryPlaysIsNoYear(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                under two hours | minutes: ..119
                over 2 hours | minutes: 121..
                at least three hours | minutes: 180..
                no longer than 110 minutes | minutes: ..110
                at most 1.5 hours | minutes: ..90
                about 90 minutes | minutes: 80..100
                a 90 minute film | minutes: 80..100
                an hour and a half | minutes: 80..100
                between 90 and 120 minutes | minutes: 90..120
                under 2h30 | minutes: ..149
                two and a half hours or less | minutes: ..150
                less than 1 hour 45 minutes | minutes: ..104
                short movies | minutes: ..95
                a long western | genre: Western; minutes: 150..
                not too long | minutes: ..120
                movies under 90 | minutes: ..89
                at most 100 please | minutes: ..100
                not long | minutes: ..120
                """)
    void lengthsHaveBounds(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                five films | limit: 5
                top 10 westerns | genre: Western; limit: 10
                give me 3 funny movies | genre: Comedy; limit: 3
                one good film | limit: 1
                a couple of thrillers | genre: Thriller; limit: 2
                100 best films | limit: 50
                give me 5000 westerns | genre: Western; limit: 50
                """)
    void filmsAreCounted(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                for my 6 year old | for: kids
                with my 14-year-old daughter | for: teens
                for kids aged 5 to 8 | for: kids
                not for kids | for: adults
                a cartoon for the whole family | genre: Animation; for: family
                something for grown-ups | for: adults
                9 year old niece, cartoons | genre: Animation; for: kids
                """)
    void whoWatchesHasAnAge(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a film", "some films", "a few movies", "the one film"})
    void notEveryFilmIsCounted(String query) {
        assertEquals("", Reader.slots(query));
    }
}
