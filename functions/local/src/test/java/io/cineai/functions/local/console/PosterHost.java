package io.cineai.functions.local.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.cineai.testkit.SelfSigned;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.imageio.ImageIO;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A host of posters by TLS, with a certificate that it has given itself. Every file whose name is no gap is a picture. */
final class PosterHost implements AutoCloseable {
    /** A name that the browser is told where to find; nobody else has it. */
    static final String NAME = "posters.example";

    static final int WIDTH = 40;

    private final HttpsServer server;
    private final byte[] picture;

    private PosterHost(HttpsServer server, byte[] picture) {
        this.server = server;
        this.picture = picture;
        server.createContext("/", this::answer);
        server.start();
    }

    /** @param folder for its keys */
    static PosterHost start(Path folder) throws IOException {
        try {
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(tls(SelfSigned.keysOf(NAME, folder))));
            return new PosterHost(server, picture());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean there = !exchange.getRequestURI().getPath().contains("gap");
        exchange.getResponseHeaders().add("Content-Type", "image/png");
        exchange.sendResponseHeaders(there ? 200 : 404, there ? picture.length : -1);
        if (there) exchange.getResponseBody().write(picture);
        exchange.close();
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(WIDTH, WIDTH * 3 / 2, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }

    private static SSLContext tls(Path file) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stored = Files.newInputStream(file)) {
            keys.load(stored, SelfSigned.PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, SelfSigned.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
