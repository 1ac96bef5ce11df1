package io.cineai.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    /** What is not told is logged, and would fill the log of the tests. Kept here, for a logger that nobody holds forgets its level. */
    private static final Logger LOG = Logger.getLogger(Problems.class.getName());

    @BeforeAll
    static void quiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        LOG.setLevel(null);
    }

    @Test
    void theFieldIsTheWordBeforeMust() {
        assertEquals("limit", Problems.field("limit must be in [1, 200]: 201"));
        assertEquals("userId", Problems.field("userId must be the id of a user: 7"));
        assertNull(Problems.field("the limit must be in [1, 200]: 201"));
        assertNull(Problems.field("Index 3 out of bounds"));
        assertNull(Problems.field("limit musty"));
        assertNull(Problems.field(""));
    }

    @Test
    void aBrokenRuleIsTheCallersHoweverDeepItLies() {
        IllegalArgumentException broken = new IllegalArgumentException("limit must be in [1, 200]: 201");

        Problem problem = Problems.of(new RuntimeException(new RuntimeException(broken)), 500);

        assertEquals(Problem.badInput("limit", "limit must be in [1, 200]: 201"), problem);
        assertEquals(400, problem.status());
    }

    @Test
    void otherIllegalArgumentsAreOursAndAreNotTold() {
        Problem problem = Problems.of(new IllegalArgumentException("secret of the house"), 500);

        assertEquals(Problem.ofStatus(500), problem);
        assertEquals(Problem.ofStatus(500), Problems.of(new IllegalArgumentException(), 500));
    }

    @Test
    void aDatabaseOutOfReachIsUnavailable() {
        UncheckedIOException unreachable = new UncheckedIOException("Postgres cannot be reached", new IOException());

        assertEquals(Problem.ofStatus(503), Problems.of(unreachable, 500));
        assertEquals("database-unreachable", Problem.ofStatus(503).name());
    }

    @Test
    void aStatusWithoutAFailureKeepsItself() {
        assertEquals(Problem.ofStatus(404), Problems.of(null, 404));
        assertEquals(Problem.ofStatus(413), Problems.of(null, 413));
        assertEquals(500, Problems.of(null, -1).status());
    }
}
