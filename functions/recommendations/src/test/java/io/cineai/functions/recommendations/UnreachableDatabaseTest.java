package io.cineai.functions.recommendations;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.cineai.testkit.FunctionProcess;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
                    "nobody");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(TestKeys.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/recommendations",
                "/v1/recommendations?mood=sad&limit=3",
                "/v1/movies?theme=redemption",
                "/v1/movies/00000000-0000-0000-0000-000000000001",
                "/v1/movies/00000000-0000-0000-0000-000000000001/similar",
                "/v1/search?q=movies like Heat",
                "/v1/picks?movieId=00000000-0000-0000-0000-000000000001"
            })
    void aReadIsRefusedForNow(String address) {
        Api.as(UUID.randomUUID())
                .get(address)
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("5"))
                .body("type", equalTo("urn:cineai:problem:database-unreachable"))
                .body(not(containsString("localhost")));
    }

    @Test
    void feedbackIsRefusedForNowAndMayBeSentAgain() {
        Api.as(UUID.randomUUID())
                .contentType("application/json")
                .body("""
                        [{"clientId": "00000000-0000-0000-0000-000000000001", "movieId": "00000000-0000-0000-0000-000000000001",
                          "action": "click", "occurredAt": "2026-01-02T03:04:05Z"}]""")
                .post("/v1/feedback")
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("5"));
    }

    @Test
    void theProcessIsAliveButNotReady() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(503);
    }
}
