package io.cineai.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.testkit.KeyDesk;
import io.cineai.testkit.Signer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which tokens are good, for a server with a key of each kind and a secret. */
class TokensTest {
    private static final String SECRET = "a secret of the app, 32 bytes and more";
    private static final Signer CURVE = Signer.es256("curve");
    private static final Signer RSA = Signer.rs256("rsa");
    private static final Signer SHARED = Signer.hs256(SECRET);
    private static final UUID ADA = UUID.fromString("a5a5a5a5-0000-4000-8000-00000000ada0");
    private static final KeyDesk DESK = new KeyDesk(CURVE, RSA);
    private static final Door DOOR = Door.ofCallers(
            Clock.systemUTC(),
            Map.of(
                    "cineai.auth.jwks-url",
                    DESK.url(),
                    "cineai.auth.issuer",
                    Signer.ISSUER,
                    "cineai.auth.hs256-secret",
                    SECRET));

    @AfterAll
    static void close() {
        DOOR.close();
        DESK.close();
    }

    static Stream<Signer> signers() {
        return Stream.of(CURVE, RSA, SHARED);
    }

    @ParameterizedTest
    @MethodSource("signers")
    void aGoodTokenIsItsUsers(Signer signer) {
        String token = signer.tokenOf(ADA);

        for (int time = 0; time < 3; time++) assertEquals(ada(), DOOR.saysTo(token));
        assertEquals(ada(), DOOR.says("Authorization", "bearer  " + token + " "));
    }

    static Stream<Consumer<JsonObject>> goodClaims() {
        return Stream.of(
                it -> it.put("aud", new JsonArray().add("other").add(Signer.AUDIENCE)),
                it -> it.put("nbf", it.getLong("iat")),
                it -> it.remove("iat"),
                it -> it.put("exp", it.getLong("exp") + .5),
                it -> it.put("exp", 1e300),
                it -> it.put("exp", Long.MAX_VALUE),
                it -> it.put("email", "ada@example.invalid")
                        .put("app_metadata", new JsonObject().put("role", "admin")));
    }

    @ParameterizedTest
    @MethodSource("goodClaims")
    void whatElseItSaysDoesNotMatter(Consumer<JsonObject> change) {
        assertEquals(ada(), DOOR.saysTo(CURVE.token(claims(change))));
    }

    static Stream<Consumer<JsonObject>> badClaims() {
        return Stream.of(
                it -> it.put("iss", "https://elsewhere.example.invalid"),
                it -> it.put("iss", Signer.ISSUER + "/"),
                it -> it.put("iss", new JsonArray().add(Signer.ISSUER)),
                it -> it.remove("iss"),
                it -> it.put("aud", "anon"),
                it -> it.put("aud", new JsonArray()),
                it -> it.put("aud", new JsonArray().add(5)),
                it -> it.put("aud", 5),
                it -> it.put("aud", new JsonObject()),
                it -> it.remove("aud"),
                it -> it.put("exp", it.getLong("iat") - 1),
                it -> it.put("exp", it.getLong("exp") - 3_631),
                it -> it.put("exp", "tomorrow"),
                it -> it.put("exp", String.valueOf(it.getLong("exp"))),
                it -> it.put("exp", new JsonArray()),
                it -> it.put("exp", -1),
                it -> it.putNull("exp"),
                it -> it.remove("exp"),
                it -> it.put("nbf", it.getLong("exp") - 3_000),
                it -> it.put("nbf", "now"),
                it -> it.put("iat", it.getLong("exp") - 3_000),
                it -> it.put("iat", true),
                it -> it.remove("sub"),
                it -> it.putNull("sub"),
                it -> it.put("sub", ""),
                it -> it.put("sub", "admin"),
                it -> it.put("sub", "1-1-1-1-1"),
                it -> it.put("sub", it.getString("sub").toUpperCase(Locale.ROOT)),
                it -> it.put("sub", it.getString("sub") + " "),
                it -> it.put("sub", it.getString("sub") + "\n"),
                it -> it.put("sub", "{" + it.getString("sub") + "}"),
                it -> it.put("sub", "urn:uuid:" + it.getString("sub")),
                it -> it.put("sub", it.getString("sub").replace("-", "")),
                it -> it.put("sub", it.getString("sub").replace('0', '٠')),
                it -> it.put("sub", it.getString("sub") + "' or true --"),
                it -> it.put("sub", 7),
                it -> it.put("sub", new JsonArray().add(it.getString("sub"))),
                it -> it.put("sub", new JsonObject().put("id", it.getString("sub"))));
    }

    @ParameterizedTest
    @MethodSource("badClaims")
    void aTokenThatIsNotForUsOrNotNowIsNobodys(Consumer<JsonObject> change) {
        for (Signer signer : List.of(CURVE, RSA, SHARED))
            assertEquals("nobody", DOOR.saysTo(signer.token(claims(change))));
    }

    static Stream<Consumer<JsonObject>> otherRoles() {
        return Stream.of(
                it -> it.put("role", "anon"),
                it -> it.put("role", "service_role"),
                it -> it.put("role", "postgres"),
                it -> it.put("role", "Authenticated"),
                it -> it.put("role", "authenticated "),
                it -> it.put("role", new JsonArray().add("authenticated")),
                it -> it.put("role", new JsonObject()),
                it -> it.put("role", 1),
                it -> it.put("role", true),
                it -> it.put("role", ""),
                it -> it.putNull("role"),
                it -> it.remove("role"));
    }

    @ParameterizedTest
    @MethodSource("otherRoles")
    void whoIsNoUserIsKnownAndNotServed(Consumer<JsonObject> change) {
        String token = CURVE.token(claims(change));

        for (int time = 0; time < 2; time++) assertEquals("403", DOOR.saysTo(token));
    }

    static Stream<String> forged() {
        JsonObject claims = Signer.claimsOf(ADA);
        Signer theirs = Signer.es256("curve");
        Signer theirRsa = Signer.rs256("rsa");
        String der = new String(RSA.der(), StandardCharsets.ISO_8859_1);
        return Stream.of(
                theirs.token(claims),
                theirRsa.token(claims),
                CURVE.called("rsa").token(claims),
                RSA.called("curve").token(claims),
                CURVE.called("unknown").token(claims),
                CURVE.called("").token(claims),
                Signer.hs256("another secret, 32 bytes and more .").token(claims),
                // The header says another algorithm than it is signed by.
                CURVE.token(CURVE.header().put("alg", "RS256"), claims),
                RSA.token(RSA.header().put("alg", "ES256"), claims),
                CURVE.token(CURVE.header().put("alg", "HS256"), claims),
                SHARED.token(SHARED.header().put("alg", "ES256").put("kid", "curve"), claims),
                RSA.token(RSA.header().put("alg", "PS256"), claims),
                RSA.token(RSA.header().put("alg", "RS512"), claims),
                CURVE.token(CURVE.header().put("alg", "es256"), claims),
                CURVE.token(CURVE.header().put("alg", "ES256 "), claims),
                CURVE.token(CURVE.header().put("alg", "ES512"), claims),
                CURVE.token(CURVE.header().put("alg", new JsonArray().add("ES256")), claims),
                CURVE.token(CURVE.header().put("alg", 5), claims),
                CURVE.token(CURVE.header().put("kid", 5), claims),
                CURVE.token(CURVE.header().put("kid", new JsonObject()), claims),
                CURVE.token(CURVE.header().put("kid", "../../dev/null"), claims),
                CURVE.token(CURVE.header().put("kid", "' union select 1"), claims),
                CURVE.token(without(CURVE.header(), "kid"), claims),
                CURVE.token(without(CURVE.header(), "alg"), claims),
                CURVE.token(new JsonObject(), claims),
                CURVE.token("[]", claims.encode()),
                CURVE.token("", claims.encode()),
                CURVE.token("{\"alg\":\"none\",\"alg\":\"ES256\",\"kid\":\"curve\"}", claims.encode()),
                CURVE.token("{\"alg\":\"ES256\",\"kid\":\"curve\"} ,", claims.encode()),
                CURVE.token(CURVE.header().put("crit", new JsonArray().add("exp")), claims),
                CURVE.token(
                        CURVE.header().put("crit", new JsonArray().add("b64")).put("b64", true), claims),
                CURVE.token(CURVE.header().put("crit", new JsonArray()), claims),
                CURVE.token(CURVE.header().put("zip", "DEF").put("enc", "A128GCM"), claims) + ".x.y",
                // A key of the token's own.
                theirs.token(theirs.header().put("jwk", theirs.jwk()), claims),
                theirs.token(theirs.header().put("x5c", new JsonArray().add("MIIB")), claims),
                // The public key, which everybody has, as if it were a secret.
                Signer.hs256("rsa", RSA.pem().getBytes(StandardCharsets.US_ASCII))
                        .token(claims),
                Signer.hs256("rsa", RSA.pem().trim().getBytes(StandardCharsets.US_ASCII))
                        .token(claims),
                Signer.hs256("rsa", RSA.der()).token(claims),
                Signer.hs256("rsa", der.getBytes(StandardCharsets.UTF_8)).token(claims),
                Signer.hs256("rsa", RSA.jwk().encode().getBytes(StandardCharsets.UTF_8))
                        .token(claims),
                Signer.hs256("curve", CURVE.pem().getBytes(StandardCharsets.US_ASCII))
                        .token(claims),
                Signer.hs256("curve", CURVE.der()).token(claims),
                Signer.hs256("curve", CURVE.jwk().encode().getBytes(StandardCharsets.UTF_8))
                        .token(claims),
                // No signature at all.
                Signer.unsigned("{\"alg\":\"none\"}", claims),
                Signer.unsigned("{\"alg\":\"None\",\"kid\":\"curve\"}", claims),
                Signer.unsigned("{\"alg\":\"NONE\",\"kid\":\"curve\"}", claims),
                Signer.unsigned("{\"alg\":\"nOnE\"}", claims),
                Signer.unsigned("{\"alg\":\"\"}", claims),
                Signer.unsigned("{\"alg\":null}", claims),
                Signer.unsigned("{\"alg\":\"ES256\",\"kid\":\"curve\"}", claims),
                Signer.unsigned("{\"alg\":\"HS256\"}", claims),
                Signer.unsigned("{}", claims),
                Signer.unsigned("{\"alg\":\"none\"}", claims) + "x",
                CURVE.token(claims) + "x",
                CURVE.token(claims) + ".",
                CURVE.token(claims) + "." + CURVE.token(claims),
                changed(CURVE.token(claims)),
                // All zero: what a famous gap once took for a signature of anything.
                CURVE.token(claims).replaceAll("[^.]+$", "A".repeat(86)),
                // Within another that is good.
                CURVE.token(CURVE.header().put("cty", "JWT").encode(), Signer.unsigned("{\"alg\":\"none\"}", claims)),
                CURVE.token(CURVE.header().encode(), "[]"),
                CURVE.token(CURVE.header().encode(), "no claims"),
                CURVE.token(CURVE.header().encode(), ""),
                CURVE.token(CURVE.header().encode(), "[".repeat(4_000)),
                "a.b.c",
                "..",
                ".",
                "…",
                "eyJ",
                "x".repeat(8_192));
    }

    @ParameterizedTest
    @MethodSource("forged")
    void aTokenThatIsNotSignedByOneOfTheKeysIsNobodys(String token) {
        for (int time = 0; time < 2; time++)
            assertEquals(
                    "nobody",
                    DOOR.saysTo(new String(token.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                            .replaceAll("[^\\x20-\\x7e]", "?")));
    }

    private static JsonObject claims(Consumer<JsonObject> change) {
        JsonObject claims = Signer.claimsOf(ADA);
        change.accept(claims);
        return claims;
    }

    private static String ada() {
        return ADA + " {\"sub\":\"" + ADA + "\",\"role\":\"authenticated\"}";
    }

    private static JsonObject without(JsonObject header, String name) {
        JsonObject rest = header.copy();
        rest.remove(name);
        return rest;
    }

    /** Another user, with the signature of the first. */
    private static String changed(String token) {
        String[] parts = token.split("\\.");
        return parts[0] + "." + Signer.base64(Signer.claimsOf(UUID.randomUUID()).encode()) + "." + parts[2];
    }
}
