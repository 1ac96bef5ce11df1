package io.cineai.deploy;

import io.cineai.functions.console.Manifest;
import io.cineai.functions.console.Manifest.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code deploy/compose} takes from the manifest: a service a function, its password, its role in the pooler, the crontab. */
final class Compose {
    static final Path FOLDER = Path.of("compose");

    /** Whose users they are. */
    private static final List<String> TOKENS = List.of(
            "CINEAI_AUTH_JWKS_URL:", "CINEAI_AUTH_ISSUER:", "CINEAI_AUTH_AUDIENCE:", "CINEAI_AUTH_HS256_SECRET:");

    private final Manifest manifest;

    Compose(Manifest manifest) {
        this.manifest = manifest;
    }

    static String passwordOf(String function) {
        return "CINEAI_PASSWORD_" + function.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** Whether it has what asks a model: whose pom says so. */
    static boolean asksModels(String function) {
        return needs(function, "quarkus-smallrye-fault-tolerance");
    }

    /** Whether it calls anybody outside at all; the read function fetches the keys of its users' tokens. */
    static boolean goesOut(String function, Entry entry) {
        return entry.kind().equals("http") || needs(function, "quarkus-rest-client-jackson");
    }

    private static boolean needs(String function, String artifact) {
        try {
            return Files.readString(Path.of("../functions", function, "pom.xml"))
                    .contains(artifact);
        } catch (IOException e) {
            throw new IllegalStateException("no pom of " + function, e);
        }
    }

    String yaml() throws IOException {
        String text = between(Files.readString(FOLDER.resolve("compose.yaml")), "functions", services());
        return between(text, "passwords", passwords());
    }

    String environment() throws IOException {
        return between(
                Files.readString(FOLDER.resolve(".env.example")),
                "passwords",
                functions().map(it -> passwordOf(it) + "=").toList());
    }

    String poolerRoles() {
        return lines(Stream.concat(
                Stream.of("# Who may log in, and where its password is: from functions/functions.yaml. Do not edit."),
                functions().map(it -> manifest.functions().get(it).role() + " " + passwordOf(it))));
    }

    String crontab() {
        return lines(Stream.concat(
                Stream.of(
                        "# When what is invoked, UTC: from functions/functions.yaml. Do not edit. See run.sh for what is what."),
                manifest.functions().entrySet().stream()
                        .flatMap(it -> it.getValue().ticks().stream().map(tick -> "%s %s %d %s"
                                .formatted(
                                        tick.schedule(),
                                        it.getKey(),
                                        it.getValue().timeout(),
                                        tick.payload() == null ? "{}" : tick.payload())))));
    }

    private List<String> services() {
        return manifest.functions().entrySet().stream()
                .flatMap(it -> service(it.getKey(), it.getValue()).stream())
                .toList();
    }

    private static List<String> service(String name, Entry function) {
        boolean reads = function.kind().equals("http");
        String inherited = reads ? "*database" : asksModels(name) ? "[*job, *model]" : "*job";
        List<String> lines = new ArrayList<>(List.of(
                name + ":",
                "  <<: *function",
                "  image: ${CINEAI_REGISTRY:?CINEAI_REGISTRY is missing in .env}/" + name
                        + ":${CINEAI_TAG:?CINEAI_TAG is missing in .env}${CINEAI_VARIANT:-}",
                "  mem_limit: " + function.memory() + "m",
                "  networks: [inside" + (goesOut(name, function) ? ", outside]" : "]")));
        lines.addAll(special(name));
        lines.addAll(List.of(
                "  environment:",
                "    <<: " + inherited,
                "    QUARKUS_DATASOURCE_USERNAME: " + function.role(),
                "    QUARKUS_DATASOURCE_PASSWORD: " + required(passwordOf(name))));
        settings(name).forEach(it -> lines.add("    " + it));
        return lines;
    }

    private static List<String> special(String name) {
        return switch (name) {
            case "recommendations" -> List.of("  ports: [\"${CINEAI_READ_ADDRESS:-127.0.0.1:8080}:8080\"]");
            case "console" -> List.of("  ports: [\"${CINEAI_CONSOLE_ADDRESS:-127.0.0.1:8081}:8080\"]");
            case "edge-export" -> List.of("  volumes: [\"edge:/edge\"]");
            default -> List.of();
        };
    }

    private static List<String> settings(String name) {
        return switch (name) {
            case "recommendations" -> TOKENS;
            case "console" ->
                Stream.concat(
                                TOKENS.stream(),
                                Stream.of(
                                        "CINEAI_AUTH_OPERATOR_CLAIM:",
                                        "CINEAI_AUTH_OPERATOR_ROLE:",
                                        "CINEAI_CONSOLE_POSTER_HOSTS:",
                                        "CINEAI_CONSOLE_FUNCTION_URL: http://{function}:8080/{function}",
                                        "CINEAI_SCHEDULER_SECRET: " + required("CINEAI_SCHEDULER_SECRET")))
                        .toList();
            case "edge-export" ->
                List.of("CINEAI_EXPORT_FOLDER: /edge", "CINEAI_EXPORT_PERSONAL:", "CINEAI_EXPORT_SECRET:");
            case "evaluation" -> List.of("CINEAI_EVALUATION:");
            case "monitor" -> List.of("CINEAI_ALERT_WEBHOOK_URL:", "CINEAI_MONITOR_PING_URL:");
            default -> List.of();
        };
    }

    private List<String> passwords() {
        return functions()
                .map(it -> passwordOf(it) + ": " + required(passwordOf(it)))
                .toList();
    }

    private Stream<String> functions() {
        return manifest.functions().keySet().stream();
    }

    private static String required(String variable) {
        return "${%1$s:?%1$s is missing in .env}".formatted(variable);
    }

    private static String lines(Stream<String> lines) {
        return lines.collect(Collectors.joining("\n", "", "\n"));
    }

    /** The text with these lines, as far in as the marks are, between each pair of marks of this name. */
    private static String between(String text, String name, List<String> lines) {
        Pattern marks = Pattern.compile("(?ms)^( *)# " + name + ": rendered$.*?^ *# " + name + ": end$");
        return marks.matcher(text)
                .replaceAll(it -> Matcher.quoteReplacement(Stream.of(
                                Stream.of("# " + name + ": rendered"), lines.stream(), Stream.of("# " + name + ": end"))
                        .flatMap(part -> part)
                        .map(line -> it.group(1) + line)
                        .collect(Collectors.joining("\n"))));
    }
}
