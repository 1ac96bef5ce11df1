package io.cineai.functions.evaluation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
class SwitchedOffTest {
    @Test
    void byDefaultARunSaysThatItIsOffAndDoesNothing() throws SQLException {
        try (Session db = PostgresForFunction.database.connect()) {
            SampleWorld.fill(db);

            EvaluationTest.evaluate("{}")
                    .statusCode(200)
                    .body("claimed", equalTo(0))
                    .body("details.enabled", equalTo(false))
                    .body("details.hint", containsString("CINEAI_EVALUATION"));

            assertThat(db.rows("select metric from cineai.algorithm_evaluations"), is(empty()));
        }
    }
}
