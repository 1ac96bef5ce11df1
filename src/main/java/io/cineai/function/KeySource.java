package io.cineai.function;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where a JSON Web Key Set is read. */
interface KeySource {
    Pattern THIS_MACHINE = Pattern.compile("localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1]");

    /** The keys as they are now; fails with {@link UnreadableKeys}, within seconds. */
    Uni<PublicKeys> read();

    /** @param variable where the address was set, for who must set it otherwise */
    static KeySource at(String address, String variable, Vertx vertx) {
        URI uri = parsed(address, variable);
        String scheme = String.valueOf(uri.getScheme());
        if (scheme.equals("file")) return new KeyFile(Path.of(uri), variable);
        if (isSafe(scheme, uri.getHost())) return new KeyServer(uri, vertx);
        throw new IllegalArgumentException(variable
                + " must be an https or a file address, or http on this machine, where nobody can change keys on their way: "
                + scheme + "://" + uri.getHost());
    }

    private static boolean isSafe(String scheme, String host) {
        if (host == null) return false;
        return scheme.equals("https")
                || scheme.equals("http") && THIS_MACHINE.matcher(host).matches();
    }

    private static URI parsed(String address, String variable) {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(variable + " must be an address", malformed);
        }
    }
}
