package io.cineai.deploy;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cineai.functions.console.Manifest;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What kustomize makes of the overlays. */
class KnativeOverlaysTest {
    private static final String REGISTRY = "registry.example/cineai/";

    @TempDir
    Path copied;

    /** With the examples as the settings that somebody would have filled in. */
    @BeforeEach
    void copyTheTree() throws IOException, InterruptedException {
        assumeTrue(Tool.isInstalled("kubectl"), "kubectl is not installed");
        Path from = Path.of("knative");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.toString().endsWith(".env")) continue;
                Path to = copied.resolve(from.relativize(file).toString().replaceFirst("\\.example$", ""));
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"example,1.0.0", "jvm,1.0.0-jvm"})
    void everyImageIsOfTheRegistryAndOfOneTag(String overlay, String tag) throws IOException, InterruptedException {
        List<HasMetadata> documents = kustomize(overlay);

        assertEquals(
                Manifest.read().functions().keySet().stream()
                        .map(name -> REGISTRY + name + ":" + tag)
                        .collect(toSet()),
                of(Service.class, documents, it -> container(it).getImage()));
        assertEquals(Set.of(REGISTRY + "migrate:1.0.0"), of(Job.class, documents, it -> it.getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getImage()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"example", "jvm"})
    void everySecretThatIsAskedForIsThere(String overlay) throws IOException, InterruptedException {
        List<HasMetadata> documents = kustomize(overlay);
        Set<String> secrets = of(Secret.class, documents, it -> it.getMetadata().getName());

        for (Service service : services(documents)) {
            container(service).getEnv().stream()
                    .filter(it -> it.getValueFrom() != null)
                    .map(it -> it.getValueFrom().getSecretKeyRef().getName())
                    .forEach(name -> assertTrue(secrets.contains(name), name + " of " + secrets));
        }
        assertTrue(
                services(documents).stream()
                        .filter(it -> it.getMetadata().getName().equals("style-analysis"))
                        .allMatch(it -> secrets.contains(
                                container(it).getEnvFrom().get(1).getSecretRef().getName())),
                "its own settings are found under the name that they were given");
    }

    @Test
    void everythingIsInTheNamespaceAndHasAStep() throws IOException, InterruptedException {
        for (HasMetadata document : kustomize("example")) {
            String name = document.getKind() + " " + document.getMetadata().getName();
            if (!document.getKind().equals("Namespace"))
                assertEquals("cineai", document.getMetadata().getNamespace(), name);
            assertTrue(
                    Set.of("settings", "migrate", "function", "schedule")
                            .contains(document.getMetadata().getLabels().get("app.kubernetes.io/component")),
                    "deploy.sh would leave it out: " + name);
        }
    }

    private List<HasMetadata> kustomize(String overlay) throws IOException, InterruptedException {
        return KubernetesFiles.read(Tool.run(
                "kubectl",
                "kustomize",
                copied.resolve("overlays").resolve(overlay).toString()));
    }

    private static <T extends HasMetadata> Set<String> of(
            Class<T> type, List<HasMetadata> documents, Function<T, String> what) {
        return documents.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .map(what)
                .collect(toSet());
    }

    private static List<Service> services(List<HasMetadata> documents) {
        return documents.stream()
                .filter(Service.class::isInstance)
                .map(Service.class::cast)
                .toList();
    }

    private static Container container(Service service) {
        return service.getSpec().getTemplate().getSpec().getContainers().get(0);
    }
}
