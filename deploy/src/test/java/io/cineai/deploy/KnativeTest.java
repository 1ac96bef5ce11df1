package io.cineai.deploy;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.cineai.functions.console.Manifest;
import io.fabric8.knative.serving.v1.RevisionSpec;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnativeTest {
    private static final Path BASE = Path.of("knative/base");
    private final Manifest manifest = Manifest.read();

    @Test
    void whatTheManifestSaysIsRendered() throws IOException {
        Rendered.mustBe(BASE.resolve("services.yaml"), new Knative(manifest).services());
        Rendered.mustBe(BASE.resolve("schedules.yaml"), new Knative(manifest).schedules());
    }

    @Test
    void everyFunctionIsAServiceWithinItsLimits() throws IOException {
        Map<String, Service> services = all("services.yaml", Service.class);

        assertEquals(manifest.functions().keySet(), services.keySet());
        manifest.functions().forEach((name, entry) -> {
            RevisionSpec revision = services.get(name).getSpec().getTemplate().getSpec();
            Map<String, String> scaling =
                    services.get(name).getSpec().getTemplate().getMetadata().getAnnotations();
            Container container = revision.getContainers().get(0);
            assertEquals(entry.timeout(), revision.getTimeoutSeconds());
            assertEquals(entry.timeout(), revision.getResponseStartTimeoutSeconds(), "Knative's own is 300");
            assertEquals(entry.kind().equals("job") ? 1 : 0, revision.getContainerConcurrency());
            assertEquals(String.valueOf(entry.concurrency()), scaling.get("autoscaling.knative.dev/max-scale"));
            assertEquals(
                    new Quantity(entry.memory() + "Mi"),
                    container.getResources().getLimits().get("memory"));
            assertEquals(entry.role(), value(container, "QUARKUS_DATASOURCE_USERNAME"));
            assertEquals("cineai/" + name + ":unset", container.getImage());
        });
    }

    @Test
    void onlyTheReadFunctionAndTheConsoleAreSeenFromOutside() throws IOException {
        Set<String> outside = all("services.yaml", Service.class).values().stream()
                .filter(it ->
                        !"cluster-local".equals(it.getMetadata().getLabels().get("networking.knative.dev/visibility")))
                .map(it -> it.getMetadata().getName())
                .collect(toSet());

        assertEquals(Set.of("recommendations", "console"), outside);
    }

    @Test
    void everyFunctionKnowsItsOwnPasswordAndNoOther() throws IOException {
        all("services.yaml", Service.class).forEach((name, service) -> {
            Set<String> keys = container(service).getEnv().stream()
                    .filter(it -> it.getValueFrom() != null)
                    .map(it -> it.getValueFrom().getSecretKeyRef().getName() + "/"
                            + it.getValueFrom().getSecretKeyRef().getKey())
                    .collect(toSet());
            Set<String> wanted = new HashSet<>(Set.of("cineai-passwords/" + Knative.passwordKey(name)));
            if (manifest.functions().get(name).kind().equals("job") || name.equals("console"))
                wanted.add("cineai-scheduler/CINEAI_SCHEDULER_SECRET");

            assertEquals(wanted, keys);
        });
    }

    @Test
    void everyTickOfTheManifestIsACronJob() throws IOException {
        Set<List<Object>> wanted = new HashSet<>();
        manifest.functions().forEach((name, entry) -> entry.ticks()
                .forEach(tick -> wanted.add(List.of(name, tick.schedule(), String.valueOf(tick.payload())))));
        Set<List<Object>> there = new HashSet<>();
        for (CronJob job : all("schedules.yaml", CronJob.class).values()) {
            assertEquals("Etc/UTC", job.getSpec().getTimeZone());
            assertEquals("Forbid", job.getSpec().getConcurrencyPolicy());
            // invoke.sh puts another payload there.
            JsonNode payload = new ObjectMapper().readTree(invoke(job).get(10));
            there.add(List.of(
                    job.getMetadata().getLabels().get("app.kubernetes.io/name"),
                    job.getSpec().getSchedule(),
                    payload.toString()));
        }

        assertEquals(wanted, there);
    }

    @Test
    void aScheduleWaitsLongerThanItsFunctionMayTake() throws IOException {
        for (CronJob job : all("schedules.yaml", CronJob.class).values()) {
            String function = job.getMetadata().getLabels().get("app.kubernetes.io/name");
            int patience = Integer.parseInt(invoke(job).get(4));

            assertTrue(patience > manifest.functions().get(function).timeout(), function);
            assertTrue(
                    job.getSpec().getJobTemplate().getSpec().getActiveDeadlineSeconds() > patience,
                    "the pod ends before curl would: " + function);
            assertEquals(
                    "http://" + function + ".$(NAMESPACE).svc/" + function,
                    invoke(job).get(11));
        }
    }

    @Test
    void theMigrationIsGivenEveryPassword() throws IOException {
        Set<String> keys = Files.readAllLines(Path.of("knative/settings/passwords.env.example")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("=$", ""))
                .collect(toSet());

        assertEquals(
                manifest.functions().keySet().stream().map(Knative::passwordKey).collect(toSet()), keys);
    }

    @Test
    void anUnknownFieldIsAnError() throws IOException {
        String service = new Knative(manifest).services();
        String deep = service.replaceFirst("readOnlyRootFilesystem", "readOnlyRootFileSystem");
        String twice = service.replaceFirst("timeoutSeconds: 10\n", "timeoutSeconds: 10\n      timeoutSeconds: 20\n");

        assertFalse(KubernetesFiles.read(service).isEmpty());
        assertThrows(UnrecognizedPropertyException.class, () -> KubernetesFiles.read(deep));
        assertThrows(IOException.class, () -> KubernetesFiles.read(twice));
    }

    @Test
    void noPodMayDoMoreThanItMust() throws IOException {
        for (HasMetadata document : all())
            for (PodSpec pod : pods(document)) {
                assertEquals(false, pod.getAutomountServiceAccountToken(), "token: " + name(document));
                pod.getContainers().forEach(it -> assertIsConfined(name(document), it.getSecurityContext()));
            }
    }

    static void assertIsConfined(String name, SecurityContext may) {
        assertTrue(may.getRunAsNonRoot(), name);
        assertEquals(65532L, may.getRunAsUser(), name);
        assertTrue(may.getReadOnlyRootFilesystem(), name);
        assertFalse(may.getAllowPrivilegeEscalation(), name);
        assertEquals(List.of("ALL"), may.getCapabilities().getDrop(), name);
        assertEquals("RuntimeDefault", may.getSeccompProfile().getType(), name);
    }

    /** Knative's Services aside, whose spec is one of Knative's and asserted likewise. */
    private static List<PodSpec> pods(HasMetadata document) {
        if (document instanceof CronJob it)
            return List.of(it.getSpec().getJobTemplate().getSpec().getTemplate().getSpec());
        if (document instanceof Job it)
            return List.of(it.getSpec().getTemplate().getSpec());
        if (document instanceof Service it) {
            assertEquals(false, it.getSpec().getTemplate().getSpec().getAutomountServiceAccountToken());
            assertIsConfined(name(it), container(it).getSecurityContext());
        }
        return List.of();
    }

    private static List<HasMetadata> all() throws IOException {
        List<HasMetadata> all = new ArrayList<>();
        for (String file : List.of("services.yaml", "schedules.yaml", "migrate.yaml", "network.yaml", "account.yaml"))
            all.addAll(KubernetesFiles.read(Files.readString(BASE.resolve(file))));
        return all;
    }

    private static <T extends HasMetadata> Map<String, T> all(String file, Class<T> type) throws IOException {
        return KubernetesFiles.read(Files.readString(BASE.resolve(file))).stream()
                .map(type::cast)
                .collect(toMap(KnativeTest::name, it -> it));
    }

    private static String name(HasMetadata document) {
        return document.getMetadata().getName();
    }

    private static Container container(Service service) {
        return service.getSpec().getTemplate().getSpec().getContainers().get(0);
    }

    private static List<String> invoke(CronJob job) {
        return job.getSpec()
                .getJobTemplate()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getArgs();
    }

    private static String value(Container container, String name) {
        return container.getEnv().stream()
                .filter(it -> it.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }
}
