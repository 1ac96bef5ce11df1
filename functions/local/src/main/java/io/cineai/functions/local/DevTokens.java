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

/**
 * {@code POST /dev/token {"userId": …, "operator": true}} → {@code {token, expiresIn}}: a real signed token, for trying things on this
 * machine. An operator's is for this machine alone: who listens to others gives them none.
 */
@ApplicationScoped
class DevTokens {
    private static final int LARGEST_BODY = 4_096;

    void install(@Observes Router router) {
        Settings settings = new Settings(System.getenv());
        if (!settings.signsTokens()) return;
        LocalKeys keys = LocalKeys.in(settings.dataDir());
        router.post("/dev/token")
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .handler(http -> answer(http, keys, settings.isPublic()));
    }

    private static void answer(RoutingContext http, LocalKeys keys, boolean isPublic) {
        try {
            JsonObject asked = http.body().asJsonObject();
            UUID user = UUID.fromString(String.valueOf(asked == null ? null : asked.getValue("userId")));
            boolean operator = Boolean.TRUE.equals(asked.getValue("operator"));
            if (operator && isPublic) Problem.ofStatus(403).answer(http);
            else
                http.json(new JsonObject()
                        .put("token", keys.tokenFor(user, operator))
                        .put("expiresIn", LocalKeys.TOKEN_MINUTES * 60));
        } catch (DecodeException | IllegalArgumentException | ClassCastException notAUser) {
            Problem.badInput("userId", "userId must be the id of a user").answer(http);
        }
    }
}
