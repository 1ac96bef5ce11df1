package io.cineai.function;

import java.security.Key;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * What a JSON Web Key Set (RFC 7517) holds that may verify a token: public keys for signatures, each with an id and for the one algorithm
 * of its kind. Secrets, private keys, keys for encryption and kinds that we do not know are as if they were not there.
 */
record PublicKeys(Map<KeyId, Key> byId) {
    static final String ES256 = AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;
    static final String RS256 = AlgorithmIdentifiers.RSA_USING_SHA256;

    PublicKeys {
        byId = Map.copyOf(byId);
    }

    static PublicKeys of(String json) {
        Map<KeyId, Key> byId = new HashMap<>();
        for (JsonWebKey key : keys(json))
            algorithm(key)
                    .filter(algorithm -> isForSignatures(key, algorithm))
                    .ifPresent(algorithm -> byId.putIfAbsent(new KeyId(algorithm, key.getKeyId()), key.getKey()));
        return new PublicKeys(byId);
    }

    Optional<Key> find(KeyId id) {
        return Optional.ofNullable(byId.get(id));
    }

    private static List<JsonWebKey> keys(String json) {
        try {
            return new JsonWebKeySet(json).getJsonWebKeys();
        } catch (JoseException | ClassCastException malformed) {
            throw new UnreadableKeys("it is no JSON Web Key Set");
        }
    }

    /** The one algorithm that a key is used with: who may choose makes a key verify what it was never meant to. */
    private static Optional<String> algorithm(JsonWebKey key) {
        if (key instanceof RsaJsonWebKey) return Optional.of(RS256);
        return key instanceof EllipticCurveJsonWebKey curve && EllipticCurves.P_256.equals(curve.getCurveName())
                ? Optional.of(ES256)
                : Optional.empty();
    }

    private static boolean isForSignatures(JsonWebKey key, String algorithm) {
        return key.getKeyId() != null
                && ((PublicJsonWebKey) key).getPrivateKey() == null
                && (key.getUse() == null || key.getUse().equals("sig"))
                && (key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm))
                && (key.getKeyOps() == null || key.getKeyOps().contains("verify"));
    }
}
