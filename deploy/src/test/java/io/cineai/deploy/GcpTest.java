package io.cineai.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cineai.functions.console.Manifest;
import io.cineai.functions.console.Manifest.Tick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Google's provider is not at hand: what it takes is read, and what Terraform itself makes of the manifest is run. */
class GcpTest {
    private static final Path GCP = Path.of("gcp");
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_TICK = 1800;

    private final Manifest manifest = Manifest.read();

    @TempDir
    Path scratch;

    @Test
    void nothingOfTheManifestIsCopied() throws IOException {
        assertEquals(List.of(), Hcl.faults(GCP, manifest));
    }

    @Test
    void itIsFormatted() throws Exception {
        Terraform.installed(scratch).run("gcp", "fmt", "-check", "-diff", "-recursive");
    }

    @Test
    void whateverIsReferredToIsThere() throws IOException {
        String code = Hcl.code(GCP);
        Set<String> there = new HashSet<>();
        find("(?m)^(resource|data) \"(\\w+)\" \"(\\w+)\"", code)
                .forEach(
                        it -> there.add((it.group(1).equals("data") ? "data." : "") + it.group(2) + "." + it.group(3)));
        find("(?m)^variable \"(\\w+)\"", code).forEach(it -> there.add("var." + it.group(1)));
        find("(?m)^module \"(\\w+)\"", code).forEach(it -> there.add("module." + it.group(1)));
        find("(?ms)^locals \\{\\n(.*?)^\\}", code).forEach(locals -> find("(?m)^  (\\w+) +=", locals.group(1))
                .forEach(it -> there.add("local." + it.group(1))));

        Set<String> missing = new HashSet<>();
        find(
                        "(?<![\\w.\"/-])(data\\.google_\\w+\\.\\w+|google_\\w+\\.\\w+|var\\.\\w+|local\\.\\w+|module\\.\\w+)",
                        code)
                .filter(it -> !there.contains(it.group(1)))
                .forEach(it -> missing.add(it.group(1)));
        Set<String> unused = new HashSet<>();
        for (String variable : there)
            if (variable.startsWith("var.")
                    && !Pattern.compile(Pattern.quote(variable) + "\\b")
                            .matcher(code)
                            .find()) unused.add(variable);

        assertTrue(there.size() > 40, there.toString());
        assertEquals(Set.of(), missing);
        assertEquals(Set.of(), unused);
    }

    @Test
    void everyLimitOfAFunctionIsGiven() throws IOException {
        String service = Files.readString(GCP.resolve("functions.tf"));

        for (String limit : List.of("memory", "timeout", "concurrency", "job", "does"))
            assertTrue(service.contains("each.value." + limit), limit);
        assertTrue(service.contains("= it.role"), "role");
    }

    @Test
    void jobsAreForTheSchedulesAndTheConsoleAndReadsForAnybody() throws IOException {
        String members = find("(?s)members = concat\\((.*?)\n  \\)", Files.readString(GCP.resolve("functions.tf")))
                .findFirst()
                .orElseThrow()
                .group(1);
        assertEquals(
                List.of(
                        "[google_service_account.scheduler.member],",
                        "[for function in keys(local.consoles) : google_service_account.function[function].member],",
                        "tolist(var.operators),"),
                members.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList());
        assertEquals(1, find("\"allUsers\"\\]", Hcl.code(GCP)).count(), "who is open to all");
        assertTrue(Files.readString(GCP.resolve("reads.tf")).contains("for_each = local.reads"));
    }

    @Test
    void theSecretGoesIntoTheHeaderThatFunctionsLookAt() throws IOException {
        String header = find(
                        "HEADER = \"([\\w-]+)\"",
                        Files.readString(Path.of("../src/main/java/io/cineai/function/Invokers.java")))
                .findFirst()
                .orElseThrow()
                .group(1);

        assertTrue(Files.readString(GCP.resolve("schedules.tf")).contains(header + " "), header);
    }

    @Test
    void everyTickIsAScheduleWithItsPayloadAndAsMuchTimeAsThereIs() throws Exception {
        Terraform terraform = Terraform.installed(scratch);
        Path folder = Files.createDirectories(scratch.resolve("deploy/ticks"));
        for (String file : List.of("manifest.tf", "variables.tf")) Files.copy(GCP.resolve(file), folder.resolve(file));
        Files.writeString(folder.resolve("ticks.tf"), "output \"ticks\" {\n  value = values(local.ticks)\n}\n");
        Files.writeString(
                folder.resolve("terraform.tfvars"),
                "project = \"p\"\nregion = \"r\"\ntag = \"1\"\ndatabase_url = \"postgresql://h/d\"\n");
        terraform.run("ticks", "init", "-input=false");
        terraform.run("ticks", "apply", "-input=false", "-auto-approve");

        Map<String, JsonNode> made = new LinkedHashMap<>();
        for (JsonNode tick : JSON.readTree(terraform.run("ticks", "output", "-json", "ticks")))
            made.put(key(tick.get("function").asText(), tick.get("schedule").asText()), tick);

        Set<String> wanted = new HashSet<>();
        for (Map.Entry<String, Manifest.Entry> function : manifest.functions().entrySet())
            for (Tick tick : function.getValue().ticks()) {
                String key = key(function.getKey(), tick.schedule());
                int deadline = Math.min(function.getValue().timeout(), LONGEST_TICK);
                wanted.add(key);
                assertEquals(deadline, made.get(key).get("deadline").asInt(), key);
                assertEquals(
                        bounded(tick, deadline - 60),
                        JSON.readTree(made.get(key).get("payload").asText()),
                        key);
            }
        assertEquals(wanted, made.keySet());
    }

    private static JsonNode bounded(Tick tick, int latest) {
        ObjectNode payload = tick.payload() == null
                ? JSON.createObjectNode()
                : tick.payload().deepCopy();
        if (payload.has("deadlineSeconds"))
            payload.put(
                    "deadlineSeconds", Math.min(payload.get("deadlineSeconds").asInt(), latest));
        return payload;
    }

    private static String key(String function, String schedule) {
        return function + " " + schedule;
    }

    private static Stream<MatchResult> find(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results();
    }
}
