package io.cineai.functions.local;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the environment says before Quarkus starts. Names are those of the README. */
record Settings(Map<String, String> environment) {
    private static final Pattern LOGIN = Pattern.compile("//([^/@]+)@");

    Optional<String> databaseUrl() {
        return text("QUARKUS_DATASOURCE_REACTIVE_URL");
    }

    String databaseUser() {
        return text("QUARKUS_DATASOURCE_USERNAME").or(() -> inUrl(0)).orElse("postgres");
    }

    String databasePassword() {
        return text("QUARKUS_DATASOURCE_PASSWORD").or(() -> inUrl(1)).orElse("");
    }

    /** Part of the {@code user:password@} that an address may hold. */
    private Optional<String> inUrl(int part) {
        return databaseUrl()
                .map(LOGIN::matcher)
                .filter(Matcher::find)
                .map(login -> login.group(1).split(":", 2))
                .filter(parts -> parts.length > part)
                .map(parts -> URLDecoder.decode(parts[part].replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    /** Where the embedded Postgres and the keys of local tokens live from one start to the next. */
    Path dataDir() {
        return text("CINEAI_LOCAL_DATA_DIR")
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".cineai", "local"))
                .toAbsolutePath();
    }

    /** Where lists are exported to as files. */
    Path exportFolder() {
        return text("CINEAI_EXPORT_FOLDER").map(Path::of).orElse(dataDir().resolve("edge"));
    }

    int postgresPort() {
        return text("CINEAI_LOCAL_POSTGRES_PORT").map(Settings::port).orElse(54329);
    }

    /** A MovieLens folder to import. */
    Optional<Path> importFolder() {
        return text("CINEAI_LOCAL_IMPORT").map(Path::of);
    }

    /** True: listen on every interface; functions then want the scheduler's secret. */
    boolean isPublic() {
        return is("CINEAI_LOCAL_PUBLIC");
    }

    /** Tokens for the asking: always with the embedded database, with another one only where this is set. */
    boolean handsOutTokens() {
        return databaseUrl().isEmpty() || is("CINEAI_LOCAL_DEV_TOKEN");
    }

    /** By keys of our own; whoever has others hands out tokens elsewhere. */
    boolean signsTokens() {
        return handsOutTokens() && !hasOwnKeys();
    }

    boolean hasOwnKeys() {
        return text("CINEAI_AUTH_JWKS_URL").isPresent()
                || text("CINEAI_AUTH_HS256_SECRET").isPresent();
    }

    /** Empty where it is blank, too. */
    Optional<String> text(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private boolean is(String name) {
        return text(name).filter("true"::equalsIgnoreCase).isPresent();
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65_535) return port;
        } catch (NumberFormatException notANumber) {
            // told below, with the rule
        }
        throw new IllegalArgumentException("CINEAI_LOCAL_POSTGRES_PORT must be in [1, 65535]: " + text);
    }
}
