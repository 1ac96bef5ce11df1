package io.cineai.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.functions.console.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** One host's containers, as the file says: against the manifest, and against what {@code .env.example} tells people to set. */
class ComposeTest {
    private static final Manifest MANIFEST = Manifest.read();
    private static final Compose RENDERED = new Compose(MANIFEST);

    /** A variable in a value, with what is between its name and the closing brace. */
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z0-9_]+)([^}]*)}");

    private static final Pattern SET = Pattern.compile("(?m)^(#?)([A-Z][A-Z0-9_]*)=(.*)$");

    private static Map<String, Map<String, Object>> services;
    private static String text;

    @BeforeAll
    @SuppressWarnings("unchecked")
    static void whatFollowsFromTheManifestIsRendered() throws IOException {
        Rendered.mustBe(Compose.FOLDER.resolve("compose.yaml"), RENDERED.yaml());
        Rendered.mustBe(Compose.FOLDER.resolve(".env.example"), RENDERED.environment());
        Rendered.mustBe(Compose.FOLDER.resolve("pgbouncer/roles"), RENDERED.poolerRoles());
        text = Files.readString(Compose.FOLDER.resolve("compose.yaml"));
        services = (Map<String, Map<String, Object>>)
                new Yaml().<Map<String, Object>>load(text).get("services");
    }

    @Test
    void eachFunctionIsAServiceWithItsImageMemoryAndRole() {
        MANIFEST.functions().forEach((name, function) -> {
            Map<String, Object> service = services.get(name);
            Map<?, ?> environment = (Map<?, ?>) service.get("environment");

            assertTrue(
                    plain(service.get("image"))
                            .matches("\\$CINEAI_REGISTRY/" + name + ":\\$CINEAI_TAG\\$CINEAI_VARIANT"),
                    name);
            assertEquals(function.memory() + "m", service.get("mem_limit"), name);
            assertEquals(function.role(), environment.get("QUARKUS_DATASOURCE_USERNAME"), name);
            assertEquals("$" + Compose.passwordOf(name), plain(environment.get("QUARKUS_DATASOURCE_PASSWORD")), name);
            boolean invokes = function.kind().equals("job") || name.equals("console");
            assertEquals(invokes, environment.containsKey("CINEAI_SCHEDULER_SECRET"), name);
            assertEquals(Compose.asksModels(name), environment.containsKey("ANTHROPIC_API_KEY"), name);
        });
    }

    @Test
    void functionsKnowThatTheyAreBehindATransactionPooler() {
        for (String name : MANIFEST.functions().keySet()) {
            Map<?, ?> environment = (Map<?, ?>) services.get(name).get("environment");
            assertEquals("postgresql://pgbouncer:6432/cineai", environment.get("QUARKUS_DATASOURCE_REACTIVE_URL"));
            assertEquals("false", environment.get("QUARKUS_DATASOURCE_REACTIVE_CACHE_PREPARED_STATEMENTS"));
            assertEquals("true", environment.get("QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_USE_LAYER7_PROXY"));
        }
    }

    @Test
    void theMigrationAndThePoolerKnowEveryPassword() {
        Set<String> passwords =
                MANIFEST.functions().keySet().stream().map(Compose::passwordOf).collect(Collectors.toSet());
        for (String name : List.of("migrate", "pgbouncer")) {
            Map<?, ?> environment = (Map<?, ?>) services.get(name).get("environment");
            assertTrue(environment.keySet().containsAll(passwords), name);
        }
    }

    @Test
    void noContainerMayMoreThanItMust() {
        Map<String, Set<String>> capabilities = Map.of(
                "postgres",
                Set.of("CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"),
                "edge-folder",
                Set.of("CHOWN"));
        services.forEach((name, service) -> {
            assertEquals(true, service.get("read_only"), name);
            assertEquals(List.of("ALL"), service.get("cap_drop"), name);
            assertEquals(List.of("no-new-privileges:true"), service.get("security_opt"), name);
            assertEquals(capabilities.getOrDefault(name, Set.of()), Set.copyOf(list(service.get("cap_add"))), name);
            assertTrue(list(service.get("tmpfs")).contains("/tmp"), name);
            assertTrue(service.containsKey("mem_limit"), name);
            assertTrue(service.containsKey("restart"), name);
            assertEquals("3", ((Map<?, ?>) ((Map<?, ?>) service.get("logging")).get("options")).get("max-file"), name);
            if (!capabilities.containsKey(name)) assertEquals("65532:65532", service.get("user"), name);
            assertFalse(service.containsKey("privileged"), name);
        });
    }

    @Test
    void onlyWhatPeopleLookAtIsPublishedAndOnlyToThisMachine() {
        Map<String, Object> published = new TreeMap<>();
        services.forEach((name, service) -> {
            if (service.containsKey("ports")) published.put(name, service.get("ports"));
        });

        assertEquals(
                Map.of(
                        "recommendations", List.of("${CINEAI_READ_ADDRESS:-127.0.0.1:8080}:8080"),
                        "console", List.of("${CINEAI_CONSOLE_ADDRESS:-127.0.0.1:8081}:8080"),
                        "grafana", List.of("${CINEAI_GRAFANA_ADDRESS:-127.0.0.1:3000}:3000")),
                published);
    }

    @Test
    void onlyWhoNeedsToGetsOut() {
        Set<String> out = new TreeSet<>(Set.of("grafana"));
        MANIFEST.functions().forEach((name, function) -> {
            if (Compose.goesOut(name, function)) out.add(name);
        });
        Set<String> outside = new TreeSet<>();
        services.forEach((name, service) -> {
            if (list(service.get("networks")).contains("outside")) outside.add(name);
        });

        assertEquals(out, outside);
        assertTrue(text.contains("inside: {internal: true}"));
    }

    @Test
    void nothingBeginsBeforeTheSchemaIsThere() {
        for (String name : Stream.concat(
                        MANIFEST.functions().keySet().stream(), Stream.of("scheduler", "dashboard-role"))
                .toList())
            assertEquals(
                    Map.of("condition", "service_completed_successfully"),
                    ((Map<?, ?>) services.get(name).get("depends_on")).get("migrate"),
                    name);
    }

    @Test
    void everyVariableIsDocumentedAndEveryDocumentedOneIsUsed() throws IOException {
        Map<String, String> documented = documented();
        Set<String> used = new TreeSet<>();
        VARIABLE.matcher(text).results().forEach(it -> used.add(it.group(1)));
        services.values().forEach(service -> {
            if (service.get("environment") instanceof Map<?, ?> environment)
                environment.forEach((name, value) -> {
                    if (value == null) used.add(name.toString());
                });
        });

        assertEquals(used, new TreeSet<>(documented.keySet()));
    }

    /** One that is needed ends compose with its name; one that may be left out is a comment in the example, or has a value there. */
    @Test
    void whatIsNeededIsAskedForByName() throws IOException {
        Set<String> needed = new TreeSet<>();
        VARIABLE.matcher(text).results().forEach(it -> {
            String rest = it.group(2);
            if (rest.startsWith(":?")) {
                assertEquals(":?" + it.group(1) + " is missing in .env", rest);
                needed.add(it.group(1));
            } else assertTrue(rest.startsWith(":-"), it.group());
        });
        Set<String> asked = documented().entrySet().stream()
                .filter(it -> !it.getValue().startsWith("#"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(needed, asked);
    }

    @Test
    void noSecretHasAValueInTheTree() throws IOException {
        documented().forEach((name, value) -> {
            if (name.matches(".*(PASSWORD|SECRET|KEY|WEBHOOK_URL|PING_URL).*") && !name.equals("CINEAI_AUTH_JWKS_URL"))
                assertTrue(value.matches("#?"), name);
        });
        try (Stream<Path> files = Files.walk(Compose.FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList())
                assertFalse(Files.readString(file).contains("Bearer ey"), file.toString());
        }
    }

    @Test
    void defaultsAreThoseThatTheExampleShows() throws IOException {
        Map<String, String> documented = documented();
        VARIABLE.matcher(text)
                .results()
                .filter(it -> it.group(2).length() > 2 && it.group(2).startsWith(":-"))
                .forEach(it -> assertEquals("#" + it.group(2).substring(2), documented.get(it.group(1)), it.group(1)));
    }

    /** With a # before the value where the line is a comment. */
    private static Map<String, String> documented() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        SET.matcher(Files.readString(Compose.FOLDER.resolve(".env.example")))
                .results()
                .forEach(it -> documented.put(it.group(2), it.group(1) + it.group(3)));
        return documented;
    }

    private static String plain(Object value) {
        return VARIABLE.matcher(value.toString()).replaceAll("\\$$1");
    }

    private static Collection<?> list(Object value) {
        return value instanceof Collection<?> several ? several : List.of();
    }
}
