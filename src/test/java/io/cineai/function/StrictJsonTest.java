package io.cineai.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictJsonTest {
    /** A film and how often it was seen. */
    record Seen(String title, Integer times, List<Seen> also) {
        Seen {
            if (times != null && times < 1) throw new IllegalArgumentException("times must be 1 or more: " + times);
        }
    }

    private final StrictJson json = new StrictJson();

    @Test
    void whatFitsIsRead() {
        Seen heat = json.read(Buffer.buffer("{\"title\": \"Heat\", \"times\": 3}"), Seen.class, "an object");

        assertEquals(new Seen("Heat", 3, null), heat);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"times\": 0} | times | times must be 1 or more: 0",
                "{\"times\": \"3\"} | times | times must be of its type: see the description of the function",
                "{\"times\": 99999999999} | times | times must be of its type: see the description of the function",
                "{\"titel\": 3} | titel | titel must not be there: no such field",
                "{\"also\": [{}, {\"times\": 0}]} | also[1].times | also[1].times must be 1 or more: 0",
                "{\"also\": [{\"title\": 7}]} | also[0].title | also[0].title must be of its type: see the description of the function",
                "[] | ``  | the payload must be an object",
                "null | `` | the payload must be an object",
                "{} {} | `` | the payload must be an object"
            })
    void whatDoesNotFitIsNamed(String payload, String field, String detail) {
        Problem problem = problem(payload);

        assertEquals(field.isEmpty() ? null : field, problem.field());
        assertEquals(detail, problem.detail());
        assertEquals(400, problem.status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{", "{\"title\": \"\\x\"}", "nul", "{'title': 1}"})
    void whatIsNoJsonIsSaidToBeNone(String payload) {
        assertEquals("the payload must be JSON", problem(payload).detail().substring(0, 24));
    }

    @Test
    void whatIsTooDeepIsNotFollowed() {
        assertEquals(
                "the payload must be JSON",
                problem("{\"also\": [".repeat(5_000)).detail().substring(0, 24));
    }

    private Problem problem(String payload) {
        return assertThrows(Refused.class, () -> json.read(Buffer.buffer(payload), Seen.class, "an object"))
                .problem();
    }
}
