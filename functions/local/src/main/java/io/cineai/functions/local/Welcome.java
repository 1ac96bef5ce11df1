package io.cineai.functions.local;

import io.cineai.usecase.SomeUser;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.Config;

/** What a person reads when everything is up: where it is, and one line to paste. */
@ApplicationScoped
class Welcome {
    private final SomeUser users;
    private final Config config;
    private final Settings settings = new Settings(System.getenv());

    Welcome(SomeUser users, Config config) {
        this.users = users;
        this.config = config;
    }

    Uni<String> text() {
        String url = "http://localhost:" + config.getValue("quarkus.http.port", Integer.class);
        return users.withList().map(user -> user.filter(it -> settings.handsOutTokens())
                .map(it -> ready(url) + ", or try:\n\n" + curl(url, it.toString()) + "\n")
                .orElse(ready(url)));
    }

    private static String ready(String url) {
        return "CineAI is ready at " + url + "\nOpen " + url + "/console/ in a browser";
    }

    private static String curl(String url, String user) {
        return "curl -s --compressed -H \"Authorization: Bearer $(curl -s " + url
                + "/dev/token -H 'Content-Type: application/json' -d '{\"userId\":\"" + user
                + "\"}' | sed 's/.*\"token\":\"\\([^\"]*\\)\".*/\\1/')\" '" + url + "/v1/recommendations?limit=5'";
    }
}
