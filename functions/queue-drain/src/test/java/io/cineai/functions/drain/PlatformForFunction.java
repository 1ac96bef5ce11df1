package io.cineai.functions.drain;

import io.cineai.testkit.KeyDesk;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.Signer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** Gives the function under test a database, and a scheduler as Google's is, or none of any kind. */
public final class PlatformForFunction implements QuarkusTestResourceLifecycleManager {
    static final String ACCOUNT = "scheduler@project.iam.gserviceaccount.com";
    static final String AUDIENCE = "https://queue-drain.example.invalid";
    static final Signer PLATFORM = Signer.rs256("platform");

    private final KeyDesk desk = new KeyDesk(PLATFORM);
    private final PostgresForFunction postgres = new PostgresForFunction();
    private boolean exists = true;

    @Override
    public void init(Map<String, String> arguments) {
        exists = Boolean.parseBoolean(arguments.getOrDefault("exists", "true"));
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(postgres.start());
        if (exists) {
            settings.put("cineai.scheduler.jwks-url", desk.url());
            settings.put("cineai.scheduler.account", ACCOUNT);
            settings.put("cineai.scheduler.audience", AUDIENCE);
        } else {
            settings.remove("cineai.scheduler.secret");
        }
        return settings;
    }

    @Override
    public void stop() {
        postgres.stop();
        desk.close();
    }
}
