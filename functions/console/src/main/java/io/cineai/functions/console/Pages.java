package io.cineai.functions.console;

import io.cineai.function.Problem;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The pages and what they are made of: open to everybody, because there is nothing of anybody in them. */
@ApplicationScoped
class Pages {
    private static final Pattern ASSET = Pattern.compile(Page.ROOT + "assets/[a-z0-9_-]+(\\.[a-z0-9_-]+)+");

    /** After the addresses that answer with data, and before the last word, which is that nothing is here. */
    private static final int LATE = 1_000;

    private final Map<String, StaticFile> files = new ConcurrentHashMap<>();

    void install(@Observes Router router) {
        router.route("/console").handler(Pages::toTheRoot);
        router.route("/console/*").order(LATE).handler(this::serve);
    }

    /** With a slash at the end it is the first page. */
    private static void toTheRoot(RoutingContext http) {
        if (http.request().path().endsWith("/")) http.next();
        else if (isRead(http))
            http.response().setStatusCode(302).putHeader("Location", Page.ROOT).end();
        else notByThisMethod(http);
    }

    private void serve(RoutingContext http) {
        Optional<StaticFile> file = fileAt(http.request().path());
        if (file.isEmpty()) http.next();
        else if (isRead(http)) file.get().send(http);
        else notByThisMethod(http);
    }

    /** Only what is there is remembered. */
    private Optional<StaticFile> fileAt(String path) {
        StaticFile known = files.get(path);
        if (known != null) return Optional.of(known);
        Optional<StaticFile> made = Page.at(path).map(Page::file).or(() -> asset(path));
        made.ifPresent(file -> files.put(path, file));
        return made;
    }

    private static Optional<StaticFile> asset(String path) {
        return ASSET.matcher(path).matches() ? StaticFile.read(path) : Optional.empty();
    }

    private static boolean isRead(RoutingContext http) {
        HttpMethod method = http.request().method();
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    private static void notByThisMethod(RoutingContext http) {
        http.response().putHeader("Allow", "GET, HEAD");
        Problem.ofStatus(405).answer(http);
    }
}
