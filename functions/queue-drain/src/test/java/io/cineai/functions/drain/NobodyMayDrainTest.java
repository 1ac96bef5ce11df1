package io.cineai.functions.drain;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.Session;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A function that was told of nobody works for nobody. */
@QuarkusTest
@TestProfile(NobodyMayDrainTest.NothingConfigured.class)
class NobodyMayDrainTest {
    public static class NothingConfigured implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(PlatformForFunction.class, Map.of("exists", "false")));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @Test
    void nobodyMay() throws SQLException {
        for (String authorization : List.of(
                "",
                "Bearer ",
                "Bearer null",
                "Bearer " + PostgresForFunction.SECRET,
                "Bearer " + PlatformForFunction.PLATFORM.token(WhoMayDrainTest.tokens(it -> {}))))
            WhoMayDrainTest.drain(authorization).statusCode(401);

        try (Session db = PostgresForFunction.database.connect()) {
            assertThat(db.rows("select run_id from cineai.function_runs"), is(empty()));
        }
    }
}
