package io.cineai.function;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;

/**
 * What a token must say for its user to be an operator. It is signed, and so must be where it comes from: a claim that users write
 * themselves would make an operator of everybody.
 *
 * @param path names within names
 */
record OperatorClaim(List<String> path, String role) {
    /** Where Supabase puts what users tell of themselves. */
    private static final String OF_USERS = "user_metadata";

    OperatorClaim {
        path = List.copyOf(path);
        if (path.stream().anyMatch(String::isBlank) || role.isBlank())
            throw new IllegalArgumentException("cineai.auth.operator-claim and operator-role must not be empty");
        if (path.get(0).equals(OF_USERS))
            throw new IllegalArgumentException(
                    "cineai.auth.operator-claim must not be in " + OF_USERS + ": users write that themselves");
    }

    static OperatorClaim of(AuthConfig config) {
        return new OperatorClaim(List.of(config.operatorClaim().split("\\.", -1)), config.operatorRole());
    }

    boolean isIn(JwtClaims claims) {
        @Nullable Object found = claims.getClaimsMap();
        for (String name : path) found = found instanceof Map<?, ?> names ? names.get(name) : null;
        return role.equals(found) || found instanceof Collection<?> several && several.contains(role);
    }
}
