package io.cineai.usecase;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cineai.usecase.coldstart.ColdStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RuleTest {
    @Test
    void whatIsNotSaidBreaksNoRule() {
        assertDoesNotThrow(() -> Rule.within("limit", (Integer) null, 1, 200));
        assertDoesNotThrow(() -> Rule.within("diversityFactor", (Double) null, 0, 1));
        assertDoesNotThrow(() -> Rule.positive("limit", null));
    }

    @Test
    void theEndsOfARangeAreIn() {
        assertDoesNotThrow(() -> Rule.within("limit", 1, 1, 200));
        assertDoesNotThrow(() -> Rule.within("limit", 200, 1, 200));
        assertDoesNotThrow(() -> Rule.within("diversityFactor", 0.0, 0, 1));
        assertDoesNotThrow(() -> Rule.within("diversityFactor", 1.0, 0, 1));
        assertDoesNotThrow(() -> Rule.positive("limit", 1));
    }

    @Test
    void aMessageBeginsWithTheFieldAndNamesRuleAndValue() {
        refused("limit must be in [1, 200]: 0", () -> Rule.within("limit", 0, 1, 200));
        refused("limit must be in [1, 200]: 201", () -> Rule.within("limit", 201, 1, 200));
        refused("diversityFactor must be in [0, 1]: 1.7", () -> Rule.within("diversityFactor", 1.7, 0, 1));
        refused("diversityFactor must be in [0, 1]: NaN", () -> Rule.within("diversityFactor", Double.NaN, 0, 1));
        refused("limit must be 1 or more: 0", () -> Rule.positive("limit", 0));
    }

    @Test
    void requestsKeepTheirRules() {
        refused(
                "limit must be in [1, 200]: 201",
                () -> new RefreshRecommendations.Request(null, 201, null, null, null, null, null, null));
        refused(
                "algorithm must be hybrid, collaborative, content or popular: Hybrid",
                () -> new RefreshRecommendations.Request(null, null, "Hybrid", null, null, null, null, null));
        refused(
                "deadlineSeconds must be 1 or more: 0",
                () -> new RefreshRecommendations.Request(null, null, null, null, null, null, null, 0));
        refused("limit must be 1 or more: -1", () -> new DrainQueue.Request(-1, null, null, null));
        refused("movies must be in [0, 1000000]: -1", () -> new ColdStart.Request(-1, null, null, null, null));
    }

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
