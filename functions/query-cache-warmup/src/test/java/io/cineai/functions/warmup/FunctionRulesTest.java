package io.cineai.functions.warmup;

import io.cineai.testkit.FunctionRules;
import org.junit.jupiter.api.Test;

class FunctionRulesTest {
    @Test
    void isAThinAdapter() {
        FunctionRules.holdIn("io.cineai.functions.warmup");
    }
}
