package io.cineai.functions.local;

import io.cineai.function.Problem;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;

/** {@code POST /dev/token {"userId": …}} → {@code {token, expiresIn}}: a real signed token, for trying things on this machine. */
@ApplicationScoped
class DevTokens {
    private static final int LARGEST_BODY = 4_096;

    void install(@Observes Router router) {
        Settings settings = new Settings(System.getenv());
        if (!settings.handsOutTokens() || settings.hasOwnKeys()) return;
        LocalKeys keys = LocalKeys.in(settings.dataDir());
        router.post("/dev/token")
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .handler(http -> answer(http, keys));
    }

    private static void answer(RoutingContext http, LocalKeys keys) {
        try {
            JsonObject asked = http.body().asJsonObject();
            UUID user = UUID.fromString(String.valueOf(asked == null ? null : asked.getValue("userId")));
            http.json(
                    new JsonObject().put("token", keys.tokenFor(user)).put("expiresIn", LocalKeys.TOKEN_MINUTES * 60));
        } catch (DecodeException | IllegalArgumentException | ClassCastException notAUser) {
            Problem.badInput("userId", "userId must be the id of a user").answer(http);
        }
    }
}
