package io.cineai.function;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Turns every failure of a request into a problem document. A broken rule tells which field and why; a database out of reach is 503;
 * all else is 500 with no more than that, and the log has the rest.
 */
@ApplicationScoped
public class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final int BEFORE_ALL = -20_000;
    private static final Pattern RULE = Pattern.compile("^(\\w+) must ");

    void install(@Observes Router router) {
        router.route().order(BEFORE_ALL).failureHandler(this::failed);
        router.route().order(BEFORE_ALL).handler(RoutingContext::next);
        router.route().order(Integer.MAX_VALUE).handler(http -> Problem.ofStatus(404)
                .answer(http));
    }

    private void failed(RoutingContext http) {
        if (http.failure() instanceof Refused refused)
            refused.retryAfterSeconds()
                    .ifPresent(seconds -> http.response().putHeader("Retry-After", String.valueOf(seconds)));
        of(http.failure(), http.statusCode()).answer(http);
    }

    static Problem of(@Nullable Throwable failure, int status) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException broken && names(broken))
                return Problem.badInput(field(broken.getMessage()), broken.getMessage());
            if (cause instanceof Refused refused) return refusal(refused);
            if (cause instanceof UncheckedIOException) return Problem.ofStatus(503);
        }
        if (status >= 400 && status < 500) return Problem.ofStatus(status);
        LOG.error("request failed", failure);
        return Problem.ofStatus(500);
    }

    private static Problem refusal(Refused refused) {
        return refused.status() == 403
                ? Problem.ofStatus(403)
                : new Problem(
                        refused.status(),
                        "keys-unreachable",
                        "Who calls cannot be verified",
                        String.valueOf(refused.getMessage()),
                        null);
    }

    /** Our rules read "field must …"; other illegal arguments are bugs, and bugs are not the caller's business. */
    private static boolean names(IllegalArgumentException broken) {
        return broken.getMessage() != null && RULE.matcher(broken.getMessage()).find();
    }

    static @Nullable String field(String rule) {
        Matcher named = RULE.matcher(rule);
        return named.find() ? named.group(1) : null;
    }
}
