package io.cineai.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code -Pimage} pushes, seen by the registry that it is pushed to. Builds the read function again, so: {@code -Dcineai.image=true}. */
class JibTest {
    private static final Path EXECUTABLE = Path.of("../functions/recommendations/target/image");
    /** Begins as executables do: nothing else would be put into an image for Linux. */
    private static final String STANDS_FOR_IT = "\u007fELF stands for the executable";

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @BeforeAll
    static void wasAskedFor() {
        assumeTrue(Boolean.getBoolean("cineai.image"), "with -Dcineai.image=true");
    }

    @Test
    void aJvmImageRunsAsNobodyAndHoldsTheFunctionAlone()
            throws IOException, InterruptedException, GeneralSecurityException {
        try (Registry registry = new Registry(folder)) {
            push(registry, "1.0.0-jvm", "-Dquarkus.jib.base-jvm-image=scratch");
            JsonNode image = config(registry, "1.0.0-jvm");

            assertIsOurs(image);
            assertEquals(
                    List.of("java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-jar", "quarkus-run.jar"),
                    texts(image.at("/config/Entrypoint")));
            Map<String, String> files = files(registry, "1.0.0-jvm");
            assertTrue(files.containsKey("work/quarkus-run.jar"), () -> files.keySet()
                    .toString());
            assertTrue(files.keySet().stream().noneMatch(name -> name.matches(".*\\.(env|pem|key)|.*/\\.[^/]+")));
        }
    }

    @Test
    void aNativeImageIsTheExecutable() throws IOException, InterruptedException, GeneralSecurityException {
        Files.createDirectories(EXECUTABLE);
        Path executable = EXECUTABLE.resolve("recommendations-1.0.0-SNAPSHOT-runner");
        Files.writeString(executable, STANDS_FOR_IT);
        try (Registry registry = new Registry(folder)) {
            push(
                    registry,
                    "1.0.0",
                    "-Dnative",
                    "-Dquarkus.native.reuse-existing=true",
                    "-Dquarkus.jib.base-native-image=scratch");
            JsonNode image = config(registry, "1.0.0");

            assertIsOurs(image);
            assertEquals(List.of("./application"), texts(image.at("/config/Entrypoint")));
            assertEquals(Map.of("work/application", STANDS_FOR_IT), files(registry, "1.0.0"));
        }
    }

    private static void assertIsOurs(JsonNode image) {
        assertEquals("65532:65532", image.at("/config/User").asText());
        assertEquals("/work", image.at("/config/WorkingDir").asText());
        assertEquals("amd64", image.path("architecture").asText());
        assertTrue(image.at("/config/ExposedPorts").has("8080/tcp"));
        assertEquals(
                Set.of("QUARKUS_HTTP_HOST=0.0.0.0", "QUARKUS_HTTP_PORT=8080"),
                Set.copyOf(texts(image.at("/config/Env"))),
                "of the builder's environment nothing is in the image");
        assertFalse(image.toString().toLowerCase(Locale.ROOT).contains("password"));
    }

    /** With a secret in the environment of who builds, as there would be. */
    private static void push(Registry registry, String tag, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "../mvnw",
                "-B",
                "-q",
                "-f",
                "..",
                "-Pimage",
                "-DskipTests",
                "package",
                "-pl",
                "functions/recommendations",
                "-am",
                "-Dmaven.repo.local=" + System.getProperty("localRepository"),
                "-Dquarkus.package.output-directory=image",
                "-Dquarkus.container-image.insecure=true",
                "-Dquarkus.container-image.registry=" + registry.address(),
                "-Dquarkus.container-image.tag=" + tag));
        command.addAll(List.of(options));
        Tool.run(command.toArray(String[]::new));
    }

    private static JsonNode config(Registry registry, String tag) throws IOException {
        return JSON.readTree(
                registry.blob(manifest(registry, tag).at("/config/digest").asText()));
    }

    private static JsonNode manifest(Registry registry, String tag) throws IOException {
        byte[] manifest = registry.manifests().get("cineai/recommendations:" + tag);
        assertTrue(manifest != null, () -> "pushed: " + registry.manifests().keySet());
        return JSON.readTree(manifest);
    }

    /** What is in the layers: contents of small files by name. */
    private static Map<String, String> files(Registry registry, String tag) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (JsonNode layer : manifest(registry, tag).path("layers")) {
            byte[] tar = new GZIPInputStream(new ByteArrayInputStream(
                            registry.blob(layer.path("digest").asText())))
                    .readAllBytes();
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(tar));
            byte[] header = new byte[512];
            while (in.read(header) == header.length && header[0] != 0) {
                int size = Integer.parseInt(text(header, 124, 11), 8);
                byte[] content = in.readNBytes((size + 511) / 512 * 512);
                if (header[156] == '0') files.put(text(header, 0, 100), size < 100 ? text(content, 0, size) : "…");
            }
        }
        return files;
    }

    private static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.UTF_8).replaceAll("\0.*", "");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(it -> texts.add(it.asText()));
        return texts;
    }
}
