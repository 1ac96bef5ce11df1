package io.cineai.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cineai.testkit.Signer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicKeysTest {
    private static final Signer CURVE = Signer.es256("curve");
    private static final Signer RSA = Signer.rs256("rsa");

    @Test
    void eachKeyServesTheAlgorithmOfItsKindAndNoOther() {
        assertEquals(Set.of(new KeyId("ES256", "curve"), new KeyId("RS256", "rsa")), ids(CURVE.jwk(), RSA.jwk()));
        assertEquals(
                Set.of(new KeyId("ES256", "curve"), new KeyId("RS256", "rsa")),
                ids(without(CURVE.jwk(), "alg", "use"), without(RSA.jwk(), "alg", "use")));
    }

    @Test
    void twoKindsMayShareAnId() {
        assertEquals(
                Set.of(new KeyId("ES256", "one"), new KeyId("RS256", "one")),
                ids(CURVE.called("one").jwk(), RSA.called("one").jwk()));
    }

    static Stream<JsonObject> unfit() {
        return Stream.of(
                Signer.hs256("oct", new byte[32]).privateJwk(),
                Signer.hs256("oct", new byte[32])
                        .privateJwk()
                        .put("alg", "HS256")
                        .put("use", "sig"),
                Signer.hs256("oct", new byte[32]).privateJwk().put("alg", "ES256"),
                CURVE.privateJwk(),
                RSA.privateJwk(),
                CURVE.jwk().copy().put("use", "enc"),
                RSA.jwk().copy().put("use", "enc"),
                RSA.jwk().copy().put("key_ops", new JsonArray().add("encrypt")),
                CURVE.jwk().copy().put("key_ops", new JsonArray()),
                RSA.jwk().copy().put("alg", "PS256"),
                RSA.jwk().copy().put("alg", "ES256"),
                CURVE.jwk().copy().put("alg", "RS256"),
                CURVE.jwk().copy().put("alg", "HS256"),
                CURVE.jwk().copy().put("crv", "P-384"),
                CURVE.jwk().copy().put("crv", "secp256k1"),
                CURVE.jwk().copy().put("kid", 7),
                without(CURVE.jwk(), "kid"),
                without(CURVE.jwk(), "x"),
                without(RSA.jwk(), "n"),
                without(RSA.jwk(), "kty"),
                new JsonObject()
                        .put("kty", "OKP")
                        .put("crv", "Ed25519")
                        .put("kid", "ed")
                        .put("x", "AAAA"),
                new JsonObject());
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void whatIsNoPublicKeyForSignaturesIsAsIfItWereNotThere(JsonObject entry) {
        assertEquals(
                Set.of(new KeyId("RS256", "good")),
                ids(entry, RSA.called("good").jwk()));
    }

    @Test
    void aSetMayBeEmpty() {
        assertEquals(Set.of(), ids());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"keys\": 5}",
                "{\"keys\": [5]}",
                "{\"keys\": {}}",
                "<html>",
                "{\"keys\": ["
            })
    void whatIsNoKeySetIsRefusedWithoutAWordOfIt(String text) {
        UnreadableKeys refused = assertThrows(UnreadableKeys.class, () -> PublicKeys.of(text));

        assertEquals("it is no JSON Web Key Set", refused.getMessage());
    }

    private static Set<KeyId> ids(JsonObject... entries) {
        JsonArray keys = new JsonArray();
        for (JsonObject entry : entries) keys.add(entry);
        return PublicKeys.of(new JsonObject().put("keys", keys).encode()).byId().keySet();
    }

    private static JsonObject without(JsonObject entry, String... names) {
        JsonObject rest = entry.copy();
        for (String name : names) rest.remove(name);
        return rest;
    }
}
