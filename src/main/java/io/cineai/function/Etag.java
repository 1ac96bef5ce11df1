package io.cineai.function;

import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Weak entity tags: the bytes may differ by encoding, what they say does not. */
public final class Etag {
    /** Stands for any copy at all; {@link #known} hands it on. */
    private static final String ANY = "*";

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([^\"]*)\"");

    private Etag() {}

    static String weak(String tag) {
        return "W/\"" + tag + "\"";
    }

    /** What the caller has already, without marks and quotes. */
    public static Set<String> known(RoutingContext http) {
        Set<String> known = new HashSet<>();
        for (String header : http.request().headers().getAll("If-None-Match")) {
            if (header.trim().equals(ANY)) known.add(ANY);
            Matcher tags = TAG.matcher(header);
            while (tags.find()) known.add(tags.group(1));
        }
        return known;
    }
}
