package io.cineai.function;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;

/**
 * Tells whether who asks may start work: who knows the shared secret, or has an OIDC token of the one service account. Nobody where
 * neither is configured.
 */
@Singleton
class Invokers {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
    private static final int SHORTEST_SECRET = 16;

    /**
     * The secret's other place, beside {@code Authorization}: Cloud Run verifies the token that its scheduler puts there, and hands it on
     * with its signature taken away, so that nobody can verify it again.
     */
    private static final String HEADER = "X-Cineai-Scheduler-Secret";

    private final boolean open;
    private final Optional<byte[]> secret;
    private final Optional<String> account;
    private final Optional<Tokens> platform;

    @Inject
    Invokers(InvokeConfig config, AuthConfig auth, Vertx vertx) {
        this(config, auth, vertx, Clock.systemUTC());
    }

    Invokers(InvokeConfig config, AuthConfig auth, Vertx vertx, Clock clock) {
        open = config.open();
        secret = config.secret().map(Invokers::longEnough).map(Invokers::digest);
        account = config.account();
        if (account.isPresent() != config.audience().isPresent())
            throw new IllegalArgumentException(
                    "CINEAI_SCHEDULER_ACCOUNT and CINEAI_SCHEDULER_AUDIENCE must be set both or neither");
        platform = config.audience()
                .map(audience -> new Tokens(
                        new Tokens.Expected(config.issuer(), audience),
                        Optional.of(new KeySet(
                                KeySource.at(config.jwksUrl(), "CINEAI_SCHEDULER_JWKS_URL", vertx),
                                Callers.pace(auth),
                                clock)),
                        Optional.empty(),
                        clock));
    }

    /** Fails with {@link Refused} where who asks is not at this machine, which is open to nobody else, or cannot be verified now. */
    Uni<Boolean> may(RoutingContext http) {
        if (open)
            return isFromHere(http)
                    ? Uni.createFrom().item(true)
                    : Uni.createFrom().failure(Refused.forbidden());
        Optional<String> token = Callers.bearer(http);
        boolean knows = Stream.concat(token.stream(), http.request().headers().getAll(HEADER).stream())
                .anyMatch(this::knowsTheSecret);
        if (knows || token.isEmpty() || platform.isEmpty())
            return Uni.createFrom().item(knows);
        Context here = http.vertx().getOrCreateContext();
        return platform.get()
                .verify(token.get())
                .map(verified ->
                        verified.filter(it -> isOfTheAccount(it.claims())).isPresent())
                .emitOn(next -> here.runOnContext(nothing -> next.run()));
    }

    /**
     * Open is meant for a person at this machine: somebody elsewhere is not one, whatever they say they asked for, nor is a page of
     * another site, open in that person's browser.
     */
    private static boolean isFromHere(RoutingContext http) {
        SocketAddress peer = http.request().remoteAddress();
        HostAndPort asked = http.request().authority();
        String origin = http.request().getHeader("Origin");
        return peer != null
                && isLoopback(peer)
                && asked != null
                && LOOPBACK.contains(asked.host())
                && (origin == null || origin.equals("http://" + asked));
    }

    private static boolean isLoopback(SocketAddress peer) {
        String address = String.valueOf(peer.hostAddress()).replaceFirst("%.*", "");
        return address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
    }

    /** Takes the same time wherever the two differ, and however long they are. */
    private boolean knowsTheSecret(String token) {
        return secret.filter(ours -> MessageDigest.isEqual(ours, digest(token))).isPresent();
    }

    private boolean isOfTheAccount(JwtClaims claims) {
        return account.filter(ours -> ours.equals(claims.getClaimValue("email")))
                        .isPresent()
                && Boolean.TRUE.equals(claims.getClaimValue("email_verified"));
    }

    private static String longEnough(String secret) {
        if (secret.length() < SHORTEST_SECRET)
            throw new IllegalArgumentException(
                    "CINEAI_SCHEDULER_SECRET must have " + SHORTEST_SECRET + " characters or more");
        return secret;
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
