package io.cineai.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A host's keys, with a certificate that nobody vouches for. */
public final class SelfSigned {
    public static final String PASSWORD = "changeit";

    private SelfSigned() {}

    /** A PKCS #12 file in this folder with the keys of this host. */
    public static Path keysOf(String host, Path folder) throws IOException {
        Path file = folder.resolve(host + ".p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "keys",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (keytool.waitFor() == 0) return file;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("no keys for " + host);
    }
}
