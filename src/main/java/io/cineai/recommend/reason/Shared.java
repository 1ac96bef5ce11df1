package io.cineai.recommend.reason;

import io.cineai.movie.Facet;
import io.cineai.movie.Movie;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What two films have in common that tells most: by its kind, and the more the fewer of the films that compete have it
 * (kind · ln(1 + films / films with it)).
 */
public final class Shared {
    private static final Map<Facet, Double> KINDS = new EnumMap<>(Map.of(
            Facet.DIRECTOR,
            1.5,
            Facet.CAST,
            1.2,
            Facet.THEME,
            1.0,
            Facet.STYLE,
            0.8,
            Facet.ARC,
            0.5,
            Facet.GENRE,
            0.6));

    private final Map<Facet, Map<String, Count>> filmsWith = new EnumMap<>(Facet.class);
    private final int films;

    /** @param films that compete */
    public Shared(Collection<Movie> films) {
        this.films = films.size();
        for (Facet facet : KINDS.keySet()) {
            Map<String, Count> counts = new HashMap<>();
            for (Movie film : films)
                for (String word : facet.of(film)) counts.computeIfAbsent(word, anew -> new Count()).films++;
            filmsWith.put(facet, counts);
        }
    }

    private static final class Count {
        int films;
    }

    /** A person is a person, before the camera or behind it. */
    public record Trait(Facet facet, String word, double worth) {}

    /** Without sets: films have few words of a kind, and this is asked for every film of every list. */
    public Optional<Trait> between(Movie a, Movie b) {
        Trait best = null;
        for (Facet facet : KINDS.keySet()) {
            for (String word : facet.of(a)) {
                if (!has(b, facet, word)) continue;
                double worth = worth(facet, word);
                if (best == null || worth > best.worth()) best = new Trait(facet, word, worth);
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean has(Movie film, Facet facet, String word) {
        return switch (facet) {
            case DIRECTOR, CAST ->
                film.directors().contains(word) || film.cast().contains(word);
            default -> facet.of(film).contains(word);
        };
    }

    private double worth(Facet facet, String word) {
        Count count = filmsWith.get(facet).get(word);
        int with = count == null ? 1 : count.films;
        return KINDS.get(facet) * Math.log1p((double) films / with);
    }
}
