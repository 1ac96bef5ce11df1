package io.cineai.functions.recommendations;

import io.cineai.function.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The OpenAPI document of the addresses, as it is written. */
final class Description {
    private static final String DOCUMENT = "/openapi/recommendations.json";

    private Description() {}

    static Reply reply() {
        try (InputStream document = Description.class.getResourceAsStream(DOCUMENT)) {
            if (document == null) throw new IllegalStateException(DOCUMENT + " is not in this build");
            return new Reply(document.readAllBytes(), false, null, null);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
