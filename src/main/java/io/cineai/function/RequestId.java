package io.cineai.function;

import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Names a request, so that what a caller saw can be found in the log: the caller's own name for it where that is fit to be logged. */
final class RequestId {
    static final String HEADER = "X-Request-Id";

    private static final int LONGEST = 64;
    private static final String PROCESS = process();
    private static final AtomicLong REQUESTS = new AtomicLong();

    private RequestId() {}

    /** The same each time that one request is asked. */
    static String of(RoutingContext http) {
        String answered = http.response().headers().get(HEADER);
        if (answered != null) return answered;
        String given = http.request().getHeader(HEADER);
        return given != null && isFit(given) ? given : PROCESS + Long.toHexString(REQUESTS.incrementAndGet());
    }

    private static boolean isFit(String id) {
        if (id.isEmpty() || id.length() > LONGEST) return false;
        for (int at = 0; at < id.length(); at++) {
            char c = id.charAt(at);
            boolean fit = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-_.".indexOf(c) >= 0;
            if (!fit) return false;
        }
        return true;
    }

    private static String process() {
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random) + "-";
    }
}
