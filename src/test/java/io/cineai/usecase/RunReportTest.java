package io.cineai.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.usecase.RunReport.Problem;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RunReportTest {
    private static final UUID RUN = new UUID(0, 7);
    private static final String ADA = "5a0d1c9a-7a0e-4c57-9f0b-2f6f6a3c9e41";

    @Test
    void whatIsKeptNamesNobody() {
        Tally tally = Tally.oneFailed(ADA, "no memory").plus(Tally.ONE_SUCCEEDED);
        RunReport report = RunReport.of(RUN, "queue-drain", tally, 12);

        RunReport kept = report.withoutItems();

        assertEquals(List.of(new Problem(ADA, "no memory")), report.problems());
        assertEquals(List.of(new Problem("", "no memory")), kept.problems());
        assertEquals(
                RunReport.of(
                        RUN, "queue-drain", Tally.oneFailed("", "no memory").plus(Tally.ONE_SUCCEEDED), 12),
                kept);
    }

    @Test
    void aFailedRunSaysWhyAndNotWho() {
        String message =
                new RunFailed(RunReport.of(RUN, "queue-drain", Tally.oneFailed(ADA, "no memory"), 12)).getMessage();

        assertFalse(message.contains(ADA), message);
        assertTrue(message.contains("no memory") && message.contains(RUN.toString()), message);
    }

    @Test
    void everyItemTakenUpIsCountedOnce() {
        Tally tally = Tally.ONE_SUCCEEDED
                .plus(Tally.ONE_SUCCEEDED)
                .plus(Tally.ONE_DEFERRED)
                .plus(Tally.ONE_SKIPPED)
                .plus(Tally.oneFailed(ADA, "no memory"))
                .withRemaining(9)
                .withDetails(Map.of("films", 3));

        RunReport report = RunReport.of(RUN, "queue-drain", tally, 12);

        assertEquals(
                new RunReport(
                        RUN,
                        "queue-drain",
                        5,
                        2,
                        1,
                        1,
                        1,
                        9,
                        RunReport.Llm.NONE,
                        12,
                        List.of(new Problem(ADA, "no memory")),
                        Map.of("films", 3)),
                report);
    }

    @Nested
    class ATally {
        @Test
        void nothingAddsNothing() {
            Tally tally = Tally.oneFailed(ADA, "no memory").withRemaining(2).withDetails(Map.of("films", 3));

            assertEquals(tally, tally.plus(Tally.NOTHING));
            assertEquals(tally, Tally.NOTHING.plus(tally));
        }

        @Test
        void onlySoManyProblemsAreTold() {
            Tally many = IntStream.range(0, 50)
                    .mapToObj(user -> Tally.oneFailed("user " + user, "no memory"))
                    .reduce(Tally.NOTHING, Tally::plus);

            assertEquals(50, many.failed());
            assertEquals(RunReport.MAX_PROBLEMS, many.problems().size());
            assertEquals("user 0", many.problems().get(0).item());
        }

        @Test
        void allFailedOnlyWhereNothingElseBecameOfAnyItem() {
            Tally failed = Tally.oneFailed(ADA, "no memory");

            assertTrue(failed.plus(failed).allFailed());
            assertFalse(Tally.NOTHING.allFailed());
            assertFalse(failed.plus(Tally.ONE_SUCCEEDED).allFailed());
            assertFalse(failed.plus(Tally.ONE_SKIPPED).allFailed());
            assertFalse(failed.plus(Tally.ONE_DEFERRED).allFailed());
        }
    }
}
