package io.cineai.function;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an address says, checked: a value that breaks its rule ends the request with a problem that names it. */
public record Params(RoutingContext http) {

    /** Null where it is not there. */
    public @Nullable String text(String name) {
        return http.queryParams().get(name);
    }

    /** A whole number within [min, max]; {@code otherwise} where it is not there. */
    public int whole(String name, int min, int max, int otherwise) {
        String text = text(name);
        if (text == null) return otherwise;
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) return value;
        } catch (NumberFormatException notWhole) {
            // Said below.
        }
        throw refused(name, name + " must be in [" + min + ", " + max + "]: " + text);
    }

    /** A number within [0, 1]; null where it is not there. */
    public @Nullable Double share(String name) {
        String text = text(name);
        if (text == null) return null;
        try {
            double value = Double.parseDouble(text);
            if (value >= 0 && value <= 1) return value;
        } catch (NumberFormatException notANumber) {
            // Said below.
        }
        throw refused(name, name + " must be in [0, 1]: " + text);
    }

    /** An id that must be there. */
    public UUID id(String name) {
        String text = text(name);
        if (text == null) throw refused(name, name + " must be there");
        return Ids.parse(text).orElseThrow(() -> refused(name, name + " must be a UUID: " + text));
    }

    /** Ids with commas between them, 1 to {@code most}. */
    public List<UUID> ids(String name, int most) {
        String text = text(name);
        if (text == null) throw refused(name, name + " must be there");
        String[] ids = text.split(",", -1);
        if (ids.length > most) throw refused(name, name + " must have at most " + most + " ids: " + ids.length);
        return Stream.of(ids)
                .map(id -> Ids.parse(id).orElseThrow(() -> refused(name, name + " must be UUIDs: " + id)))
                .toList();
    }

    /** The id in the path. What is no id names nothing that is here. */
    public UUID pathId(String name, String what) {
        return Ids.parse(http.pathParam(name)).orElseThrow(() -> Refused.noSuch(what));
    }

    private static Refused refused(String field, String detail) {
        return new Refused(Problem.badInput(field, detail));
    }
}
