package io.cineai.function;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
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
    private static final Pattern RULE = Pattern.compile("^([\\w.\\[\\]]+) must ");

    void install(@Observes Router router) {
        long largest = ConfigProvider.getConfig()
                .getValue("quarkus.http.limits.max-body-size", MemorySize.class)
                .asLongValue();
        router.route().order(BEFORE_ALL).failureHandler(this::failed);
        router.route().order(BEFORE_ALL).handler(http -> begin(http, largest));
        router.route().order(Integer.MAX_VALUE).handler(http -> Problem.ofStatus(404)
                .answer(http));
    }

    /** Quarkus would end what is too large without a word. */
    private static void begin(RoutingContext http, long largest) {
        http.response().putHeader(RequestId.HEADER, RequestId.of(http));
        if (announced(http) <= largest) http.next();
        else {
            http.response().putHeader("Connection", "close");
            Problem.ofStatus(413).answer(http);
        }
    }

    private static long announced(RoutingContext http) {
        String length = http.request().getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException tooLong) {
            return Long.MAX_VALUE;
        }
    }

    private void failed(RoutingContext http) {
        Problem problem = of(http.failure(), http.statusCode());
        if (problem.status() == 500) LOG.errorf(http.failure(), "request %s failed", RequestId.of(http));
        problem.answer(http);
    }

    static Problem of(@Nullable Throwable failure, int status) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) return refused.problem();
            if (cause instanceof IllegalArgumentException broken && names(broken))
                return Problem.badInput(field(broken.getMessage()), broken.getMessage());
            if (cause instanceof UncheckedIOException) return Problem.ofStatus(503);
        }
        return Problem.ofStatus(failure == null && status >= 400 || isCallers(status) ? status : 500);
    }

    private static boolean isCallers(int status) {
        return status >= 400 && status < 500;
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
