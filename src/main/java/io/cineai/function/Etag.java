package io.cineai.function;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Weak entity tags: the bytes may differ by encoding, what they say does not. */
public final class Etag {
    private static final String WEAK = "W/\"";

    private Etag() {}

    public static String weak(String tag) {
        return WEAK + tag + "\"";
    }

    /** What the caller has already; the first tag where several are named; null where none is. */
    public static @Nullable String known(RoutingContext http) {
        String header = http.request().getHeader("If-None-Match");
        if (header == null) return null;
        int from = header.indexOf('"');
        int to = header.indexOf('"', from + 1);
        return from < 0 || to < 0 ? null : header.substring(from + 1, to);
    }
}
