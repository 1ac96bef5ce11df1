package io.cineai.testkit.anthropic;

import java.util.Map;
import java.util.Optional;

/** Thrown where a request is turned away. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ApiError error;
    private final transient Map<String, String> headers;

    Refusal(ApiError error, Map<String, String> headers) {
        super(error.message());
        this.error = error;
        this.headers = headers;
    }

    Refusal(ApiError error) {
        this(error, Map.of());
    }

    static void unless(Optional<ApiError> broken) {
        broken.ifPresent(error -> {
            throw new Refusal(error);
        });
    }

    ApiError error() {
        return error;
    }

    Map<String, String> headers() {
        return headers;
    }
}
