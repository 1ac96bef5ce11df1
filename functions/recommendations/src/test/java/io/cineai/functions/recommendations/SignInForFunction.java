package io.cineai.functions.recommendations;

import io.cineai.testkit.KeyDesk;
import io.cineai.testkit.Signer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives the function under test a sign-in whose keys it must come for, and a secret of an earlier one beside it. */
public final class SignInForFunction implements QuarkusTestResourceLifecycleManager {
    static final String SECRET = "the app's secret of before it had keys";
    static final Signer CURVE = Signer.es256("curve");
    static final Signer RSA = Signer.rs256("rsa");
    static final Signer SHARED = Signer.hs256(SECRET);

    /** Lets tests arrange and assert; set while the function under test runs. */
    static KeyDesk desk;

    @Override
    public Map<String, String> start() {
        desk = new KeyDesk(CURVE, RSA);
        return Map.of(
                "cineai.auth.jwks-url",
                desk.url(),
                "cineai.auth.issuer",
                Signer.ISSUER,
                "cineai.auth.hs256-secret",
                SECRET,
                "cineai.auth.keys-pause",
                "100ms");
    }

    @Override
    public void stop() {
        desk.close();
    }
}
