package io.cineai.function;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** Verifies signed tokens: signature by an algorithm that we named, not expired, issuer and audience as expected. */
final class Tokens {
    private static final int ALLOWED_SKEW_SECONDS = 30;
    private static final long KEYS_REMEMBERED_SECONDS = 600;

    private final JwtConsumer consumer;

    private Tokens(JwtConsumer consumer) {
        this.consumer = consumer;
    }

    static Tokens byKeySet(String jwksUrl, Optional<String> issuer, String audience) {
        JwtConsumerBuilder builder = expecting(issuer, audience)
                .setVerificationKeyResolver(keys(jwksUrl))
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(
                        ConstraintType.PERMIT,
                        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
                        AlgorithmIdentifiers.RSA_USING_SHA256));
        return new Tokens(builder.build());
    }

    static Tokens bySecret(String secret, Optional<String> issuer, String audience) {
        JwtConsumerBuilder builder = expecting(issuer, audience)
                .setVerificationKey(new HmacKey(secret.getBytes(StandardCharsets.UTF_8)))
                .setJwsAlgorithmConstraints(
                        new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256));
        return new Tokens(builder.build());
    }

    /** The claims of a good token; empty for any other. Blocks where keys must be fetched. */
    Optional<JwtClaims> verify(String token) {
        try {
            return Optional.of(consumer.processToClaims(token));
        } catch (InvalidJwtException notGood) {
            return Optional.empty();
        }
    }

    private static JwtConsumerBuilder expecting(Optional<String> issuer, String audience) {
        JwtConsumerBuilder builder = new JwtConsumerBuilder()
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(ALLOWED_SKEW_SECONDS)
                .setRequireSubject()
                .setExpectedAudience(audience);
        issuer.ifPresent(builder::setExpectedIssuer);
        return builder;
    }

    private static VerificationKeyResolver keys(String jwksUrl) {
        if (!jwksUrl.startsWith("file:")) {
            HttpsJwks remote = new HttpsJwks(jwksUrl);
            remote.setDefaultCacheDuration(KEYS_REMEMBERED_SECONDS);
            return new HttpsJwksVerificationKeyResolver(remote);
        }
        try {
            String json = Files.readString(Path.of(URI.create(jwksUrl)));
            return new JwksVerificationKeyResolver(new JsonWebKeySet(json).getJsonWebKeys());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (JoseException malformed) {
            throw new IllegalStateException("not a JSON Web Key Set: " + jwksUrl, malformed);
        }
    }
}
