package io.cineai.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.testkit.KeyDesk;
import io.cineai.testkit.KeyDesk.Mood;
import io.cineai.testkit.Signer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may start work, with a platform that signs as Google's does. */
class InvokersTest {
    private static final Logger LOG = Logger.getLogger(KeySet.class.getName());
    private static final String SECRET = "a secret of the tests";
    private static final String ACCOUNT = "scheduler@project.iam.gserviceaccount.com";
    private static final String AUDIENCE = "https://queue-drain.example.invalid";
    private static final Signer PLATFORM = Signer.rs256("platform");
    private static final SetClock CLOCK = new SetClock();
    private static final KeyDesk DESK = new KeyDesk(PLATFORM);
    private static final Map<String, String> OIDC = Map.of(
            "cineai.scheduler.jwks-url", DESK.url(),
            "cineai.scheduler.account", ACCOUNT,
            "cineai.scheduler.audience", AUDIENCE);
    private static final Door BY_TOKEN = Door.ofInvokers(CLOCK, OIDC);
    private static final Door BY_BOTH = Door.ofInvokers(CLOCK, and(OIDC, "cineai.scheduler.secret", SECRET));
    private static final Door BY_SECRET = Door.ofInvokers(CLOCK, Map.of("cineai.scheduler.secret", SECRET));
    private static final Door BY_NOTHING = Door.ofInvokers(CLOCK, Map.of());
    private static final Door OPEN = Door.ofInvokers(CLOCK, Map.of("cineai.scheduler.open", "true"));

    @BeforeAll
    static void quiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void close() {
        LOG.setLevel(null);
        for (Door door : List.of(BY_TOKEN, BY_BOTH, BY_SECRET, BY_NOTHING, OPEN)) door.close();
        DESK.close();
    }

    static Stream<Consumer<JsonObject>> good() {
        return Stream.of(
                it -> {},
                it -> it.put("iss", "accounts.google.com"),
                it -> it.put("role", "anon"),
                it -> it.put("aud", new JsonArray().add(AUDIENCE)),
                it -> it.put("azp", "somebody"));
    }

    @ParameterizedTest
    @MethodSource("good")
    void theConfiguredAccountMayByItsToken(Consumer<JsonObject> change) {
        String token = PLATFORM.token(claims(change));

        assertEquals("true", BY_TOKEN.saysTo(token));
        assertEquals("true", BY_BOTH.saysTo(token));
        assertEquals("false", BY_SECRET.saysTo(token));
        assertEquals("false", BY_NOTHING.saysTo(token));
    }

    static Stream<Consumer<JsonObject>> bad() {
        return Stream.of(
                it -> it.put("email", "somebody@project.iam.gserviceaccount.com"),
                it -> it.put("email", "Scheduler@project.iam.gserviceaccount.com"),
                it -> it.put("email", ACCOUNT + " "),
                it -> it.put("email", new JsonArray().add(ACCOUNT)),
                it -> it.put("email", ""),
                it -> it.remove("email"),
                it -> it.put("email_verified", false),
                it -> it.put("email_verified", "true"),
                it -> it.put("email_verified", 1),
                it -> it.remove("email_verified"),
                it -> it.put("aud", AUDIENCE + "/"),
                it -> it.put("aud", "https://another.example.invalid"),
                it -> it.remove("aud"),
                it -> it.put("iss", "https://accounts.google.com.example.invalid"),
                it -> it.put("iss", "https://accounts.google.com/"),
                it -> it.put("iss", "http://accounts.google.com"),
                it -> it.remove("iss"),
                it -> it.put("exp", it.getLong("iat") + 5),
                it -> it.remove("exp"),
                it -> it.put("nbf", it.getLong("exp") - 60),
                it -> it.put("iat", it.getLong("exp") - 60),
                it -> it.remove("sub"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void anotherTokenOfThePlatformMayNot(Consumer<JsonObject> change) {
        String token = PLATFORM.token(claims(change));

        for (Door door : List.of(BY_TOKEN, BY_BOTH, BY_SECRET, BY_NOTHING)) assertEquals("false", door.saysTo(token));
    }

    static Stream<String> forged() {
        JsonObject claims = claims(it -> {});
        Signer theirs = Signer.rs256("platform");
        return Stream.of(
                theirs.token(claims),
                Signer.es256("platform").token(claims),
                PLATFORM.called("unknown").token(claims),
                theirs.token(theirs.header().put("jwk", theirs.jwk()), claims),
                Signer.hs256("platform", PLATFORM.der()).token(claims),
                Signer.hs256(SECRET).token(claims),
                Signer.hs256("platform", PLATFORM.pem().getBytes(StandardCharsets.US_ASCII))
                        .token(claims),
                Signer.unsigned("{\"alg\":\"none\"}", claims),
                Signer.unsigned("{\"alg\":\"RS256\",\"kid\":\"platform\"}", claims),
                PLATFORM.token(claims) + "x");
    }

    @ParameterizedTest
    @MethodSource("forged")
    void aTokenThatThePlatformDidNotSignMayNot(String token) {
        for (Door door : List.of(BY_TOKEN, BY_BOTH, BY_SECRET, BY_NOTHING)) assertEquals("false", door.saysTo(token));
    }

    /** As Cloud Run hands on the token of its scheduler, which it has verified. */
    @Test
    void aTokenWhoseSignatureWasTakenAwayMayOnlyWithTheSecretBesides() {
        String token = PLATFORM.token(claims(it -> {}));
        String bare = "Bearer " + token.substring(0, token.lastIndexOf('.')) + ".SIGNATURE_REMOVED_BY_GOOGLE";
        String header = "X-Cineai-Scheduler-Secret";

        for (Door door : List.of(BY_SECRET, BY_BOTH)) {
            assertEquals("false", door.says("Authorization", bare));
            assertEquals("false", door.says("Authorization", bare, header, SECRET + "s"));
            assertEquals("false", door.says("Authorization", bare, header, "Bearer " + SECRET));
            assertEquals("true", door.says("Authorization", bare, header, SECRET));
            assertEquals("true", door.says(header, SECRET));
        }
        for (Door door : List.of(BY_TOKEN, BY_NOTHING)) {
            assertEquals("false", door.says("Authorization", bare, header, SECRET));
            assertEquals("false", door.says(header, ""));
        }
    }

    @Test
    void whoKnowsTheSecretMayWhereThereIsOne() {
        assertEquals("true", BY_SECRET.saysTo(SECRET));
        assertEquals("true", BY_BOTH.saysTo(SECRET));
        assertEquals("true", BY_SECRET.says("Authorization", "bearer " + SECRET));
        assertEquals("false", BY_TOKEN.saysTo(SECRET));
        assertEquals("false", BY_NOTHING.saysTo(SECRET));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer a",
                "Bearer a secret of the test",
                "Bearer a secret of the tests.",
                "Bearer A secret of the tests",
                "Bearer null",
                "Bearer Bearer a secret of the tests",
                "a secret of the tests",
                "Basic YSBzZWNyZXQgb2YgdGhlIHRlc3Rz"
            })
    void whoDoesNotKnowItMayNot(String authorization) {
        for (Door door : List.of(BY_TOKEN, BY_BOTH, BY_SECRET, BY_NOTHING))
            assertEquals("false", authorization.isEmpty() ? door.says() : door.says("Authorization", authorization));
    }

    @Test
    void twoTriesInOneRequestAreNone() {
        assertEquals("false", BY_SECRET.says("Authorization", "Bearer " + SECRET, "Authorization", "Bearer " + SECRET));
        assertEquals("false", BY_SECRET.says("X-Authorization", "Bearer " + SECRET, "Cookie", "secret=" + SECRET));
    }

    @Test
    void whatIsOpenIsOpenToThisMachineOnly() {
        assertEquals("true", OPEN.says());
        assertEquals("true", OPEN.says("Origin", "http://127.0.0.1:" + OPEN.port()));
        assertEquals("403", OPEN.says("Origin", "http://elsewhere.example"));
        assertEquals("403", OPEN.says("Origin", "null"));
    }

    @Test
    void aPlatformThatCannotBeAskedIsNobodysFault() {
        try (KeyDesk desk = new KeyDesk(PLATFORM);
                Door door = Door.ofInvokers(CLOCK, and(OIDC, "cineai.scheduler.jwks-url", desk.url()))) {
            desk.is(Mood.BROKEN);

            assertEquals("503", door.saysTo(PLATFORM.token(claims(it -> {}))));
            assertEquals("false", door.saysTo("no token"));
        }
    }

    @Test
    void anotherPlatformHasAnotherIssuer() {
        try (Door door =
                Door.ofInvokers(CLOCK, and(OIDC, "cineai.scheduler.issuer", "https://kubernetes.default.svc"))) {
            assertEquals(
                    "true", door.saysTo(PLATFORM.token(claims(it -> it.put("iss", "https://kubernetes.default.svc")))));
            assertEquals("false", door.saysTo(PLATFORM.token(claims(it -> {}))));
        }
    }

    static Stream<Map<String, String>> wrongSettings() {
        return Stream.of(
                Map.of("cineai.scheduler.secret", "15 characters.."),
                Map.of("cineai.scheduler.account", ACCOUNT),
                Map.of("cineai.scheduler.audience", AUDIENCE),
                and(OIDC, "cineai.scheduler.jwks-url", "http://keys.example.invalid/certs"));
    }

    @ParameterizedTest
    @MethodSource("wrongSettings")
    void aWrongSettingStopsTheStart(Map<String, String> wrong) {
        IllegalArgumentException told =
                assertThrows(IllegalArgumentException.class, () -> Door.ofInvokers(CLOCK, wrong));

        String message = String.valueOf(told.getMessage());
        assertTrue(message.contains("CINEAI_SCHEDULER_") && message.contains(" must "), message);
        assertFalse(message.contains("15 characters.."));
    }

    private static JsonObject claims(Consumer<JsonObject> change) {
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

    private static Map<String, String> and(Map<String, String> settings, String name, String value) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(name, value);
        return all;
    }
}
