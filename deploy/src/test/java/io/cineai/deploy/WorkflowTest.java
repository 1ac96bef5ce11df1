package io.cineai.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cineai.functions.console.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkflowTest {
    private static final Map<String, Set<String>> MAY_WRITE = Map.of(
            "image", Set.of("packages", "id-token", "attestations"),
            "jvm", Set.of("packages", "id-token", "attestations"),
            "release", Set.of("contents", "id-token"));

    @ParameterizedTest
    @CsvSource({"ci.yml,native", "release.yml,image", "release.yml,jvm"})
    void theMatrixIsTheManifest(String file, String job) throws IOException {
        JsonNode jobs = workflow(file).path("jobs");

        assertEquals(
                "${{ fromJSON(needs.functions.outputs.names) }}",
                jobs.path(job).at("/strategy/matrix/function").asText());
        assertEquals("functions", jobs.path(job).path("needs").asText());
        assertEquals(
                "${{ steps.manifest.outputs.names }}",
                jobs.at("/functions/outputs/names").asText());
        assertEquals(
                "echo \"names=$(deploy/images/functions.sh)\" >> \"$GITHUB_OUTPUT\"",
                jobs.at("/functions/steps/1/run").asText());
    }

    @Test
    void functionsAreListedAsTheManifestHasThem() throws IOException, InterruptedException {
        JsonNode listed = new ObjectMapper().readTree(Tool.run("images/functions.sh"));
        List<String> names = new ArrayList<>();
        listed.forEach(it -> names.add(it.asText()));

        assertEquals(List.copyOf(Manifest.read().functions().keySet()), names);
    }

    @Test
    void theMigrationIsReleasedBesideTheJvmImages() throws IOException {
        JsonNode jvm = workflow("release.yml").at("/jobs/jvm/strategy/matrix");

        assertEquals("[\"-jvm\"]", jvm.path("suffix").toString());
        assertEquals(
                "[{\"function\":\"local\",\"target\":\"migrate\",\"suffix\":\"\"}]",
                jvm.path("include").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ci.yml", "release.yml"})
    void aJobMayWriteOnlyWhatItMust(String file) throws IOException {
        JsonNode workflow = workflow(file);

        assertTrue(workflow.path("permissions").isObject(), "what is not said is everything");
        assertTrue(workflow.path("permissions").findValuesAsText("contents").stream()
                .allMatch("read"::equals));
        workflow.path("jobs").properties().forEach(job -> {
            JsonNode permissions = job.getValue().path("permissions");
            assertTrue(permissions.isMissingNode() || permissions.isObject(), job.getKey() + ": " + permissions);
            permissions.properties().stream()
                    .filter(it -> it.getValue().asText().equals("write"))
                    .forEach(it -> assertTrue(
                            MAY_WRITE.getOrDefault(job.getKey(), Set.of()).contains(it.getKey()),
                            job.getKey() + " may write " + it.getKey()));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ci.yml", "release.yml"})
    void everyJobEndsAndEveryActionIsPinned(String file) throws IOException {
        workflow(file).path("jobs").properties().forEach(job -> {
            assertTrue(job.getValue().path("timeout-minutes").isInt(), job.getKey());
            for (JsonNode step : job.getValue().path("steps"))
                if (step.has("uses"))
                    assertTrue(
                            step.path("uses").asText().matches("[\\w.-]+/[\\w./-]+@(v\\d+|[0-9a-f]{40})"),
                            step.path("uses").asText());
        });
    }

    private static JsonNode workflow(String file) throws IOException {
        return new YAMLMapper().readTree(Path.of("../.github/workflows", file).toFile());
    }
}
