package io.cineai.usecase.export;

import io.cineai.usecase.export.ExportLists.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one run is to do: the call, and the configuration where it says nothing.
 *
 * @param limit films in a list
 * @param movies that get a list of similar ones
 * @param leastFilms that a genre or theme must have
 * @param secret of personal folders; empty unless they are exported
 * @param counts write nothing
 */
record Plan(
        Path folder,
        int limit,
        int movies,
        int leastFilms,
        Duration grace,
        Personal personal,
        String secret,
        boolean counts) {
    private static final int LEAST_SECRET = 32;

    enum Personal {
        EXPORT,
        /** Those that are there stay as they are. */
        LEAVE,
        /** Where nobody may have one, none is left. */
        REMOVE
    }

    static Plan of(Request request, ExportConfig config) {
        Personal personal = personal(request, config);
        return new Plan(
                Path.of(required("CINEAI_EXPORT_FOLDER", "name a folder", config.folder())),
                or(request.limit(), config.limit()),
                or(request.movies(), config.movies()),
                config.leastFilms(),
                config.grace(),
                personal,
                personal == Personal.EXPORT ? secret(config) : "",
                Boolean.TRUE.equals(request.dryRun()));
    }

    private static Personal personal(Request request, ExportConfig config) {
        if (request.personal() == null) return config.personal() ? Personal.EXPORT : Personal.REMOVE;
        return request.personal() ? Personal.EXPORT : Personal.LEAVE;
    }

    private static String secret(ExportConfig config) {
        String rule = "have " + LEAST_SECRET + " characters or more where personal feeds are exported";
        String secret = required("CINEAI_EXPORT_SECRET", rule, config.secret());
        if (secret.length() < LEAST_SECRET) throw new IllegalArgumentException("CINEAI_EXPORT_SECRET must " + rule);
        return secret;
    }

    private static String required(String variable, String rule, Optional<String> value) {
        return value.filter(text -> !text.isBlank())
                .orElseThrow(() -> new IllegalArgumentException(variable + " must " + rule));
    }

    private static int or(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }
}
