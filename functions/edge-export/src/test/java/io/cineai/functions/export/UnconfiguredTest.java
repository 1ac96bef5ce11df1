package io.cineai.functions.export;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.Session;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
class UnconfiguredTest {
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"dryRun\": true}"})
    void withoutAFolderARunIsRefusedAndTheVariableNamed(String payload) throws SQLException {
        given().auth()
                .oauth2(PostgresForFunction.SECRET)
                .body(payload)
                .post("/edge-export")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo("CINEAI_EXPORT_FOLDER"))
                .body("detail", equalTo("CINEAI_EXPORT_FOLDER must name a folder"));

        try (Session db = PostgresForFunction.database.connect()) {
            assertThat(db.rows("select run_id from cineai.function_runs"), is(empty()));
        }
    }
}
