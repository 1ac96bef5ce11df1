package io.cineai.query.lexicon;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The lines of a word list, "id: phrase, phrase"; empty ones and those that begin with "#" are none. */
final class WordList {
    /** One id and how people say it. */
    record Line(String id, List<String> phrases) {
        private static Line of(String line) {
            int colon = line.indexOf(": ");
            if (colon < 1) throw new IllegalArgumentException("line must be \"id: phrase, phrase\": " + line);
            return new Line(
                    line.substring(0, colon), List.of(line.substring(colon + 2).split(", ")));
        }
    }

    private WordList() {}

    /** @param file beside this class on the class path */
    static List<Line> read(String file) {
        InputStream in = WordList.class.getResourceAsStream(file);
        if (in == null)
            throw new IllegalArgumentException(file + ": is not on the class path beside " + WordList.class);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            Stream<String> lines = reader.lines().map(String::strip);
            return lines.filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(Line::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
    }
}
