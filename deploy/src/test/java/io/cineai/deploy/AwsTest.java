package io.cineai.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.cineai.functions.console.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsTest {
    private static final Path AWS = Path.of("aws");
    private static final String RENDERED =
            "# Rendered from functions/functions.yaml: ./mvnw -B test -pl deploy -Dcineai.render=true\n";

    private final Manifest manifest = Manifest.read();

    @TempDir
    Path scratch;

    @Test
    void everyReadHasAnEventToTry() throws IOException {
        Set<Path> rendered = new TreeSet<>();
        for (Map.Entry<String, Manifest.Entry> read : manifest.functions().entrySet()) {
            if (read.getValue().kind().equals("job")) continue;
            int n = 0;
            for (JsonNode example : read.getValue().examples()) {
                Path file = AWS.resolve("events").resolve(read.getKey() + "-" + ++n + ".json");
                Rendered.mustBe(file, ApiEvents.of(example.asText()));
                rendered.add(file);
            }
        }

        assertFalse(rendered.isEmpty());
        assertEquals(rendered, Set.copyOf(Terraform.files(AWS.resolve("events"))), "events of no example");
    }

    @Test
    void theMockedSecretHasAPasswordOfEveryFunction() throws IOException {
        String passwords = manifest.functions().keySet().stream()
                .map(function -> ",\n        \"%s\": \"password of %s\"".formatted(password(function), function))
                .collect(Collectors.joining());

        Rendered.mustBe(AWS.resolve("tests/mocks/secret.tfmock.hcl"), RENDERED + """
                mock_data "aws_secretsmanager_secret_version" {
                  defaults = {
                    secret_string = <<-EOT
                      {
                        "ANTHROPIC_API_KEY": "a key"%s
                      }
                    EOT
                  }
                }
                """.formatted(passwords));
    }

    @Test
    void nothingOfTheManifestIsCopied() throws IOException {
        assertEquals(List.of(), Hcl.faults(AWS, manifest));
        assertEquals(List.of(), Hcl.faults(Path.of("clock"), manifest));
        assertTrue(Hcl.code(AWS).contains("yamldecode(file(\"${path.module}/../../functions/functions.yaml\"))"));
    }

    @Test
    void itIsFormatted() throws Exception {
        Terraform terraform = Terraform.installed(scratch);

        terraform.run("aws", "fmt", "-check", "-diff", "-recursive");
        terraform.run("clock", "fmt", "-check", "-diff", "-recursive");
    }

    @Test
    void aScheduleMeansWhatItSays() throws Exception {
        Terraform terraform = Terraform.installed(scratch);
        terraform.run("clock", "init", "-input=false");

        assertTrue(terraform.run("clock", "test", "-no-color").contains(" 0 failed"));
    }

    @Test
    void itIsValidAndMakesWhatTheManifestAsksFor() throws Exception {
        Terraform terraform = Terraform.withProviders(scratch);
        terraform.run("aws", "init", "-input=false", "-backend=false");

        terraform.run("aws", "validate", "-no-color");

        assertTrue(terraform.run("aws", "test", "-no-color").contains(" 0 failed"));
    }

    /** The image is the function's own and the adapter; nothing is built for Lambda. */
    @Test
    void theImageIsTheOrdinaryOneAndTheAdapter() throws IOException {
        List<String> dockerfile = Files.readAllLines(AWS.resolve("Dockerfile")).stream()
                .filter(line -> line.matches("[A-Z]+ .*"))
                .toList();

        assertEquals(
                List.of("ARG BASE", "ARG ADAPTER", "FROM ${ADAPTER} AS adapter", "FROM ${BASE}"),
                dockerfile.subList(0, 4));
        assertEquals(
                1, dockerfile.stream().filter(line -> line.startsWith("COPY")).count());
    }

    private static String password(String function) {
        return "CINEAI_PASSWORD_" + function.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
