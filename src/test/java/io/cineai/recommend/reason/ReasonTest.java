package io.cineai.recommend.reason;

import static io.cineai.testkit.FilmBuilder.idOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cineai.recommend.reason.Reason.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "BECAUSE_LIKED | - | Because you liked Heat",
                "BECAUSE_LIKED | Crime | Because you liked Heat, another Crime film",
                "PEOPLE | Al Pacino | With Al Pacino, as in Heat, which you liked",
                "SHARED_THEME | justice_revenge | Shares the theme of justice and revenge with Heat, which you liked",
                "SHARED_STYLE | neo_noir | In the neo noir style of Heat, which you liked",
                "ARC_MATCH | tragic_fall | Its story takes the course of Heat, which you liked: tragic fall"
            })
    void aLikedFilmAndWhatIsSharedAreNamed(Type type, String attribute, String text) {
        assertEquals(text, new Reason(type, idOf("Heat"), "Heat", attribute, 0.5).text());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "POPULAR_WITH_SIMILAR | - | Liked by people whose taste is like yours",
                "EXPLORE | - | Close to films that you have an eye on",
                "POPULAR | - | Popular right now",
                "POPULAR | Crime | Popular in Crime, which you chose"
            })
    void whereNoFilmIsNamedNoneIsSpokenOf(Type type, String attribute, String text) {
        assertEquals(text, new Reason(type, null, null, attribute, 1).text());
    }

    @Test
    void aShareOutsideItsRangeIsRefused() {
        for (double share : new double[] {-0.1, 1.1, Double.NaN})
            assertThrows(IllegalArgumentException.class, () -> new Reason(Type.POPULAR, null, null, null, share));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Insight(Insight.Kind.DISCOVERY, Insight.Discovery.SAFE, Double.NaN));
    }
}
