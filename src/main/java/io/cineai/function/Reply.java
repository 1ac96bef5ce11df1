package io.cineai.function;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer of status 200, or 304 where the caller's copy is right.
 *
 * @param body null: the caller's copy is right
 * @param zipped whether the body is gzip
 * @param etag without marks and quotes; null where an answer is not to be kept
 * @param source of a list; null where it is none
 */
public record Reply(
        byte @Nullable [] body,
        boolean zipped,
        @Nullable String etag,
        @Nullable String source) {
    /** Kept by the caller alone, and asked for again each time: a 304 is cheap, and a dismissal must show at once. */
    static final String PERSONAL = "private, no-cache, stale-if-error=86400";

    static final String SOURCE = "Cineai-Source";

    /** Smaller ones would hardly shrink. */
    private static final int WORTH_ZIPPING = 1_000;

    /** @param caching {@code Cache-Control}; what is not public varies by caller */
    public void send(RoutingContext http, String caching, String type) {
        HttpServerResponse response = http.response();
        if (response.ended()) return;
        response.putHeader("Cache-Control", caching).headers().add("Vary", vary(caching));
        if (source != null) response.putHeader(SOURCE, source);
        if (etag != null) response.putHeader("ETag", Etag.weak(etag));
        if (body == null) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("Content-Type", type);
        boolean gzip = Encodings.takesGzip(http) && (zipped || body.length >= WORTH_ZIPPING);
        if (gzip) response.putHeader("Content-Encoding", "gzip");
        Bodies.end(http, Buffer.buffer(gzip == zipped ? body : gzip ? zip(body) : unzip(body)));
    }

    private static String vary(String caching) {
        return caching.startsWith("public") ? "Accept-Encoding" : "Authorization, Accept-Encoding";
    }

    private static byte[] zip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 3);
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] unzip(byte[] zipped) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return in.readAllBytes();
        } catch (IOException damaged) {
            throw new IllegalStateException("a stored list cannot be read", damaged);
        }
    }
}
