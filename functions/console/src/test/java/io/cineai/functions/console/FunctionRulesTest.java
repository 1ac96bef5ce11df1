package io.cineai.functions.console;

import io.cineai.testkit.FunctionRules;
import org.junit.jupiter.api.Test;

class FunctionRulesTest {
    @Test
    void seesUseCasesAndWhatAllFunctionsShare() {
        FunctionRules.holdIn("io.cineai.functions.console");
    }
}
