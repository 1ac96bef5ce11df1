package io.cineai.functions.console;

import io.cineai.testkit.Signer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;

/** The app's sign-in in small, whose tokens say who is an operator. */
public final class SignIn implements QuarkusTestResourceLifecycleManager {
    private static final String SECRET = "the app's secret, which only it and we know";
    private static final Signer APP = Signer.hs256(SECRET);

    @Override
    public Map<String, String> start() {
        return Map.of("cineai.auth.hs256-secret", SECRET, "cineai.auth.issuer", Signer.ISSUER);
    }

    @Override
    public void stop() {}

    static String tokenOf(UUID user) {
        return APP.tokenOf(user);
    }

    static String operatorsTokenOf(UUID user) {
        return tokenOf(user, "app_metadata", "operator");
    }

    /** A token that says of its user, in this part of it, that this is the role. */
    static String tokenOf(UUID user, String part, Object role) {
        return APP.token(Signer.claimsOf(user).put(part, new JsonObject().put("cineai_role", role)));
    }
}
