package io.cineai.usecase.query;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What people ask for everywhere, as it is cached: lower case, single spaces. They are ours: any model may be asked about them. */
final class CommonQueries {
    static final List<String> ALL = read("common.txt");

    private CommonQueries() {}

    private static List<String> read(String name) {
        try (InputStream file = CommonQueries.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name, unreadable);
        }
    }
}
