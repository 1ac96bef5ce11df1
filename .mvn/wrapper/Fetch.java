import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Fetches one zip, checks its sha512 and unpacks it: what {@code mvnw} needs on a machine that has a JDK and nothing else.
 *
 * <p>Usage: {@code java Fetch.java <url> <sha512> <folder>}. Exit 3: the address cannot be reached; 4: another sha512.
 */
class Fetch {
    public static void main(String[] args) throws Exception {
        Path target = Path.of(args[2]);
        Files.createDirectories(target.getParent());
        Path zip = Files.createTempFile(target.getParent(), "maven", ".zip");
        try {
            String sum = download(URI.create(args[0]), zip);
            if (!sum.equals(args[1])) {
                System.err.println("mvnw: " + args[0] + " has sha512 " + sum + ", expected " + args[1]);
                System.exit(4);
            }
            unpack(zip, target);
        } finally {
            Files.deleteIfExists(zip);
        }
    }

    private static String download(URI from, Path to) throws Exception {
        MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
        URLConnection connection = from.toURL().openConnection();
        connection.setConnectTimeout(10_000);
        connection.setReadTimeout(60_000);
        try (InputStream in = new DigestInputStream(connection.getInputStream(), sha512)) {
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (java.io.IOException unreachable) {
            System.err.println("mvnw: cannot fetch " + from + ": " + unreachable);
            System.exit(3);
        }
        return HexFormat.of().formatHex(sha512.digest());
    }

    /** Unpacks beside the target first and moves at the end, so that two wrappers at once never see half a Maven. */
    private static void unpack(Path zip, Path target) throws Exception {
        Path fresh = Files.createTempDirectory(target.getParent(), "unpack");
        try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry; (entry = entries.getNextEntry()) != null; ) {
                Path withoutTop = Path.of(entry.getName());
                if (withoutTop.getNameCount() < 2) continue;
                Path file = fresh.resolve(withoutTop.subpath(1, withoutTop.getNameCount())).normalize();
                if (!file.startsWith(fresh)) throw new IllegalStateException("zip entry leaves its folder: " + entry);
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(entries, file);
                }
            }
        }
        fresh.resolve("bin/mvn").toFile().setExecutable(true);
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (java.io.IOException anotherWasFirst) {
            if (!Files.exists(target.resolve("bin/mvn"))) throw anotherWasFirst;
        }
    }
}
