package io.cineai.functions.drain;

import static io.cineai.functions.drain.PlatformForFunction.ACCOUNT;
import static io.cineai.functions.drain.PlatformForFunction.AUDIENCE;
import static io.cineai.functions.drain.PlatformForFunction.PLATFORM;
import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.Session;
import io.cineai.testkit.Signer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom a function works for that knows a platform's account and a shared secret. */
@QuarkusTest
@TestProfile(WhoMayDrainTest.APlatform.class)
class WhoMayDrainTest {
    public static class APlatform implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(PlatformForFunction.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    Session db;

    @BeforeEach
    void nothingEverRan() throws SQLException {
        db = PostgresForFunction.database.connect();
        db.run("truncate cineai.function_runs");
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    @Test
    void theAccountMayByItsTokenAndWhoKnowsTheSecret() throws SQLException {
        drain("Bearer " + PLATFORM.token(tokens(it -> {}))).statusCode(200).body("function", equalTo("queue-drain"));
        drain("bearer " + PLATFORM.token(tokens(it -> it.put("iss", "accounts.google.com"))))
                .statusCode(200);
        drain("Bearer " + PostgresForFunction.SECRET).statusCode(200);

        assertThat(db.rows("select run_id from cineai.function_runs"), hasSize(3));
    }

    static Stream<Arguments> others() {
        Signer theirs = Signer.rs256("platform");
        JsonObject good = tokens(it -> {});
        return Stream.of(
                Arguments.of("nothing", ""),
                Arguments.of("another secret", "Bearer another secret of the tests"),
                Arguments.of("a part of the secret", "Bearer a secret of the test"),
                Arguments.of("the secret by another scheme", "Basic " + PostgresForFunction.SECRET),
                Arguments.of("another key", "Bearer " + theirs.token(good)),
                Arguments.of(
                        "a key of its own",
                        "Bearer " + theirs.token(theirs.header().put("jwk", theirs.jwk()), good)),
                Arguments.of(
                        "a key that nobody has",
                        "Bearer " + PLATFORM.called("unknown").token(good)),
                Arguments.of(
                        "the public key as secret",
                        "Bearer " + Signer.hs256("platform", PLATFORM.der()).token(good)),
                Arguments.of(
                        "the secret as key",
                        "Bearer " + Signer.hs256(PostgresForFunction.SECRET).token(good)),
                Arguments.of("no signature", "Bearer " + Signer.unsigned("{\"alg\":\"none\"}", good)),
                Arguments.of("a user of the app", "Bearer " + PLATFORM.tokenOf(UUID.randomUUID())),
                token("another account", it -> it.put("email", "somebody@project.iam.gserviceaccount.com")),
                token("no account", it -> it.remove("email")),
                token("accounts", it -> it.put("email", new JsonArray().add(ACCOUNT))),
                token("not verified", it -> it.put("email_verified", false)),
                token("verified in words", it -> it.put("email_verified", "true")),
                token("not said to be verified", it -> it.remove("email_verified")),
                token("for another service", it -> it.put("aud", "https://another.example.invalid")),
                token("for none", it -> it.remove("aud")),
                token("of another issuer", it -> it.put("iss", "https://accounts.example.invalid")),
                token("of none", it -> it.remove("iss")),
                token("expired", it -> it.put("exp", it.getLong("iat") + 10)),
                token("without an end", it -> it.remove("exp")),
                token("not yet valid", it -> it.put("nbf", it.getLong("exp") - 60)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void nobodyElseMay(String who, String authorization) throws SQLException {
        drain(authorization)
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer"))
                .header("Cache-Control", "no-store")
                .body("type", equalTo("urn:cineai:problem:unauthenticated"));

        assertThat(db.rows("select run_id from cineai.function_runs"), is(empty()));
    }

    static ValidatableResponse drain(String authorization) {
        return (authorization.isEmpty() ? given() : given().header("Authorization", authorization))
                .body("{\"dryRun\": true}")
                .post("/queue-drain")
                .then();
    }

    private static Arguments token(String who, Consumer<JsonObject> change) {
        return Arguments.of(who, "Bearer " + PLATFORM.token(tokens(change)));
    }

    /** What Google says of a service account. */
    static JsonObject tokens(Consumer<JsonObject> change) {
        long now = Instant.now().getEpochSecond();
        JsonObject claims = new JsonObject()
                .put("iss", "https://accounts.google.com")
                .put("aud", AUDIENCE)
                .put("azp", "113774264463038321964")
                .put("sub", "113774264463038321964")
                .put("email", ACCOUNT)
                .put("email_verified", true)
                .put("iat", now - 100)
                .put("exp", now + 3_500);
        change.accept(claims);
        return claims;
    }
}
