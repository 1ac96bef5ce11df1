package io.cineai.analyze.local;

import io.cineai.analyze.local.Finding.Passage;
import io.cineai.movie.Movie;
import io.cineai.movie.Quote;
import io.cineai.movie.Quote.Field;
import io.cineai.movie.Term;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the word lists say to one film, summed by term. What is denied counts nothing. */
final class Findings {
    private static final int MOST_QUOTES = 5;

    private final List<Finding> all;
    private final Map<Term, Double> sums = new HashMap<>();

    Findings(List<Finding> all) {
        this.all = all;
        for (Finding finding : all) if (!finding.denied()) sums.merge(finding.term(), finding.points(), Double::sum);
    }

    List<Finding> all() {
        return all;
    }

    /** The points of a term; 0 where nothing was said. */
    double of(Term term) {
        return sums.getOrDefault(term, 0.0);
    }

    /** True where the film itself, not a base rate or its year, says something for or against one of a vocabulary. */
    boolean speakOf(Class<? extends Term> vocabulary) {
        return all.stream().anyMatch(it -> it.isSaid() && vocabulary.isInstance(it.term()));
    }

    /** How much the film says that is more than its genre, of a vocabulary: points. */
    double said(Class<? extends Term> vocabulary) {
        double points = 0;
        for (Finding it : all)
            if (it.isSaid() && it.passage().field() != Field.GENRES && vocabulary.isInstance(it.term()))
                points += Math.abs(it.points());
        return points;
    }

    /** Where the film says most for a term. */
    Passage passageFor(Term term) {
        return all.stream()
                .filter(it -> it.term() == term && it.isSaid() && !it.denied())
                .max(Comparator.comparingDouble(Finding::points))
                .map(Finding::passage)
                .orElse(Passage.NONE);
    }

    /** At most so many words of a vocabulary with at least so many points, those with the most points first. */
    <T extends Enum<T> & Term> List<T> strongest(Class<T> vocabulary, double least, int most) {
        return Arrays.stream(vocabulary.getEnumConstants())
                .filter(term -> of(term) >= least)
                .sorted(Comparator.comparingDouble((T term) -> -of(term)))
                .limit(most)
                .toList();
    }

    /** The word of a vocabulary with the most points; the other one where none has as many as asked for. */
    <T extends Enum<T> & Term> T best(Class<T> vocabulary, double least, T otherwise) {
        List<T> strongest = strongest(vocabulary, least, 1);
        return strongest.isEmpty() ? otherwise : strongest.get(0);
    }

    /** Where the film speaks for these terms, the strongest first and no passage twice; the title where it says nothing at all. */
    List<Quote> evidence(Movie film, Collection<? extends Term> terms) {
        Map<Passage, Double> points = new LinkedHashMap<>();
        Set<Term> wanted = Set.copyOf(terms);
        for (Finding it : all)
            if (it.isSaid() && !it.denied() && it.points() > 0 && wanted.contains(it.term()))
                points.merge(it.passage(), it.points(), Double::sum);
        List<Quote> quotes = points.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<Passage, Double> it) -> -it.getValue()))
                .map(it -> it.getKey().quote())
                .distinct()
                .limit(MOST_QUOTES)
                .toList();
        return quotes.isEmpty()
                ? List.of(Passage.whole(Field.TITLE, film.title()).quote())
                : quotes;
    }
}
