package io.cineai.embed.openai;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.llm.Wire;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgedTest {
    private static Judged judged(String data) {
        return Judged.of(Wire.read(data), 2, 2);
    }

    @Test
    void vectorsAreToldByTheirIndexAndBroughtToLengthOne() {
        Judged judged = judged("[{\"index\": 1, \"embedding\": [0, -2]}, {\"index\": 0, \"embedding\": [3, 4]}]");

        assertEquals(Optional.empty(), judged.broken());
        assertArrayEquals(new float[] {0.6f, 0.8f}, judged.vectors().get(0));
        assertArrayEquals(new float[] {0, -1}, judged.vectors().get(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data must have 2 vectors|[{\"index\": 0, \"embedding\": [1, 0]}]",
                "data must have 2 vectors|{\"embedding\": [1, 0]}",
                "index must be each of 0 to 1 once|[{\"index\": 0, \"embedding\": [1, 0]}, {\"index\": 0, \"embedding\": [1, 0]}]",
                "index must be each of 0 to 1 once|[{\"index\": 0, \"embedding\": [1, 0]}, {\"index\": 2, \"embedding\": [1, 0]}]",
                "index must be each of 0 to 1 once|[{\"index\": 0, \"embedding\": [1, 0]}, {\"index\": -1, \"embedding\": [1, 0]}]",
                "index must be each of 0 to 1 once|[{\"index\": 0, \"embedding\": [1, 0]}, {\"embedding\": [1, 0]}]",
                "index must be each of 0 to 1 once|[{\"index\": 0, \"embedding\": [1, 0]}, {\"index\": \"1\", \"embedding\": [1, 0]}]",
                "embedding must have 2 numbers|[{\"index\": 0, \"embedding\": [1, 0, 0]}, {\"index\": 1, \"embedding\": [1, 0]}]",
                "embedding must have 2 numbers|[{\"index\": 0, \"embedding\": \"AACAPw==\"}, {\"index\": 1, \"embedding\": [1, 0]}]",
                "embedding must be finite numbers|[{\"index\": 0, \"embedding\": [1, null]}, {\"index\": 1, \"embedding\": [1, 0]}]",
                "embedding must be finite numbers|[{\"index\": 0, \"embedding\": [1, \"2\"]}, {\"index\": 1, \"embedding\": [1, 0]}]",
                "embedding must be finite numbers|[{\"index\": 0, \"embedding\": [0, 0]}, {\"index\": 1, \"embedding\": [1, 0]}]",
                "embedding must be finite numbers|[{\"index\": 0, \"embedding\": [1e999, 0]}, {\"index\": 1, \"embedding\": [1, 0]}]"
            })
    void whatBreaksARuleSpoilsAll(String rule, String data) {
        Judged judged = judged(data);

        assertTrue(
                judged.broken().orElse("none").startsWith(rule), judged.broken().toString());
        assertTrue(judged.vectors().isEmpty());
    }
}
