package io.cineai.functions.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A key pair of this machine's own (ES256, as Supabase signs), made at the first start and kept beside the data. */
record LocalKeys(Path folder, JsonWebKey privateKey) {
    static final String ISSUER = "cineai-local";
    static final int TOKEN_MINUTES = 60;
    private static final String PRIVATE = "key.json";
    private static final String PUBLIC = "jwks.json";

    static LocalKeys in(Path folder) {
        try {
            Path file = folder.resolve(PRIVATE);
            if (!Files.exists(file)) create(folder);
            return new LocalKeys(folder, JsonWebKey.Factory.newJwk(Files.readString(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (JoseException malformed) {
            throw new IllegalStateException("not a key: " + folder.resolve(PRIVATE), malformed);
        }
    }

    Path publicKeys() {
        return folder.resolve(PUBLIC);
    }

    /** A token as the app's users carry it, and where it says so an operator. */
    String tokenFor(UUID user, boolean operator) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience("authenticated");
        claims.setSubject(user.toString());
        claims.setClaim("role", "authenticated");
        if (operator) claims.setClaim("app_metadata", Map.of("cineai_role", "operator"));
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(TOKEN_MINUTES);
        JsonWebSignature signed = new JsonWebSignature();
        signed.setPayload(claims.toJson());
        signed.setKey(((EllipticCurveJsonWebKey) privateKey).getPrivateKey());
        signed.setKeyIdHeaderValue(privateKey.getKeyId());
        signed.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        try {
            return signed.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void create(Path folder) throws IOException, JoseException {
        Files.createDirectories(folder);
        EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId(UUID.randomUUID().toString());
        key.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        Path file = folder.resolve(PRIVATE);
        Files.writeString(folder.resolve(PUBLIC), new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY));
        Files.writeString(file, key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
        if (Files.getFileStore(file).supportsFileAttributeView("posix"))
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
