package io.cineai.function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/**
 * Tells whose request it is, by the bearer token. A verified token is remembered until it expires, in a bounded memory, because
 * checking a signature costs more than answering.
 */
@ApplicationScoped
public class Callers {
    private static final int REMEMBERED = 10_000;
    private static final String BEARER = "Bearer ";
    private static final int LONGEST_TOKEN = 8_192;

    private final Optional<Tokens> tokens;
    private final Clock clock = Clock.systemUTC();
    private final Cache<String, Caller> verified = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfter(Expiry.creating((String token, Caller caller) -> left(caller)))
            .build();

    Callers(AuthConfig config) {
        tokens = config.jwksUrl()
                .map(url -> Tokens.byKeySet(url, config.issuer(), config.audience()))
                .or(() -> config.hs256Secret()
                        .map(secret -> Tokens.bySecret(secret, config.issuer(), config.audience())));
    }

    /** The caller; empty where no good token came with the request. */
    public Uni<Optional<Caller>> of(RoutingContext http) {
        Optional<String> token = bearer(http);
        if (token.isEmpty() || tokens.isEmpty()) return Uni.createFrom().item(Optional.empty());
        Caller known = verified.getIfPresent(token.get());
        if (known != null && known.until().isAfter(clock.instant()))
            return Uni.createFrom().item(Optional.of(known));
        return Uni.createFrom()
                .item(() -> verify(token.get()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    static Optional<String> bearer(RoutingContext http) {
        String header = http.request().getHeader("Authorization");
        return Optional.ofNullable(header)
                .filter(it -> it.length() <= LONGEST_TOKEN && it.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(it -> it.substring(BEARER.length()).trim());
    }

    private Optional<Caller> verify(String token) {
        Optional<Caller> caller = tokens.flatMap(it -> it.verify(token)).flatMap(Callers::callerOf);
        caller.ifPresent(it -> verified.put(token, it));
        return caller;
    }

    private static Optional<Caller> callerOf(JwtClaims claims) {
        try {
            UUID user = UUID.fromString(claims.getSubject());
            Instant until = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
            String seen = new JsonObject()
                    .put("sub", user.toString())
                    .put("role", "authenticated")
                    .encode();
            return Optional.of(new Caller(user, seen, until));
        } catch (MalformedClaimException | IllegalArgumentException notAUser) {
            return Optional.empty();
        }
    }

    private Duration left(Caller caller) {
        Duration left = Duration.between(clock.instant(), caller.until());
        return left.isNegative() ? Duration.ZERO : left;
    }
}
