package io.cineai.analyze;

import io.cineai.ingest.SampleCatalogue;
import io.cineai.movie.Movie;
import io.cineai.movie.Term;
import io.cineai.movie.emotion.Arc;
import io.cineai.movie.emotion.Ending;
import io.cineai.movie.style.StyleCategory;
import io.cineai.movie.thematic.Theme;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A film of the sample and what people say that it is about, see {@code gold.csv} and the README beside it. */
public record GoldFilm(Movie film, List<Theme> themes, Arc arc, Ending ending, StyleCategory style) {
    private static final Pattern FIELD = Pattern.compile("(?:^|,)(?:\"([^\"]*)\"|([^,]*))");

    public static List<GoldFilm> all() {
        Map<String, Movie> films = SampleCatalogue.films().stream()
                .collect(Collectors.toMap(film -> film.title() + " (" + film.year() + ")", Function.identity()));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(GoldFilm.class.getResourceAsStream("gold.csv")), StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(line -> of(line, films)).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static GoldFilm of(String line, Map<String, Movie> films) {
        List<String> fields = FIELD.matcher(line).results().map(GoldFilm::text).toList();
        String name = fields.get(0) + " (" + fields.get(1) + ")";
        return new GoldFilm(
                Objects.requireNonNull(films.get(name), name),
                Stream.of(fields.get(2).split("\\|", -1))
                        .map(id -> term(Theme.class, id))
                        .toList(),
                term(Arc.class, fields.get(3)),
                term(Ending.class, fields.get(4)),
                term(StyleCategory.class, fields.get(5)));
    }

    private static String text(MatchResult field) {
        return field.group(1) != null ? field.group(1) : field.group(2);
    }

    private static <T extends Enum<T> & Term> T term(Class<T> vocabulary, String id) {
        return Term.of(vocabulary, id).orElseThrow(() -> new IllegalStateException("gold.csv: no such word: " + id));
    }
}
