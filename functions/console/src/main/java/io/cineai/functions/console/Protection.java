package io.cineai.functions.console;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.regex.Pattern;

/** What a browser is told of every answer under {@code /console}: no script, no style and no connection but our own. */
@ApplicationScoped
class Protection {
    /** Before every route that answers. */
    private static final int FIRST = -18_000;

    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)+(:\\d{1,5})?");

    private final List<String> posterHosts;
    private final String policy;

    Protection(ConsoleConfig config) {
        posterHosts = config.posterHosts().orElse(List.of()).stream()
                .map(Protection::host)
                .toList();
        policy = policy(posterHosts);
    }

    void install(@Observes Router router) {
        router.route("/console").order(FIRST).handler(this::protect);
        router.route("/console/*").order(FIRST).handler(this::protect);
    }

    List<String> posterHosts() {
        return posterHosts;
    }

    private void protect(RoutingContext http) {
        MultiMap headers = http.response().headers();
        headers.set("Content-Security-Policy", policy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        http.next();
    }

    static String policy(List<String> posterHosts) {
        StringBuilder images = new StringBuilder("img-src 'self' data:");
        for (String host : posterHosts) images.append(" https://").append(host);
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                images,
                "connect-src 'self'",
                "font-src 'self'",
                "form-action 'none'",
                "base-uri 'none'",
                "frame-ancestors 'none'");
    }

    /** What is no host could be a directive. */
    static String host(String text) {
        String host = text.trim().replaceFirst("^https://", "");
        if (!HOST.matcher(host).matches())
            throw new IllegalArgumentException("cineai.console.poster-hosts must be names of hosts: " + text);
        return host;
    }
}
