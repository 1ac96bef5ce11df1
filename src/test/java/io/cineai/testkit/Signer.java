package io.cineai.testkit;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Base64.Encoder;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs tokens as a sign-in does, and as those do who would like to be one. Made of nothing but what the JDK has, so that verifying is
 * not tested with what verifies.
 *
 * @param jwk the public key (RFC 7517); empty for a shared secret
 * @param privateJwk the key with what must never be published
 */
public record Signer(
        String algorithm,
        String kid,
        UnaryOperator<byte[]> signature,
        JsonObject jwk,
        JsonObject privateJwk,
        byte[] der) {
    public static final String ISSUER = "https://app.example.invalid/auth";
    public static final String AUDIENCE = "authenticated";
    private static final Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    public static Signer es256(String kid) {
        KeyPair pair = pair("EC");
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        JsonObject jwk = jwk("EC", kid, "ES256")
                .put("crv", "P-256")
                .put("x", BASE64.encodeToString(bytes(key.getW().getAffineX())))
                .put("y", BASE64.encodeToString(bytes(key.getW().getAffineY())));
        String secret = BASE64.encodeToString(bytes(((ECPrivateKey) pair.getPrivate()).getS()));
        return of(
                "ES256",
                kid,
                "SHA256withECDSAinP1363Format",
                pair,
                jwk,
                jwk.copy().put("d", secret));
    }

    public static Signer rs256(String kid) {
        KeyPair pair = pair("RSA");
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        JsonObject jwk = jwk("RSA", kid, "RS256")
                .put("n", BASE64.encodeToString(unsigned(key.getModulus())))
                .put("e", BASE64.encodeToString(unsigned(key.getPublicExponent())));
        String secret = BASE64.encodeToString(unsigned(((RSAPrivateKey) pair.getPrivate()).getPrivateExponent()));
        return of("RS256", kid, "SHA256withRSA", pair, jwk, jwk.copy().put("d", secret));
    }

    public static Signer hs256(String kid, byte[] secret) {
        JsonObject oct = new JsonObject().put("kty", "oct").put("kid", kid).put("k", BASE64.encodeToString(secret));
        return new Signer("HS256", kid, signed -> mac(secret, signed), new JsonObject(), oct, secret);
    }

    public static Signer hs256(String secret) {
        return hs256("secret", secret.getBytes(StandardCharsets.UTF_8));
    }

    /** What the app's sign-in says of its user. */
    public static JsonObject claimsOf(UUID user) {
        return claimsOf(user, Instant.now());
    }

    public static JsonObject claimsOf(UUID user, Instant now) {
        return new JsonObject()
                .put("iss", ISSUER)
                .put("aud", AUDIENCE)
                .put("sub", user.toString())
                .put("role", "authenticated")
                .put("iat", now.getEpochSecond() - 60)
                .put("exp", now.getEpochSecond() + 3_600);
    }

    public String tokenOf(UUID user) {
        return token(claimsOf(user));
    }

    public String token(JsonObject claims) {
        return token(header(), claims);
    }

    public String token(JsonObject header, JsonObject claims) {
        return token(header.encode(), claims.encode());
    }

    /** Signed whatever it says. */
    public String token(String header, String payload) {
        String signed = base64(header) + "." + base64(payload);
        return signed + "." + BASE64.encodeToString(signature.apply(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    public JsonObject header() {
        return new JsonObject().put("alg", algorithm).put("kid", kid).put("typ", "JWT");
    }

    /** The same key, called otherwise. */
    public Signer called(String other) {
        return new Signer(
                algorithm,
                other,
                signature,
                jwk.copy().put("kid", other),
                privateJwk.copy().put("kid", other),
                der);
    }

    /** The public key as text that everybody can have. */
    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END PUBLIC KEY-----\n";
    }

    /** Of a token that nobody signed. */
    public static String unsigned(String header, JsonObject claims) {
        return base64(header) + "." + base64(claims.encode()) + ".";
    }

    public static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Signer of(
            String algorithm, String kid, String jca, KeyPair pair, JsonObject jwk, JsonObject privateJwk) {
        PublicKey key = pair.getPublic();
        return new Signer(
                algorithm, kid, signed -> signature(jca, pair.getPrivate(), signed), jwk, privateJwk, key.getEncoded());
    }

    private static JsonObject jwk(String type, String kid, String algorithm) {
        return new JsonObject()
                .put("kty", type)
                .put("kid", kid)
                .put("use", "sig")
                .put("alg", algorithm);
    }

    private static KeyPair pair(String type) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
            if (type.equals("EC")) generator.initialize(new ECGenParameterSpec("secp256r1"));
            else generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] signature(String jca, PrivateKey key, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(jca);
            signature.initSign(key);
            signature.update(signed);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] mac(byte[] secret, byte[] signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A coordinate of the curve: 32 bytes. */
    private static byte[] bytes(BigInteger number) {
        byte[] unsigned = unsigned(number);
        byte[] whole = new byte[32];
        System.arraycopy(unsigned, 0, whole, whole.length - unsigned.length, unsigned.length);
        return whole;
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 && bytes.length > 1 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }
}
