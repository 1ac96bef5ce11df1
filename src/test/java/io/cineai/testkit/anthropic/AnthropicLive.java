package io.cineai.testkit.anthropic;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cineai.testkit.anthropic.Contract.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Holds the double against the provider: ten real calls, for less than {@value #CAP_USD} dollars. Run by {@code -Plive} where
 * {@code ANTHROPIC_API_KEY} is set; skipped, with a word, elsewhere.
 */
class AnthropicLive {
    private static final double CAP_USD = 0.05;
    private static final String URL = "https://api.anthropic.com";

    @Test
    void theDoubleClaimsNothingThatTheProviderDoesNotDo() {
        String key = System.getenv("ANTHROPIC_API_KEY");
        boolean given = key != null && !key.isBlank();
        if (!given) System.out.println("ANTHROPIC_API_KEY is not set: the provider is not asked");
        assumeTrue(given, "a key");
        assertTrue(Contract.WORST_USD <= CAP_USD, "the calls could cost more than " + CAP_USD);
        ApiCaller real = new ApiCaller(
                URL, Map.of("x-api-key", key, "anthropic-version", "2023-06-01", "content-type", "application/json"));
        try (FakeAnthropic fake = new FakeAnthropic()) {
            List<Executable> checks = new ArrayList<>();
            for (Step step : Contract.steps()) {
                List<String> differences = Contract.differences(step, ApiCaller.of(fake), real);
                checks.add(() -> assertEquals(List.of(), differences));
            }
            assertAll(checks);
        }
    }
}
