package io.cineai.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cineai.testkit.SelfSigned;
import io.cineai.testkit.Signer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys by https, as they come in earnest. */
class KeyServerTest {
    private static final String TRUSTED = "javax.net.ssl.trustStore";
    private static final Signer RSA = Signer.rs256("rsa");

    @TempDir
    Path folder;

    final Vertx vertx = Vertx.vertx();
    Path store;
    HttpServer server;

    @BeforeEach
    void aServerWithACertificateOfItsOwn() throws IOException {
        store = SelfSigned.keysOf("localhost", folder);
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(
                                new PfxOptions().setPath(store.toString()).setPassword(SelfSigned.PASSWORD))
                        .setPort(0))
                .requestHandler(http -> http.response()
                        .end(new JsonObject()
                                .put("keys", new JsonArray().add(RSA.jwk()))
                                .encode()))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @AfterEach
    void close() {
        System.clearProperty(TRUSTED);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whomNobodyVouchesForIsNotBelieved() {
        assertThrows(UnreadableKeys.class, () -> read("localhost"));
    }

    @Test
    void whoIsVouchedForIsBelievedUnderTheNameThatIs() {
        System.setProperty(TRUSTED, store.toString());
        System.setProperty(TRUSTED + "Password", SelfSigned.PASSWORD);

        assertEquals(Set.of(new KeyId("RS256", "rsa")), read("localhost").byId().keySet());
        assertThrows(UnreadableKeys.class, () -> read("127.0.0.1"));
    }

    @Test
    void itIsCalledByNoMoreThanItsPlace() {
        URI address = URI.create("https://user:password@keys.example.invalid/jwks.json?apikey=of-somebody");

        assertEquals("https://keys.example.invalid/jwks.json", new KeyServer(address, vertx).toString());
    }

    private PublicKeys read(String host) {
        URI address = URI.create("https://" + host + ":" + server.actualPort() + "/jwks.json");
        return new KeyServer(address, vertx).read().await().atMost(Duration.ofSeconds(20));
    }
}
