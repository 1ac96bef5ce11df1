package io.cineai.usecase.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.usecase.export.ExportLists.Request;
import io.cineai.usecase.export.Plan.Personal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
    private static final String SECRET = "x".repeat(32);

    @Test
    void aCallThatSaysNothingIsAsConfigured() {
        Plan plan = Plan.of(Request.ALL, configured("/edge", false, null));

        assertEquals(Path.of("/edge"), plan.folder());
        assertEquals(50, plan.limit());
        assertEquals(1_000, plan.movies());
        assertEquals(Personal.REMOVE, plan.personal());
    }

    @Test
    void aCallHasTheLastWord() {
        Plan plan = Plan.of(new Request(7, 0, false, true, null), configured("/edge", true, SECRET));

        assertEquals(7, plan.limit());
        assertEquals(0, plan.movies());
        assertEquals(Personal.LEAVE, plan.personal());
        assertTrue(plan.counts());
        assertEquals(
                Personal.EXPORT,
                Plan.of(personal(true), configured("/edge", false, SECRET)).personal());
        assertEquals(
                Personal.EXPORT,
                Plan.of(Request.ALL, configured("/edge", true, SECRET)).personal());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void withoutAFolderItIsRefusedByName(String folder) {
        var refusal = assertThrows(
                IllegalArgumentException.class, () -> Plan.of(Request.ALL, configured(folder, false, null)));

        assertEquals("CINEAI_EXPORT_FOLDER must name a folder", refusal.getMessage());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "too short", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"})
    void withoutAGoodSecretNothingPersonalIsExported(String secret) {
        var refusal = assertThrows(
                IllegalArgumentException.class, () -> Plan.of(personal(true), configured("/edge", false, secret)));

        assertEquals(
                "CINEAI_EXPORT_SECRET must have 32 characters or more where personal feeds are exported",
                refusal.getMessage());
        assertEquals(
                Personal.LEAVE,
                Plan.of(personal(false), configured("/edge", true, secret)).personal());
    }

    private static Request personal(boolean wanted) {
        return new Request(null, null, wanted, null, null);
    }

    private static ExportConfig configured(String folder, boolean personal, String secret) {
        return new ExportConfig() {
            @Override
            public Optional<String> folder() {
                return Optional.ofNullable(folder);
            }

            @Override
            public int limit() {
                return 50;
            }

            @Override
            public int movies() {
                return 1_000;
            }

            @Override
            public int leastFilms() {
                return 5;
            }

            @Override
            public Duration grace() {
                return Duration.ofDays(1);
            }

            @Override
            public boolean personal() {
                return personal;
            }

            @Override
            public Optional<String> secret() {
                return Optional.ofNullable(secret);
            }

            @Override
            public int page() {
                return 50;
            }

            @Override
            public Duration deadline() {
                return Duration.ofMinutes(10);
            }
        };
    }
}
