package io.cineai.analyze.local;

import io.cineai.analyze.local.Claim.Place;
import io.cineai.movie.Term;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The lines of a word list; their form is told at the top of themes.txt. A line that is not of it stops the start. */
final class WordList {
    private static final Pattern LINE = Pattern.compile(
            "(?<vocabulary>\\w+)\\.(?<id>\\w+) (?<strength>-?\\d+(\\.\\d+)?)( @(?<place>\\w+))?: (?<phrases>.+)");

    /** A line without its phrases, and these. */
    record Line(Claim claim, List<String> phrases) {}

    private WordList() {}

    /** @param file beside this class on the class path */
    static List<Line> lines(String file) {
        InputStream in = WordList.class.getResourceAsStream(file);
        if (in == null)
            throw new IllegalArgumentException(file + ": is not on the class path beside " + WordList.class);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines(file, reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
    }

    /** @throws IllegalArgumentException names the file, the number of the line and the rule that it breaks */
    static List<Line> lines(String file, List<String> text) {
        Stream.Builder<Line> lines = Stream.builder();
        for (int number = 1; number <= text.size(); number++) {
            String line = text.get(number - 1).strip();
            if (line.isEmpty() || line.startsWith("#")) continue;
            try {
                lines.add(line(line));
            } catch (IllegalArgumentException bad) {
                throw new IllegalArgumentException(file + ", line " + number + ": " + bad.getMessage(), bad);
            }
        }
        return lines.build().toList();
    }

    private static Line line(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches())
            throw new IllegalArgumentException(
                    "must be \"vocabulary.id strength: phrase, phrase\", with \"@place\" after the strength or without: "
                            + line);
        String name = parts.group("vocabulary");
        int vocabulary = Vocabularies.number(name)
                .orElseThrow(() -> new IllegalArgumentException("vocabulary must be a known one: " + name));
        String id = parts.group("id");
        Term term = Vocabularies.term(vocabulary, id)
                .orElseThrow(() -> new IllegalArgumentException("id must be one of vocabulary " + name + ": " + id));
        double strength = Double.parseDouble(parts.group("strength"));
        return new Line(
                new Claim(term, vocabulary, strength, place(parts.group("place"))), phrases(parts.group("phrases")));
    }

    private static Place place(@org.jspecify.annotations.Nullable String name) {
        if (name == null) return Place.ANYWHERE;
        try {
            return Place.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "place must be @keywords, @overview, @title, @director or @facts: @" + name, unknown);
        }
    }

    private static List<String> phrases(String text) {
        List<String> phrases = Stream.of(text.split(",")).map(String::strip).toList();
        if (phrases.stream().anyMatch(phrase -> Word.in(phrase).isEmpty()))
            throw new IllegalArgumentException("phrase must have a word, between any two commas: " + text);
        return phrases;
    }
}
