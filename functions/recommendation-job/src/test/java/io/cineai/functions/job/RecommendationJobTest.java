package io.cineai.functions.job;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.cineai.testkit.PostgresForFunction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
class RecommendationJobTest {
    @Test
    void runsOnAnEmptyInstallation() {
        given().auth()
                .oauth2("a secret of the tests")
                .body("{}")
                .post("/recommendation-job")
                .then()
                .log()
                .all()
                .statusCode(200)
                .body("claimed", equalTo(0));
    }
}
