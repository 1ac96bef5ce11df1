package io.cineai.query;

import static io.cineai.testkit.QueryBuilder.aQuery;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonalWordsTest {
    /** What was not understood stands behind the bar. */
    private static ParsedQuery read(String unresolved) {
        String[] words =
                Arrays.stream(unresolved.split(";")).filter(it -> !it.isBlank()).toArray(String[]::new);
        return aQuery().saying(words).build();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "something for my mother who has cancer | mother who has cancer",
                "a film for my 6 year old daughter | ``",
                "I'm depressed, cheer me up | ``",
                "my name is ada@example.org, films like Heat | ``",
                "call me on 0170 1234567 about a western | ``",
                "movies to watch with Klaus Meier tonight | klaus meier",
                "what does Doctor Huber like | Doctor Huber",
                "I broke up with anna | broke up with anna",
                "we lost our house in the fire | lost house fire",
                "see https://example.org/me | ``",
                "films for 192.168.0.101.22 | 192.168.0.101.22",
                "i am gay and looking for romance | ``"
            })
    void whatSaysSomethingOfSomebodyIsPersonal(String text, String unresolved) {
        assertTrue(PersonalWords.in(text, read(unresolved)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "movies like Inception but more emotional | ``",
                "I want a film about chess | chess",
                "show me something like Heat | ``",
                "I loved Alien and hated Prometheus | ``",
                "give me five comedies from the 90s | ``",
                "zombies in Paris | zombies",
                "Films with Audrey Tautou | ``",
                "sad films about a mother and her son | ``",
                "recommend me a western, not too long | ``",
                "a film of 1954 under 120 minutes | ``",
                "dinosaurs | dinosaurs",
                "makes me laugh | ``"
            })
    void whatSaysNothingOfAnybodyIsNot(String text, String unresolved) {
        assertFalse(PersonalWords.in(text, read(unresolved)));
    }
}
