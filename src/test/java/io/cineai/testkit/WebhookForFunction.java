package io.cineai.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a function under test somebody to tell, and somebody to ping. */
public final class WebhookForFunction implements QuarkusTestResourceLifecycleManager {
    /** Lets tests arrange and assert; set while the function under test runs. */
    public static FakeWebhook webhook;

    @Override
    public Map<String, String> start() {
        webhook = new FakeWebhook();
        return Map.of(
                "cineai.alert.webhook-url",
                webhook.url(),
                "cineai.monitor.ping-url",
                webhook.pingUrl(),
                "cineai.alert.timeout",
                "2s");
    }

    @Override
    public void stop() {
        webhook.close();
    }
}
