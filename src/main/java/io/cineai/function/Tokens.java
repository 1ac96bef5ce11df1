package io.cineai.function;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.Headers;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/**
 * Verifies signed tokens (RFC 7519 by the rules of RFC 8725). The token names algorithm and key, and we look it up under both: a key of
 * the set serves the one algorithm of its kind, the secret HS256 alone, and what a token brings along is no key at all.
 */
record Tokens(Expected expected, Optional<KeySet> keys, Optional<HmacKey> secret, Clock clock) {
    /** How far the clocks of who signs and who verifies may be apart. */
    static final Duration SKEW = Duration.ofSeconds(30);

    /** No more is remembered of any token than this. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final String HS256 = AlgorithmIdentifiers.HMAC_SHA256;
    private static final int SHORTEST_SECRET = 32;

    /** @param issuers one of these must have issued the token; whoever where there are none */
    record Expected(List<String> issuers, String audience) {
        Expected {
            issuers = List.copyOf(issuers);
        }
    }

    /** The claims of a good token, and until when its key is known to be one. */
    record Verified(JwtClaims claims, Instant until) {}

    /** @param variable where the secret was set; which it is must not be told */
    static HmacKey secret(String secret, String variable) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < SHORTEST_SECRET)
            throw new IllegalArgumentException(variable + " must have " + SHORTEST_SECRET + " bytes or more");
        return new HmacKey(bytes);
    }

    /** Empty for any token that is not good. Fails with {@link Refused} where its key cannot be had. Signatures are checked on worker threads. */
    Uni<Optional<Verified>> verify(String token) {
        return keyOf(token)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(found -> found.flatMap(it -> check(token, it)));
    }

    private record Candidate(String algorithm, Key key, Instant due) {}

    private Uni<Optional<Candidate>> keyOf(String token) {
        Optional<Headers> headers = headers(token);
        Object algorithm = headers.map(it -> it.getObjectHeaderValue("alg")).orElse("none");
        Object kid = headers.map(it -> it.getObjectHeaderValue("kid")).orElse(0);
        if (HS256.equals(algorithm))
            return Uni.createFrom()
                    .item(secret.map(
                            key -> new Candidate(HS256, key, clock.instant().plus(LONGEST))));
        boolean isOfKeySet = PublicKeys.ES256.equals(algorithm) || PublicKeys.RS256.equals(algorithm);
        if (keys.isEmpty() || !isOfKeySet || !(kid instanceof String)) return none();
        KeyId id = new KeyId((String) algorithm, (String) kid);
        return keys.get().find(id).map(found -> found.map(it -> new Candidate(id.algorithm(), it.key(), it.due())));
    }

    private static Uni<Optional<Candidate>> none() {
        return Uni.createFrom().item(Optional.empty());
    }

    /** Read, not believed. Nobody may demand that we understand more ({@code crit}). */
    private static Optional<Headers> headers(String token) {
        try {
            JsonWebSignature parsed = new JsonWebSignature();
            parsed.setCompactSerialization(token);
            return Optional.of(parsed.getHeaders()).filter(it -> it.getObjectHeaderValue("crit") == null);
        } catch (JoseException malformed) {
            return Optional.empty();
        }
    }

    private Optional<Verified> check(String token, Candidate candidate) {
        JwtConsumerBuilder builder = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, candidate.algorithm())
                .setVerificationKey(candidate.key())
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .setAllowedClockSkewInSeconds((int) SKEW.toSeconds())
                .setRequireExpirationTime()
                .setIssuedAtRestrictions(0, Integer.MAX_VALUE)
                .setRequireSubject()
                .setExpectedAudience(expected.audience());
        if (!expected.issuers().isEmpty())
            builder.setExpectedIssuers(true, expected.issuers().toArray(String[]::new));
        return check(token, builder.build()).map(claims -> new Verified(claims, candidate.due()));
    }

    private static Optional<JwtClaims> check(String token, JwtConsumer consumer) {
        try {
            return Optional.of(consumer.processToClaims(token));
        } catch (InvalidJwtException notGood) {
            return Optional.empty();
        }
    }
}
