package io.cineai.functions.console;

import io.cineai.function.Etag;
import io.cineai.function.Reply;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * A file that the page is made of, as it is sent.
 *
 * @param etag hash of what is in it
 */
record StaticFile(byte[] zipped, String etag, String type) {
    /** Asked for again each time, which is a 304: names stay when files change. */
    private static final String CACHING = "public, no-cache";

    private static final int TAG_BYTES = 12;

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "webmanifest", "application/manifest+json",
            "woff2", "font/woff2");

    /** Of the resources of this module; empty where there is none, or of no kind that a page is made of. */
    static Optional<StaticFile> read(String path) {
        String kind = path.substring(path.lastIndexOf('.') + 1);
        return TYPES.containsKey(kind) ? bytes(path).map(plain -> of(plain, kind)) : Optional.empty();
    }

    static Optional<byte[]> bytes(String path) {
        try (InputStream resource = StaticFile.class.getResourceAsStream(path)) {
            return resource == null ? Optional.empty() : Optional.of(resource.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    void send(RoutingContext http) {
        boolean known = Etag.known(http).contains(etag);
        new Reply(known ? null : zipped, !known, etag, null).send(http, CACHING, type);
    }

    /** @param kind as a file's name ends */
    static StaticFile of(byte[] plain, String kind) {
        return new StaticFile(zipped(plain), hash(plain), Objects.requireNonNull(TYPES.get(kind), kind));
    }

    private static byte[] zipped(byte[] plain) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream(plain.length / 3 + 64);
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return zipped.toByteArray();
    }

    private static String hash(byte[] plain) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(plain);
            return HexFormat.of().formatHex(Arrays.copyOf(hash, TAG_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
