package io.cineai.query.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vocabularies, and which of them a word speaks. */
class WordTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                a rom-com | genre: Comedy, Romance
                funny movies | genre: Comedy
                chick flick | genre: Romance
                space opera | genre: Sci-Fi
                science fiction | genre: Sci-Fi
                whodunit | genre: Mystery
                slasher | genre: Horror
                docs | genre: Documentary
                film noir | genre: Film-Noir
                a biopic | unresolved: biopic
                """)
    void genresHaveEverydayNames(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                scary movie | mood: scary
                a real tear-jerker | mood: sad
                edge of my seat | mood: tense
                feel-good movie | mood: uplifting
                melancholic | mood: bittersweet
                with a plot twist | mood: surprising
                something relaxing | mood: calm
                feel good about life | mood: uplifting
                """)
    void moodsAreHowFilmsFeel(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                I feel sad and lonely | mood: uplifting
                I'm so stressed | mood: calm
                I'm bored | mood: exciting
                cheer me up | mood: uplifting
                feeling lonely tonight | mood: uplifting
                im super stressed out | mood: calm
                """)
    void aFeelingAsksForItsRemedy(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                date night | mood: heartwarming
                a rainy sunday | mood: calm
                christmas movies | mood: heartwarming; unresolved: christmas
                with friends | mood: cheerful
                """)
    void occasionsAreMoods(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                films about revenge | theme: justice_revenge
                growing up | theme: coming_of_age
                a heist | theme: crime_underworld
                prison break films | theme: resistance_freedom
                about losing someone | theme: grief_loss
                about artificial intelligence | theme: technology_humanity
                mind-bending movies about dreams | theme: reality_illusion
                about war | theme: war_and_its_cost
                about time travel | unresolved: time travel
                """)
    void whatAFilmIsAboutIsATheme(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                neo-noir | style: neo_noir
                like a dream | style: surreal
                a silent film | style: silent
                kung fu | style: martial_arts
                western look | style: western
                black-and-white noir | style: noir
                slow cinema | style: minimalist
                wes anderson-like | style: stylized
                anime | style: drawn_animation
                cgi animation | style: computer_animation
                """)
    void stylesAreLooks(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                movies about zombies and chess | unresolved: zombies, chess
                an underrated western | genre: Western; unresolved: underrated
                """)
    void whatIsNotUnderstoodIsKept(String query, String slots) {
        assertEquals(slots, Reader.slots(query));
    }
}
