package io.cineai.function;

import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which encodings a caller takes: {@code Accept-Encoding} as RFC 9110 has it. */
final class Encodings {
    private Encodings() {}

    /** True where gzip is named, or everything is, with a weight that is not 0. */
    static boolean takesGzip(RoutingContext http) {
        return weight(http, "gzip")
                .or(() -> weight(http, "*"))
                .filter(it -> it > 0)
                .isPresent();
    }

    private static Optional<Double> weight(RoutingContext http, String encoding) {
        return offers(http)
                .filter(offer -> offer[0].equals(encoding))
                .map(Encodings::weight)
                .findFirst();
    }

    private static Stream<String[]> offers(RoutingContext http) {
        return http.request().headers().getAll("Accept-Encoding").stream()
                .flatMap(header -> Arrays.stream(header.toLowerCase(Locale.ROOT).split(",")))
                .map(offer -> offer.trim().split("\\s*;\\s*"));
    }

    private static double weight(String[] offer) {
        for (int part = 1; part < offer.length; part++) {
            if (!offer[part].startsWith("q=")) continue;
            try {
                return Double.parseDouble(offer[part].substring(2).trim());
            } catch (NumberFormatException malformed) {
                return 0;
            }
        }
        return 1;
    }
}
