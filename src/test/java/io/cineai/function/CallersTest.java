package io.cineai.function;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.testkit.KeyDesk;
import io.cineai.testkit.KeyDesk.Mood;
import io.cineai.testkit.Signer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a request is taken to be of, by a server that is really asked, with keys that are really fetched. */
class CallersTest {
    private static final Logger LOG = Logger.getLogger(KeySet.class.getName());
    private static final String SECRET = "a secret of the app, 32 bytes and more";
    private static final Signer CURVE = Signer.es256("curve");
    private static final Signer RSA = Signer.rs256("rsa");
    private static final Signer SHARED = Signer.hs256(SECRET);
    private static final UUID ADA = UUID.fromString("a5a5a5a5-0000-4000-8000-00000000ada0");
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofMillis(1_500);

    final SetClock clock = new SetClock();
    final KeyDesk desk = new KeyDesk(CURVE, RSA);
    final Door door = door("cineai.auth.hs256-secret", SECRET);

    Door door(String... settings) {
        Map<String, String> all =
                new HashMap<>(Map.of("cineai.auth.jwks-url", desk.url(), "cineai.auth.issuer", Signer.ISSUER));
        for (int i = 0; i < settings.length; i += 2) all.put(settings[i], settings[i + 1]);
        return Door.ofCallers(clock, all);
    }

    @BeforeAll
    static void quiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        LOG.setLevel(null);
    }

    @AfterEach
    void close() {
        door.close();
        desk.close();
    }

    @Test
    void nobodyComesForKeysToWhereATokenSays() {
        try (KeyDesk theirDesk = new KeyDesk()) {
            Signer theirs = Signer.es256("theirs");
            theirDesk.publish(theirs);
            JsonObject header = theirs.header().put("jku", theirDesk.url()).put("x5u", theirDesk.url());

            assertEquals("nobody", door.saysTo(theirs.token(header, Signer.claimsOf(ADA))));
            assertEquals("nobody", door.saysTo(theirs.token(header.put("kid", "curve"), Signer.claimsOf(ADA))));

            assertEquals(0, theirDesk.readings());
        }
    }

    @Test
    void aSecretThatIsPublishedVerifiesNothing() {
        Signer published =
                Signer.hs256("oct", "a secret that somebody published, too bad".getBytes(StandardCharsets.UTF_8));
        desk.publish(new JsonArray()
                .add(published.privateJwk())
                .add(published.privateJwk().copy().put("kid", "curve").put("alg", "ES256"))
                .add(CURVE.called("leaked").privateJwk())
                .add(RSA.called("enc").jwk().put("use", "enc"))
                .add(RSA.jwk()));

        assertEquals("nobody", door.saysTo(published.tokenOf(ADA)));
        assertEquals("nobody", door.saysTo(published.called("curve").tokenOf(ADA)));
        assertEquals(
                "nobody", door.saysTo(published.token(published.header().put("alg", "ES256"), Signer.claimsOf(ADA))));
        assertEquals("nobody", door.saysTo(CURVE.called("leaked").tokenOf(ADA)));
        assertEquals("nobody", door.saysTo(RSA.called("enc").tokenOf(ADA)));
        assertEquals(ada(), door.saysTo(RSA.tokenOf(ADA)));
    }

    @Test
    void aTokenHasItsPlaceAndItsSize() {
        String token = CURVE.tokenOf(ADA);
        String other = RSA.tokenOf(ADA);
        JsonObject much = Signer.claimsOf(ADA).put("more", "x".repeat(6_000));

        assertEquals("nobody", door.says());
        assertEquals("nobody", door.says("Authorization", ""));
        assertEquals("nobody", door.says("Authorization", "Bearer"));
        assertEquals("nobody", door.says("Authorization", token));
        assertEquals("nobody", door.says("Authorization", "Basic " + Signer.base64("ada:" + token)));
        assertEquals("nobody", door.says("Authorization", "Bearer" + token));
        assertEquals("nobody", door.says("Authorization", "Bearer " + token + ", Bearer " + other));
        assertEquals("nobody", door.says("Authorization", "Bearer " + token, "Authorization", "Bearer " + token));
        assertEquals("nobody", door.says("Authorization", "Bearer " + token, "authorization", "Basic eDp5"));
        assertEquals("nobody", door.says("Proxy-Authorization", "Bearer " + token));
        assertEquals(ada(), door.saysTo(CURVE.token(much.put("more", "x".repeat(5_600)))));
        assertEquals("nobody", door.saysTo(CURVE.token(much.put("more", "x".repeat(6_200)))));
    }

    @Test
    void withoutAKeySetOnlyTheSecretCountsAndTheOtherWayRound() {
        try (Door secretOnly = Door.ofCallers(clock, Map.of("cineai.auth.hs256-secret", SECRET));
                Door keysOnly = Door.ofCallers(clock, Map.of("cineai.auth.jwks-url", desk.url()));
                Door nothing = Door.ofCallers(clock, Map.of())) {
            assertEquals(ada(), secretOnly.saysTo(SHARED.tokenOf(ADA)));
            assertEquals("nobody", secretOnly.saysTo(CURVE.tokenOf(ADA)));
            assertEquals("nobody", keysOnly.saysTo(SHARED.tokenOf(ADA)));
            assertEquals(ada(), keysOnly.saysTo(CURVE.tokenOf(ADA)));
            assertEquals(ada(), keysOnly.saysTo(CURVE.token(claims(it -> it.put("iss", "whoever")))));
            for (Signer signer : List.of(CURVE, RSA, SHARED))
                assertEquals("nobody", nothing.saysTo(signer.tokenOf(ADA)));
        }
    }

    @Nested
    class WhenKeysAreRotated {
        final Signer next = Signer.es256("next");

        @Test
        void tokensOfTheNewKeyAreGoodAtOnceAndThoseOfTheOldOneNoLongerThanKeysAreRemembered() {
            String before = CURVE.tokenOf(ADA);
            assertEquals(ada(), door.saysTo(before));
            desk.publish(next, RSA);

            assertEquals(ada(), door.saysTo(next.tokenOf(ADA)));

            assertEquals(2, desk.readings());
            assertEquals("nobody", door.saysTo(CURVE.token(claims(it -> it.put("jti", "another")))));
            assertEquals(ada(), door.saysTo(before));
            clock.passes(REMEMBERED);
            assertEquals("nobody", door.saysTo(before));
        }

        @Test
        void nobodyElseNeedsToComeForAnOldKeyToBeForgotten() {
            String before = CURVE.token(claims(it -> it.put("exp", it.getLong("exp") + 1_000_000)));
            assertEquals(ada(), door.saysTo(before));
            desk.publish(next);
            clock.passes(REMEMBERED.minusMillis(1));
            assertEquals(ada(), door.saysTo(before));

            clock.passes(Duration.ofMillis(1));

            assertEquals("nobody", door.saysTo(before));
        }

        @Test
        void aFileIsReadAgainToo(@TempDir Path folder) throws IOException {
            Path file = Files.writeString(folder.resolve("jwks.json"), keySet(CURVE));
            try (Door byFile = Door.ofCallers(
                    clock, Map.of("cineai.auth.jwks-url", file.toUri().toString()))) {
                assertEquals(ada(), byFile.saysTo(CURVE.tokenOf(ADA)));
                Files.writeString(file, keySet(next));

                assertEquals(ada(), byFile.saysTo(next.tokenOf(ADA)));

                Files.delete(file);
                clock.passes(REMEMBERED);
                assertEquals(ada(), byFile.saysTo(next.tokenOf(ADA)));
            }
        }
    }

    @Test
    void aThousandKeysThatNobodyHasAreLookedForOnceAndHoldUpNobody() {
        List<CompletableFuture<HttpResponse<String>>> made = new ArrayList<>();
        List<CompletableFuture<HttpResponse<String>>> good = new ArrayList<>();
        assertEquals(ada(), door.saysTo(RSA.tokenOf(ADA)));
        for (int i = 0; i < 1_000; i++) {
            made.add(door.asks(CURVE.called("made up " + i).tokenOf(ADA)));
            int number = i;
            if (i % 10 == 0) good.add(door.asks(CURVE.token(claims(it -> it.put("jti", "token " + number)))));
        }

        for (CompletableFuture<HttpResponse<String>> answer : made)
            assertEquals("nobody", answer.join().body());
        for (CompletableFuture<HttpResponse<String>> answer : good)
            assertEquals(ada(), answer.join().body());

        assertEquals(2, desk.readings());
        clock.passes(PAUSE);
        assertEquals("nobody", door.saysTo(CURVE.called("once more").tokenOf(ADA)));
        assertEquals(3, desk.readings());
    }

    @ParameterizedTest
    @EnumSource(value = Mood.class, names = "WELL", mode = EnumSource.Mode.EXCLUDE)
    void whileKeysWereNeverReadThatIsSaidSoonAndNotBlamedOnTheToken(Mood mood) {
        desk.is(mood);
        long start = System.nanoTime();
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();

        for (int i = 0; i < 200; i++) waiting.add(door.asks(CURVE.tokenOf(ADA)));
        assertTrue(door.idle().compareTo(SOON) < 0);
        String byTheSecret = door.saysTo(SHARED.tokenOf(ADA));

        assertEquals(ada(), byTheSecret);
        for (CompletableFuture<HttpResponse<String>> answer : waiting) {
            assertEquals(503, answer.join().statusCode());
            assertEquals("2", answer.join().headers().firstValue("Retry-After").orElse(""));
        }
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(8).toNanos());
        assertEquals(1, desk.readings());
        await().atMost(Duration.ofSeconds(5)).until(() -> desk.open() == 0);
        desk.is(Mood.WELL);
        clock.passes(Duration.ofSeconds(2));
        assertEquals(ada(), door.saysTo(CURVE.tokenOf(ADA)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"BROKEN", "HANGING", "DROPPING", "PAGE"})
    void keysThatAreKnownAreUsedWhileTheirServerIsOutOfOrder(Mood mood) {
        String known = CURVE.tokenOf(ADA);
        assertEquals(ada(), door.saysTo(known));
        desk.is(mood);
        clock.passes(REMEMBERED);

        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) waiting.add(door.asks(RSA.tokenOf(ADA)));

        for (CompletableFuture<HttpResponse<String>> answer : waiting)
            assertEquals(ada(), answer.join().body());
        assertEquals(2, desk.readings());
        long start = System.nanoTime();
        for (int i = 0; i < 5; i++) assertEquals(ada(), door.saysTo(known));
        clock.passes(PAUSE);
        for (int i = 0; i < 5; i++) assertEquals(ada(), door.saysTo(RSA.tokenOf(ADA)));
        assertTrue(System.nanoTime() - start < SOON.toNanos(), "nobody waits for it again");
        assertEquals("503", door.saysTo(Signer.es256("new").tokenOf(ADA)));
        await().atMost(Duration.ofSeconds(5)).until(() -> desk.readings() == 3);
        clock.passes(Duration.ofHours(24));
        assertEquals("503", door.saysTo(RSA.token(Signer.claimsOf(ADA, clock.instant()))));
    }

    @Test
    void aRememberedTokenEndsWhenItEnds() {
        String token = SHARED.token(claims(it -> it.put("exp", it.getLong("exp") - 3_540)));
        String past = SHARED.token(claims(it -> it.put("exp", it.getLong("exp") - 3_625)));
        assertEquals(ada(), door.saysTo(token));
        assertEquals(ada(), door.saysTo(past), "clocks may be half a minute apart");

        clock.passes(Duration.ofSeconds(60));
        assertEquals(ada(), door.saysTo(token));
        assertEquals("nobody", door.saysTo(past));
        clock.passes(Duration.ofSeconds(31));
        assertEquals("nobody", door.saysTo(token));
    }

    @Test
    void noTokenIsRememberedForMoreThanAnHour() {
        Door another = door("cineai.auth.keys-remembered", "2h");
        try (another) {
            String token = CURVE.token(claims(it -> it.put("exp", it.getLong("exp") + 100_000)));
            assertEquals(ada(), another.saysTo(token));
            desk.publish(RSA);
            clock.passes(Duration.ofMinutes(61));
            assertEquals(ada(), another.saysTo(token), "verified again, by keys that are remembered longer");
            assertEquals(1, desk.readings());
            clock.passes(Duration.ofMinutes(60));

            assertEquals("nobody", another.saysTo(token));
        }
    }

    static Stream<Map<String, String>> wrongSettings() {
        return Stream.of(
                Map.of("cineai.auth.hs256-secret", "no 32 bytes of anything"),
                Map.of("cineai.auth.hs256-secret", "ä".repeat(15)),
                Map.of("cineai.auth.jwks-url", "http://keys.example.invalid/jwks.json"),
                Map.of("cineai.auth.jwks-url", "http://127.0.0.1.example.invalid/jwks.json"),
                Map.of("cineai.auth.jwks-url", "http://localhost@example.invalid/jwks.json"),
                Map.of("cineai.auth.jwks-url", "http://10.0.0.1/jwks.json"),
                Map.of("cineai.auth.jwks-url", "ftp://localhost/jwks.json"),
                Map.of("cineai.auth.jwks-url", "https:///jwks.json"),
                Map.of("cineai.auth.jwks-url", "jwks.json"),
                Map.of("cineai.auth.jwks-url", "not an address"),
                Map.of("cineai.auth.jwks-url", "file:///no/such/file.json"),
                Map.of("cineai.auth.jwks-url", "file:/etc/hostname"),
                Map.of("cineai.auth.tokens-remembered", "0"),
                Map.of("cineai.auth.tokens-remembered", "1000001"),
                Map.of("cineai.auth.keys-remembered", "0s"),
                Map.of("cineai.auth.keys-kept", "1m"));
    }

    @ParameterizedTest
    @MethodSource("wrongSettings")
    void aWrongSettingStopsTheStartAndSaysWhich(Map<String, String> wrong) {
        IllegalArgumentException told =
                assertThrows(IllegalArgumentException.class, () -> Door.ofCallers(clock, wrong));

        String name = wrong.keySet().iterator().next();
        String variable = name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
        String message = String.valueOf(told.getMessage());
        assertTrue(message.contains(variable) || message.contains(name), message);
        assertTrue(message.contains(" must "), message);
        if (name.contains("secret")) assertFalse(message.contains(wrong.get(name)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://keys.example.invalid/jwks.json",
                "http://localhost:1/jwks.json",
                "http://127.0.0.1:1/jwks.json",
                "http://127.1.2.3:1/jwks.json",
                "http://[::1]:1/jwks.json"
            })
    void whatCannotBeReadYetMayBeLater(String address) {
        try (Door later = Door.ofCallers(clock, Map.of("cineai.auth.jwks-url", address))) {
            assertEquals("503", later.saysTo(CURVE.tokenOf(ADA)));
        }
    }

    private JsonObject claims(Consumer<JsonObject> change) {
        JsonObject claims = Signer.claimsOf(ADA);
        change.accept(claims);
        return claims;
    }

    private static String ada() {
        return ADA + " {\"sub\":\"" + ADA + "\",\"role\":\"authenticated\"}";
    }

    private static String keySet(Signer signer) {
        return new JsonObject().put("keys", new JsonArray().add(signer.jwk())).encode();
    }
}
