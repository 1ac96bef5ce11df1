package io.cineai.functions.recommendations;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.cineai.testkit.FunctionProcess;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A function that could not tell who calls does not start, and says why. */
class WrongSettingIT {
    @ParameterizedTest
    @CsvSource({
        "CINEAI_AUTH_HS256_SECRET, too short a secret, must have 32 bytes or more",
        "CINEAI_AUTH_JWKS_URL, file:///no/such/file.json, must be a file with keys",
        "CINEAI_AUTH_JWKS_URL, http://keys.example.invalid/jwks.json, must be an https or a file address"
    })
    void itDoesNotStart(String variable, String value, String rule) throws Exception {
        try (FunctionProcess function = FunctionProcess.start(
                Map.of(variable, value, "QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://localhost:1/none"))) {
            int code = function.exitWithin(Duration.ofSeconds(60));

            assertThat(code, not(equalTo(0)));
            assertThat(function.terminal(), containsString(variable + " " + rule));
            assertThat(function.terminal().contains("too short a secret"), is(false));
        }
    }
}
