package io.cineai.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.functions.console.Manifest;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code smoke.sh} says yes where all is well, and no where anything is not. */
class SmokeTest {
    private static final String SMOKE = "smoke.sh";
    private static final Map<String, String> KNOWING = Map.of("CINEAI_SCHEDULER_SECRET", AnsweringFunction.SECRET);

    @BeforeAll
    static void hasCurl() {
        Shell.needs("curl");
    }

    @Test
    void theReadFunctionAnswers() throws Exception {
        try (AnsweringFunction function = new AnsweringFunction()) {
            Shell smoke = Shell.run(Map.of(), SMOKE, function.url());

            assertEquals(0, smoke.status(), smoke.output());
            assertEquals(0, function.invocations.size());
        }
    }

    @Test
    void everyFunctionOfTheManifestIsAskedWhereTheUrlNamesThem() throws Exception {
        try (AnsweringFunction function = new AnsweringFunction()) {
            Shell all = Shell.run(KNOWING, SMOKE, function.url().replace("localhost", "{function}.localhost"));

            assertEquals(0, all.status(), all.output());
            Manifest.read()
                    .functions()
                    .keySet()
                    .forEach(name -> assertTrue(all.output().contains(name + " lives"), name));
            long jobs = Manifest.read().functions().values().stream()
                    .filter(it -> it.kind().equals("job"))
                    .count();
            assertEquals(jobs, function.invocations.size());
            assertTrue(
                    function.invocations.contains("POST /queue-drain application/json {\"dryRun\": true}"),
                    function.invocations.toString());
        }
    }

    @Test
    void withoutTheSecretAJobIsShownToRefuseAndNothingMore() throws Exception {
        try (AnsweringFunction function = new AnsweringFunction()) {
            Shell smoke = Shell.run(Map.of(), SMOKE, function.url(), "monitor");

            assertEquals(0, smoke.status(), smoke.output());
            assertTrue(smoke.output().contains("monitor works for nobody without the secret: 401"), smoke.output());
            assertTrue(smoke.output().contains("was not asked for a dry run"), smoke.output());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET /q/health/live, 404",
        "GET /q/health/ready, 503",
        "GET /v1/recommendations, 200",
        "GET /v1/openapi.json, 404",
        "POST /monitor, 500",
        "POST /monitor, 401",
        "anybody, 200"
    })
    void whatIsNotAsItShouldBeIsSaidAndFails(String what, int status) throws Exception {
        try (AnsweringFunction function = new AnsweringFunction().but(what, status)) {
            Shell smoke = Shell.run(KNOWING, SMOKE, function.url(), "recommendations", "monitor");

            assertEquals(1, smoke.status(), smoke.output());
            assertTrue(smoke.output().contains("FAIL"), smoke.output());
            assertFalse(smoke.output().contains(AnsweringFunction.SECRET), smoke.output());
        }
    }

    @Test
    void whereNobodyIsThereItFails() throws Exception {
        String gone;
        try (AnsweringFunction function = new AnsweringFunction()) {
            gone = function.url();
        }

        assertEquals(1, Shell.run(KNOWING, SMOKE, gone).status());
    }
}
