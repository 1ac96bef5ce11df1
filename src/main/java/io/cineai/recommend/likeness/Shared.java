package io.cineai.recommend.likeness;

import io.cineai.movie.Facet;
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
    public Shared(Collection<FilmTraits> films) {
        this.films = films.size();
        for (Facet facet : KINDS.keySet()) {
            Map<String, Count> counts = new HashMap<>();
            for (FilmTraits film : films)
                for (String word : film.words(facet)) counts.computeIfAbsent(word, anew -> new Count()).films++;
            filmsWith.put(facet, counts);
        }
    }

    private static final class Count {
        int films;
    }

    /** A person is a person, before the camera or behind it. */
    public record Trait(Facet facet, String word, double worth) {}

    /** Without sets: films have few words of a kind, and this is asked for every film of every list. */
    public Optional<Trait> between(FilmTraits a, FilmTraits b) {
        Trait best = null;
        for (Facet facet : KINDS.keySet()) {
            for (String word : a.words(facet)) {
                if (!has(b, facet, word)) continue;
                double worth = worth(facet, word);
                if (best == null || worth > best.worth()) best = new Trait(facet, word, worth);
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean has(FilmTraits film, Facet facet, String word) {
        return switch (facet) {
            case DIRECTOR, CAST -> isIn(film.words(Facet.DIRECTOR), word) || isIn(film.words(Facet.CAST), word);
            default -> isIn(film.words(facet), word);
        };
    }

    private static boolean isIn(String[] words, String wanted) {
        for (String word : words) if (word.equals(wanted)) return true;
        return false;
    }

    private double worth(Facet facet, String word) {
        Count count = filmsWith.get(facet).get(word);
        int with = count == null ? 1 : count.films;
        return KINDS.get(facet) * Math.log1p((double) films / with);
    }
}
