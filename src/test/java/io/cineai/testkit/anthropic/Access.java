package io.cineai.testkit.anthropic;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may come in: key, version and type of content, each as the API wants it. */
final class Access {
    private static final String VERSION = "2023-06-01";

    private Access() {}

    /** Empty where they are good. */
    static Optional<ApiError> broken(HttpServerRequest http, String rightKey) {
        String key = http.getHeader("x-api-key");
        if (http.getHeader("Origin") != null) return stranger("CORS requests are not allowed for this Organization");
        if (key != null && http.getHeader("Authorization") != null)
            return stranger("both x-api-key and Authorization were given");
        if (key == null) return stranger("x-api-key header is required");
        if (!key.equals(rightKey)) return stranger("invalid x-api-key");
        String version = http.getHeader("anthropic-version");
        if (version == null) return Optional.of(ApiError.invalid("anthropic-version: header is required"));
        if (!version.equals(VERSION))
            return Optional.of(ApiError.invalid("anthropic-version: \"" + version + "\" is not a valid version"));
        return http.method().equals(HttpMethod.POST) && !isJson(http.getHeader("Content-Type"))
                ? Optional.of(ApiError.invalid("content-type: must be application/json"))
                : Optional.empty();
    }

    private static Optional<ApiError> stranger(String why) {
        return Optional.of(ApiError.of(401, "authentication_error", why));
    }

    private static boolean isJson(@Nullable String type) {
        return type != null
                && type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT).equals("application/json");
    }
}
