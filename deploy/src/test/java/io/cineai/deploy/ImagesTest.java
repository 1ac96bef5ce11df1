package io.cineai.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.functions.console.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesTest {
    private static final Path IMAGES = Path.of("images");
    private static final Pattern PINNED = Pattern.compile("scratch|[a-z/-]+:[0-9][\\w.-]*");

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.native", "Dockerfile.jvm"})
    void itRunsAsNobodyAndTellsWhetherItLives(String file) throws IOException {
        Dockerfile image = Dockerfile.read(IMAGES.resolve(file));

        assertEquals("65532:65532", last(image.says(image.last(), "USER")));
        String check = last(image.says(image.last(), "HEALTHCHECK"));
        assertTrue(check.contains("CMD [\"wget\""), "needs no shell: " + check);
        assertTrue(check.contains("http://127.0.0.1:8080/q/health/live"), check);
        assertTrue(last(image.says(image.last(), "ENTRYPOINT")).startsWith("[\""), "is told of SIGTERM itself");
        String environment = String.join(" ", image.says(image.last(), "ENV"));
        assertTrue(environment.contains("QUARKUS_HTTP_HOST=0.0.0.0 QUARKUS_HTTP_PORT=8080"), environment);
        assertEquals("8080", last(image.says(image.last(), "EXPOSE")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.native", "Dockerfile.jvm"})
    void whatItStandsOnIsNamedExactlyAndNothingIsFetched(String file) throws IOException {
        Dockerfile image = Dockerfile.read(IMAGES.resolve(file));

        for (String base : image.bases()) assertTrue(PINNED.matcher(base).matches(), base);
        assertTrue(image.all("ADD").isEmpty());
        for (Dockerfile.Instruction run : image.all("RUN"))
            assertFalse(run.said().matches(".*(curl|wget|apt-get|apk|pip|npm)\\b.*"), run.said());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.native", "Dockerfile.jvm"})
    void noSecretCanGetIntoIt(String file) throws IOException {
        Dockerfile image = Dockerfile.read(IMAGES.resolve(file));
        List<String> ignored = Files.readAllLines(IMAGES.resolve(file + ".dockerignore"));

        image.stages().stream()
                .flatMap(List::stream)
                .filter(it -> List.of("ARG", "ENV").contains(it.keyword()))
                .forEach(it -> assertFalse(it.said().matches(".*(PASSWORD|SECRET|TOKEN|_KEY).*"), it.said()));
        assertTrue(
                ignored.get(0).equals("*") || ignored.containsAll(List.of(".git", "**/*.env")),
                "settings of who builds are no part of the context");
    }

    /** One Dockerfile for all of them: each is a folder of its name, and Maven calls it so. */
    @Test
    void everyFunctionCanBeBuilt() throws IOException {
        for (String function : Manifest.read().functions().keySet()) {
            String pom = Files.readString(Path.of("../functions", function, "pom.xml"));
            assertTrue(pom.contains("<artifactId>" + function + "</artifactId>"), function);
        }
        for (String file : List.of("Dockerfile.native", "Dockerfile.jvm"))
            assertTrue(
                    Dockerfile.read(IMAGES.resolve(file)).all("COPY").stream()
                            .anyMatch(it -> it.said().startsWith("functions/${FUNCTION}/target/")),
                    file);
    }

    @Test
    void theMigrationIsLocalWithOneArgument() throws IOException {
        Dockerfile image = Dockerfile.read(IMAGES.resolve("Dockerfile.jvm"));

        assertEquals("[\"migrate\"]", last(image.says("migrate", "CMD")));
        assertEquals("65532:65532", last(image.says("migrate", "USER")));
        assertEquals("[\"java\", \"-jar\", \"quarkus-run.jar\"]", last(image.says("migrate", "ENTRYPOINT")));
        assertEquals("NONE", last(image.says("migrate", "HEALTHCHECK")), "it ends by itself");
        String pom = Files.readString(Path.of("../functions/local/pom.xml"));
        assertTrue(pom.contains("<quarkus.container-image.name>migrate<"));
        assertTrue(pom.contains("<quarkus.jib.jvm-entrypoint>java,-jar,quarkus-run.jar,migrate<"));
    }

    @Test
    void withoutDockerTheSameImagesAreMade() throws IOException {
        Dockerfile jvm = Dockerfile.read(IMAGES.resolve("Dockerfile.jvm"));
        Dockerfile executable = Dockerfile.read(IMAGES.resolve("Dockerfile.native"));

        assertEquals(jvm.bases().get(0), property("quarkus.jib.base-jvm-image"));
        assertTrue(executable.bases().contains(property("quarkus.jib.base-native-image")), "libz is taken from it");
        assertEquals("65532:65532", property("quarkus.jib.user"));
        assertEquals("0.0.0.0", property("quarkus.jib.environment-variables.QUARKUS_HTTP_HOST"));
        assertEquals("8080", property("quarkus.jib.environment-variables.QUARKUS_HTTP_PORT"));
        String options = property("quarkus.jib.jvm-entrypoint");
        for (String option : jvmOptions(jvm)) assertTrue(options.contains(option), option);
    }

    @Test
    void executablesRunOnEveryMachine() throws IOException {
        assertEquals("compatibility", property("quarkus.native.march"));
    }

    private static List<String> jvmOptions(Dockerfile jvm) {
        Matcher options = Pattern.compile("JAVA_TOOL_OPTIONS=\"([^\"]+)\"")
                .matcher(String.join(" ", jvm.says(jvm.last(), "ENV")));
        assertTrue(options.find());
        return List.of(options.group(1).split(" "));
    }

    private static String property(String name) throws IOException {
        Matcher property = Pattern.compile("<" + Pattern.quote(name) + ">([^<]*)<")
                .matcher(Files.readString(Path.of("../functions/pom.xml")));
        assertTrue(property.find(), name);
        return property.group(1);
    }

    private static String last(List<String> said) {
        assertFalse(said.isEmpty());
        return said.get(said.size() - 1);
    }
}
