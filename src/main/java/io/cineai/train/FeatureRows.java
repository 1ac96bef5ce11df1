package io.cineai.train;

import io.cineai.movie.Facet;
import io.cineai.movie.FilmIndex;
import io.cineai.movie.Movie;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * What films are, as rows that teach beside the users: a row a feature, whose films weigh
 * {@code weight · ln(films / films with the feature)}. Source: Jeunen, Van Balen and Goethals, RecSys 2020 (collective EASE).
 *
 * @param facets which kinds of features teach
 * @param mostFilms a feature that a greater share of the films has tells nothing. In (0, 1].
 */
public record FeatureRows(Map<Facet, Lesson> facets, double mostFilms) {

    /** Chosen on a validation slice of ml-latest-small, see {@code HybridTuning}. */
    public static final FeatureRows DEFAULT = new FeatureRows(
            Map.of(
                    Facet.GENRE, new Lesson(0.2, 1),
                    Facet.DIRECTOR, new Lesson(0.2, 2),
                    Facet.CAST, new Lesson(0.2, 8),
                    Facet.KEYWORD, new Lesson(0.2, 5),
                    Facet.THEME, new Lesson(0.2, 2),
                    Facet.STYLE, new Lesson(0.2, 2),
                    Facet.ARC, new Lesson(0.1, 2),
                    Facet.ERA, new Lesson(0.14, 2),
                    Facet.WORD, new Lesson(0.16, 30)),
            0.5);

    /**
     * @param weight more than 0, in strength of a like
     * @param least films that a feature needs to be a row
     */
    public record Lesson(double weight, int least) {
        public Lesson {
            if (!(weight > 0 && weight < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException("weight must be more than 0: " + weight);
            if (least < 1) throw new IllegalArgumentException("least must be 1 or more: " + least);
        }
    }

    public FeatureRows {
        facets = Map.copyOf(facets);
        if (!(mostFilms > 0 && mostFilms <= 1))
            throw new IllegalArgumentException("mostFilms must be in (0, 1]: " + mostFilms);
    }

    /** One feature. films: numbers, ascending by the order of the catalogue. */
    record Row(Facet facet, String word, List<Integer> films, double weight) {}

    /** At the most so many, those first that most films have. Numbers the films that are new. */
    List<Row> of(Collection<Movie> catalogue, FilmIndex index, int most) {
        Map<Facet, Map<String, List<Integer>>> films = new EnumMap<>(Facet.class);
        for (Movie movie : catalogue) {
            int number = index.number(movie.id());
            for (Facet facet : facets.keySet())
                new LinkedHashSet<>(facet.of(movie))
                        .forEach(word -> films.computeIfAbsent(facet, anew -> new HashMap<>())
                                .computeIfAbsent(word, anew -> new ArrayList<>())
                                .add(number));
        }
        List<Row> rows = new ArrayList<>();
        films.forEach((facet, words) -> words.forEach((word, with) -> add(rows, facet, word, with, catalogue.size())));
        rows.sort(Comparator.comparingInt((Row row) -> -row.films().size())
                .thenComparing(Row::facet)
                .thenComparing(Row::word));
        return rows.subList(0, Math.min(most, rows.size()));
    }

    private void add(List<Row> rows, Facet facet, String word, List<Integer> with, int films) {
        Lesson lesson = facets.get(facet);
        if (with.size() < lesson.least() || with.size() > mostFilms * films) return;
        rows.add(new Row(facet, word, with, lesson.weight() * Math.log((double) films / with.size())));
    }
}
