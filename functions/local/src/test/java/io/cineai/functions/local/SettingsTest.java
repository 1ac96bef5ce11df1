package io.cineai.functions.local;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @Nested
    class WhenTheEnvironmentSaysNothing {
        Settings settings = new Settings(Map.of());

        @Test
        void thePostgresIsEmbeddedUnderTheHomeFolder() {
            assertThat(settings.databaseUrl(), equalTo(Optional.empty()));
            assertThat(settings.postgresPort(), equalTo(54329));
            assertThat(settings.dataDir(), equalTo(Path.of(System.getProperty("user.home"), ".cineai", "local")));
            assertThat(settings.exportFolder(), equalTo(settings.dataDir().resolve("edge")));
        }

        @Test
        void tokensAreHandedOutToThisMachineOnly() {
            assertThat(settings.handsOutTokens(), is(true));
            assertThat(settings.isPublic(), is(false));
            assertThat(settings.hasOwnKeys(), is(false));
        }

        @Test
        void nothingIsImported() {
            assertThat(settings.importFolder(), equalTo(Optional.empty()));
        }
    }

    @Test
    void aBlankValueIsNone() {
        Settings settings = new Settings(Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL", " ", "CINEAI_LOCAL_IMPORT", "", "CINEAI_LOCAL_POSTGRES_PORT", ""));

        assertThat(settings.databaseUrl(), equalTo(Optional.empty()));
        assertThat(settings.importFolder(), equalTo(Optional.empty()));
        assertThat(settings.postgresPort(), equalTo(54329));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "x", "54329.5"})
    void aPortOutOfRangeIsNamed(String port) {
        Settings settings = new Settings(Map.of("CINEAI_LOCAL_POSTGRES_PORT", port));

        var refusal = assertThrows(IllegalArgumentException.class, settings::postgresPort);

        assertThat(refusal.getMessage(), equalTo("CINEAI_LOCAL_POSTGRES_PORT must be in [1, 65535]: " + port));
    }

    @Test
    void aDatabaseOfOnesOwnHandsOutTokensOnlyWhereThatIsSet() {
        String url = "postgresql://db.example.invalid/app";

        assertThat(new Settings(Map.of("QUARKUS_DATASOURCE_REACTIVE_URL", url)).handsOutTokens(), is(false));
        assertThat(
                new Settings(Map.of("QUARKUS_DATASOURCE_REACTIVE_URL", url, "CINEAI_LOCAL_DEV_TOKEN", "false"))
                        .handsOutTokens(),
                is(false));
        assertThat(
                new Settings(Map.of("QUARKUS_DATASOURCE_REACTIVE_URL", url, "CINEAI_LOCAL_DEV_TOKEN", "TRUE"))
                        .handsOutTokens(),
                is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CINEAI_AUTH_JWKS_URL", "CINEAI_AUTH_HS256_SECRET"})
    void keysOfOnesOwnTakeThePlaceOfTheLocalOnes(String name) {
        assertThat(new Settings(Map.of(name, "something")).hasOwnKeys(), is(true));
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://host:5432/app,                          jdbc:postgresql://host:5432/app",
        "postgres://host/app,                                 jdbc:postgresql://host/app",
        "vertx-reactive:postgresql://host:5432/app,           jdbc:postgresql://host:5432/app",
        "postgresql://host:5432/app?sslmode=require,          jdbc:postgresql://host:5432/app?sslmode=require",
        "postgresql://ada:secret@host:5432/app,               jdbc:postgresql://host:5432/app",
        "vertx-reactive:postgres://ada:s%40cret@host/app,     jdbc:postgresql://host/app"
    })
    void theAddressIsUnderstoodByJdbcToo(String url, String jdbc) throws IOException {
        Settings settings = new Settings(Map.of("QUARKUS_DATASOURCE_REACTIVE_URL", url));

        try (LocalDatabase database = LocalDatabase.open(settings)) {
            assertThat(database.jdbcUrl(), equalTo(jdbc));
            assertThat(database.reactiveUrl(), equalTo(url));
        }
    }

    @Test
    void userAndPasswordMayStandInTheAddress() {
        Settings inAddress =
                new Settings(Map.of("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://ada:s%40cr+et@host/app"));
        Settings besides = new Settings(Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://ada:secret@host/app",
                "QUARKUS_DATASOURCE_USERNAME", "grace",
                "QUARKUS_DATASOURCE_PASSWORD", "hopper"));
        Settings nowhere = new Settings(Map.of("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://host/app"));

        assertThat(inAddress.databaseUser() + " " + inAddress.databasePassword(), equalTo("ada s@cr+et"));
        assertThat(besides.databaseUser() + " " + besides.databasePassword(), equalTo("grace hopper"));
        assertThat(nowhere.databaseUser() + " " + nowhere.databasePassword(), equalTo("postgres "));
        assertThat(inAddress.databaseUrl().orElseThrow(), containsString("host/app"));
    }
}
