package io.cineai.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An image registry in memory, of which as much is there as a push needs. Source: the OCI Distribution Specification 1.1, "Push". */
final class Registry implements AutoCloseable {
    private static final String UPLOADS = "/blobs/uploads/";

    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
    private final Map<String, byte[]> uploads = new ConcurrentHashMap<>();
    private final AtomicInteger upload = new AtomicInteger();
    private final HttpsServer server;

    /** @param folder for a key that nobody trusts, with which it speaks TLS: who pushes tries nothing else first, and waits long for it */
    Registry(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(UntrustedKey.tls(folder.resolve("registry.p12"))));
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/v2/", this::answer);
        server.start();
    }

    String address() {
        return "localhost:" + server.getAddress().getPort();
    }

    /** By {@code <repository>:<tag>}. */
    Map<String, byte[]> manifests() {
        return manifests;
    }

    /** By digest. */
    byte[] blob(String digest) {
        return blobs.get(digest);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange http) throws IOException {
        try (http) {
            byte[] body = http.getRequestBody().readAllBytes();
            String path = http.getRequestURI().getPath().substring("/v2/".length());
            if (path.contains(UPLOADS)) upload(http, path, body);
            else if (path.contains("/blobs/")) found(http, blobs.get(path.substring(path.lastIndexOf('/') + 1)));
            else if (path.contains("/manifests/")) manifest(http, path.replace("/manifests/", ":"), body);
            else http.sendResponseHeaders(200, -1);
        }
    }

    private void upload(HttpExchange http, String path, byte[] body) throws IOException {
        String place = path.substring(path.indexOf(UPLOADS) + UPLOADS.length());
        switch (http.getRequestMethod()) {
            case "POST" -> {
                String next = String.valueOf(upload.incrementAndGet());
                http.getResponseHeaders().set("Location", "/v2/" + path + next);
                http.sendResponseHeaders(202, -1);
            }
            case "PATCH" -> {
                uploads.put(place, body);
                http.getResponseHeaders().set("Location", http.getRequestURI().getPath());
                http.sendResponseHeaders(202, -1);
            }
            default -> {
                byte[] whole = body.length > 0 ? body : uploads.remove(place);
                boolean isIt = http.getRequestURI().getQuery().contains(digest(whole));
                if (isIt) blobs.put(digest(whole), whole);
                http.sendResponseHeaders(isIt ? 201 : 400, -1);
            }
        }
    }

    private void manifest(HttpExchange http, String name, byte[] body) throws IOException {
        if (!http.getRequestMethod().equals("PUT")) {
            found(http, manifests.get(name));
            return;
        }
        manifests.put(name, body);
        http.getResponseHeaders().set("Docker-Content-Digest", digest(body));
        http.sendResponseHeaders(201, -1);
    }

    private static void found(HttpExchange http, byte[] content) throws IOException {
        http.sendResponseHeaders(content == null ? 404 : 200, -1);
    }

    private static String digest(byte[] content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
