package io.cineai.usecase.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.ingest.SampleAudience;
import io.cineai.ingest.SampleCatalogue;
import io.cineai.movie.Movie;
import io.cineai.recommend.Algorithm;
import io.cineai.taste.Grading;
import io.cineai.taste.Signal;
import io.cineai.taste.UserId;
import io.cineai.usecase.Tally;
import io.cineai.usecase.TrainConfig;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final List<Algorithm> ALL = List.of(Algorithm.values());
    private static final Offline EXAM = exam();

    @Test
    void whatIsNotBegunByTheDeadlineIsPutOff() {
        Iterator<Boolean> past = List.of(false, false, true).iterator();
        Findings findings = new Findings(ALL, past::next);

        findings.offline(EXAM, List.of(0.0), 30);

        Tally tally = findings.tally();
        assertEquals(2, tally.succeeded());
        assertEquals(2, tally.deferred());
        assertEquals(0, tally.skipped());
        assertEquals(2 * 7, findings.figures().size());
    }

    @Test
    void atTheDeadlineNothingIsBegun() {
        Findings findings = new Findings(ALL, () -> true);

        assertTrue(findings.isOver());
        assertEquals(4, findings.tally().deferred());
    }

    @Test
    void withTooFewUsersToTestAlgorithmsAreSkipped() {
        Findings findings = new Findings(ALL, () -> false);

        findings.offline(EXAM, List.of(0.4, 0.0), 57);

        assertEquals(4, findings.tally().skipped());
        assertEquals(56, findings.tally().details().get("tooFewUsersOffline"));
        assertEquals(List.of(), findings.figures());
    }

    private static Offline exam() {
        List<Movie> films = SampleCatalogue.films();
        Map<UserId, List<Signal>> histories = new LinkedHashMap<>();
        SampleAudience.DEFAULT
                .of(films, Instant.parse("2026-01-02T03:04:05Z"))
                .forEach(user -> histories.put(user.id(), user.signals()));
        TrainConfig config = new TrainConfig() {
            @Override
            public OptionalDouble lambda() {
                return OptionalDouble.empty();
            }

            @Override
            public int sideRows() {
                return 4_000;
            }

            @Override
            public int keep() {
                return 400;
            }

            @Override
            public int maxDense() {
                return 8_000;
            }
        };
        return Offline.of(histories, films, Grading.GRADED, 2, config);
    }
}
