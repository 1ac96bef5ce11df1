package io.cineai.analyze.local;

import io.cineai.analyze.local.Claim.Place;
import io.cineai.movie.Term;
import io.cineai.movie.thematic.Theme;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The lines of a word list; their form is told at the top of themes.txt. A line that is not of it stops the start. */
final class WordList {
    private static final Pattern LINE = Pattern.compile("(\\w+)\\.(\\w+) (-?\\d+(?:\\.\\d+)?)(?: @(\\w+))?: (.+)");

    /** One line: what it says, and the phrases that say so. */
    record Line(Claim claim, List<String> phrases) {}

    private WordList() {}

    /** @param file beside this class on the class path */
    static List<Line> read(String file) {
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
        List<Line> lines = new ArrayList<>();
        for (int number = 1; number <= text.size(); number++) {
            String line = text.get(number - 1).strip();
            if (line.isEmpty() || line.startsWith("#")) continue;
            try {
                lines.add(line(line));
            } catch (IllegalArgumentException bad) {
                throw new IllegalArgumentException(file + ", line " + number + ": " + bad.getMessage(), bad);
            }
        }
        return lines;
    }

    private static Line line(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches())
            throw new IllegalArgumentException("must be \"vocabulary.id strength: phrase, phrase\","
                    + " with \"@place\" after the strength or without: " + line);
        int vocabulary = vocabulary(parts.group(1));
        Term term = Vocabularies.term(vocabulary, parts.group(2))
                .orElseThrow(() -> new IllegalArgumentException(
                        "id must be one of vocabulary " + parts.group(1) + ": " + parts.group(2)));
        Place place = parts.group(4) == null ? Place.ANYWHERE : place(parts.group(4));
        Claim claim = new Claim(term, vocabulary, Double.parseDouble(parts.group(3)), place);
        return new Line(claim, phrases(place, parts.group(5)));
    }

    private static int vocabulary(String name) {
        return Vocabularies.number(name)
                .orElseThrow(() -> new IllegalArgumentException("vocabulary must be a known one: " + name));
    }

    private static Place place(String name) {
        try {
            return Place.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "place must be @keywords, @overview, @title, @director, @facts or @theme: @" + name, unknown);
        }
    }

    private static List<String> phrases(Place place, String text) {
        List<String> phrases = Stream.of(text.split(",", -1)).map(String::strip).toList();
        for (String phrase : phrases) check(place, phrase);
        return phrases;
    }

    private static void check(Place place, String phrase) {
        if (Word.in(phrase).isEmpty())
            throw new IllegalArgumentException("phrase must have a word, between any two commas: \"" + phrase + "\"");
        if (place == Place.FACTS) Fact.of(phrase);
        if (place == Place.THEME && Term.of(Theme.class, phrase).isEmpty())
            throw new IllegalArgumentException("theme must be one of the vocabulary: " + phrase);
    }
}
