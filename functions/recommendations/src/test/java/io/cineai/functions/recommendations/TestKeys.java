package io.cineai.functions.recommendations;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** The app's sign-in in small: its key pair, and tokens good and bad. */
public final class TestKeys implements QuarkusTestResourceLifecycleManager {
    private static final String ISSUER = "https://app.example.invalid/auth";
    private static final String KEY_ID = "the app's key";
    private static final String ES256 = AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;
    private static final EllipticCurveJsonWebKey OURS = key();
    private static final EllipticCurveJsonWebKey THEIRS = key();

    @Override
    public Map<String, String> start() {
        return Map.of("cineai.auth.jwks-url", file(), "cineai.auth.issuer", ISSUER);
    }

    /** For a process of its own. */
    public static Map<String, String> environment() {
        return Map.of("CINEAI_AUTH_JWKS_URL", file(), "CINEAI_AUTH_ISSUER", ISSUER);
    }

    @Override
    public void stop() {}

    /** What the app's sign-in hands out. */
    public static String tokenOf(UUID user) {
        return tokenOf(user, claims -> {});
    }

    /** A good token but for this. */
    static String tokenOf(UUID user, Consumer<JwtClaims> change) {
        return signed(claims(user, change), KEY_ID, OURS.getPrivateKey(), ES256);
    }

    static String signedBySomebodyElse(UUID user) {
        return signed(claims(user, it -> {}), KEY_ID, THEIRS.getPrivateKey(), ES256);
    }

    static String ofAnUnknownKey(UUID user) {
        return signed(claims(user, it -> {}), "another key", OURS.getPrivateKey(), ES256);
    }

    static String unsigned(UUID user) {
        return signed(claims(user, it -> {}), KEY_ID, null, AlgorithmIdentifiers.NONE);
    }

    /** As older projects sign; each token is another one. */
    public static String signedBySecret(UUID user, String secret) {
        Key key = new HmacKey(secret.getBytes(StandardCharsets.UTF_8));
        JwtClaims claims = claims(user, JwtClaims::setGeneratedJwtId);
        return signed(claims, KEY_ID, key, AlgorithmIdentifiers.HMAC_SHA256);
    }

    /** The public key, which everybody has, used as if it were a shared secret. */
    static String signedWithThePublicKeyAsSecret(UUID user) {
        String publicKey = OURS.toJson(OutputControlLevel.PUBLIC_ONLY);
        Key secret = new HmacKey(publicKey.getBytes(StandardCharsets.UTF_8));
        return signed(claims(user, it -> {}), KEY_ID, secret, AlgorithmIdentifiers.HMAC_SHA256);
    }

    /** The address of the public key, in a file. */
    private static String file() {
        try {
            Path file = Files.createTempFile("keys", ".json");
            file.toFile().deleteOnExit();
            Files.writeString(file, new JsonWebKeySet(OURS).toJson(OutputControlLevel.PUBLIC_ONLY));
            return file.toUri().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JwtClaims claims(UUID user, Consumer<JwtClaims> change) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience("authenticated");
        claims.setSubject(user.toString());
        claims.setClaim("role", "authenticated");
        NumericDate anHourAgo = NumericDate.now();
        anHourAgo.addSeconds(-3600);
        claims.setIssuedAt(anHourAgo);
        claims.setExpirationTimeMinutesInTheFuture(60);
        change.accept(claims);
        return claims;
    }

    private static String signed(JwtClaims claims, String keyId, Key key, String algorithm) {
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        token.setPayload(claims.toJson());
        token.setKeyIdHeaderValue(keyId);
        token.setKey(key);
        token.setAlgorithmHeaderValue(algorithm);
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EllipticCurveJsonWebKey key() {
        try {
            EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(KEY_ID);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
