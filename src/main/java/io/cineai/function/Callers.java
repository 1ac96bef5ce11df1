package io.cineai.function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jspecify.annotations.Nullable;

/**
 * Tells whose request it is, by the bearer token. A good token is remembered, in a bounded memory, because checking a signature costs more
 * than answering: until it ends or its key is due for another look, and for an hour at the most.
 */
@Singleton
public class Callers {
    private static final Uni<Optional<Caller>> NOBODY = Uni.createFrom().item(Optional.empty());
    private static final int MOST_REMEMBERED = 1_000_000;
    private static final String BEARER = "Bearer ";
    private static final int LONGEST_HEADER = BEARER.length() + 8_192;
    private static final String ROLE = "authenticated";

    private final Tokens tokens;
    private final OperatorClaim operator;
    private final Clock clock;
    private final Cache<String, Remembered> remembered;

    /** What is answered as it is, so that nothing is made for a request that comes again. */
    private record Remembered(Uni<Optional<Caller>> caller, long untilMillis) {}

    @Inject
    Callers(AuthConfig config, Vertx vertx) {
        this(config, vertx, Clock.systemUTC());
    }

    Callers(AuthConfig config, Vertx vertx, Clock clock) {
        this.clock = clock;
        operator = OperatorClaim.of(config);
        KeySet.Pace pace = pace(config);
        tokens = new Tokens(
                new Tokens.Expected(config.issuer().stream().toList(), config.audience()),
                config.jwksUrl().map(url -> new KeySet(KeySource.at(url, "CINEAI_AUTH_JWKS_URL", vertx), pace, clock)),
                config.hs256Secret().map(secret -> Tokens.secret(secret, "CINEAI_AUTH_HS256_SECRET")),
                clock);
        remembered = Caffeine.newBuilder()
                .maximumSize(inRange(config.tokensRemembered()))
                .expireAfterWrite(Tokens.LONGEST)
                .build();
    }

    static KeySet.Pace pace(AuthConfig config) {
        return new KeySet.Pace(config.keysRemembered(), config.keysPause(), config.keysKept());
    }

    private static int inRange(int tokensRemembered) {
        if (tokensRemembered < 1 || tokensRemembered > MOST_REMEMBERED)
            throw new IllegalArgumentException(
                    "cineai.auth.tokens-remembered must be in [1, " + MOST_REMEMBERED + "]: " + tokensRemembered);
        return tokensRemembered;
    }

    /**
     * The caller; empty where no good token came with the request. Fails with {@link Refused} where a good token is not a user's (403), or
     * cannot be verified at the moment (503).
     */
    public Uni<Optional<Caller>> of(RoutingContext http) {
        String header = authorization(http);
        if (header == null) return NOBODY;
        Remembered known = remembered.getIfPresent(header);
        if (known != null && clock.millis() < known.untilMillis()) return known.caller();
        Context here = http.vertx().getOrCreateContext();
        return tokens.verify(token(header))
                .map(verified -> verified.flatMap(it -> callerOf(header, it)))
                .emitOn(next -> here.runOnContext(nothing -> next.run()));
    }

    /** The bearer token, where there is one and one only. */
    static Optional<String> bearer(RoutingContext http) {
        return Optional.ofNullable(authorization(http)).map(Callers::token);
    }

    private static @Nullable String authorization(RoutingContext http) {
        List<String> headers = http.request().headers().getAll(HttpHeaders.AUTHORIZATION);
        if (headers.size() != 1) return null;
        String header = headers.get(0);
        boolean isBearer =
                header.length() <= LONGEST_HEADER && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return isBearer ? header : null;
    }

    private static String token(String header) {
        return header.substring(BEARER.length()).trim();
    }

    private Optional<Caller> callerOf(String header, Tokens.Verified verified) {
        JwtClaims claims = verified.claims();
        if (!ROLE.equals(claims.getClaimValue("role"))) throw Refused.forbidden();
        try {
            Optional<Caller> caller = user(claims).map(user -> caller(user, operator.isIn(claims)));
            if (caller.isPresent())
                remember(header, caller, claims.getExpirationTime().getValue(), verified.until());
            return caller;
        } catch (MalformedClaimException notAUser) {
            return Optional.empty();
        }
    }

    /** RFC 9562 writes ids in lower case: two spellings would be two callers to whoever compares text. */
    private static Optional<UUID> user(JwtClaims claims) throws MalformedClaimException {
        String subject = claims.getSubject();
        return Ids.parse(subject).filter(id -> id.toString().equals(subject));
    }

    private static Caller caller(UUID user, boolean operator) {
        String claims =
                new JsonObject().put("sub", user.toString()).put("role", ROLE).encode();
        return new Caller(user, claims, operator);
    }

    private void remember(String header, Optional<Caller> caller, long ends, Instant keyIsDue) {
        Instant longest = clock.instant().plus(Tokens.LONGEST);
        long until = Math.min(longest.toEpochMilli(), keyIsDue.toEpochMilli());
        if (ends < longest.getEpochSecond())
            until = Math.min(
                    until, Instant.ofEpochSecond(ends).plus(Tokens.SKEW).toEpochMilli());
        remembered.put(header, new Remembered(Uni.createFrom().item(caller), until));
    }
}
