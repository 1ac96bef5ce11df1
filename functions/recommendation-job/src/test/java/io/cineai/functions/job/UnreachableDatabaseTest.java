package io.cineai.functions.job;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.cineai.testkit.FunctionProcess;
import io.cineai.testkit.PostgresForFunction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(UnreachableDatabaseTest.NobodyListens.class)
class UnreachableDatabaseTest {
    public static class NobodyListens implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.datasource.reactive.url",
                    "postgresql://localhost:" + FunctionProcess.freePort() + "/none",
                    "quarkus.datasource.username",
                    "nobody",
                    "cineai.scheduler.secret",
                    PostgresForFunction.SECRET);
        }
    }

    @Test
    void aRunIsRefusedForNow() {
        given().auth()
                .oauth2(PostgresForFunction.SECRET)
                .body("{}")
                .post("/recommendation-job")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:cineai:problem:database-unreachable"))
                .body(not(containsString("localhost")));
    }

    @Test
    void theProcessIsAliveButNotReady() {
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/ready").then().statusCode(503).body("status", equalTo("DOWN"));
    }
}
