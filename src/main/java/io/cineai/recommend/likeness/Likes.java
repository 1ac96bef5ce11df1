package io.cineai.recommend.likeness;

import io.cineai.movie.Facet;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.movie.Portrait.Subject;
import io.cineai.recommend.likeness.FilmTraits.Vector;
import io.cineai.recommend.likeness.Leanings.Leaning;
import io.cineai.taste.TasteProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the films have in common that a user likes, recent likes counting more; and how other films go with it. */
public final class Likes {
    private static final int MOST_WORDS = 10;

    /** What lies further back weighs little, and time is bounded. */
    private static final int LOOKED_AT = 100;

    private final Map<Facet, Map<String, Liked>> words = new EnumMap<>(Facet.class);
    private final Mix themes = new Mix();
    private final Mix looks = new Mix();
    private final Mix emotions = new Mix();
    private final double[] course = new double[FilmTraits.STEPS];
    private int films;
    private double weight;

    private Likes() {}

    private static final class Liked {
        double weight;
        int films;
    }

    /** The latest, at most {@value #LOOKED_AT}. known: facts of the films that the user likes; a film without is left out. */
    public static Likes of(TasteProfile taste, Map<MovieId, Movie> known) {
        Likes likes = new Likes();
        List<TasteProfile.Opinion> opinions = taste.opinions();
        for (int age = opinions.size() - 1; age >= 0 && likes.films < LOOKED_AT; age--) {
            TasteProfile.Opinion opinion = opinions.get(age);
            Movie film = opinion.liked() ? known.get(opinion.movie()) : null;
            if (film != null) likes.add(FilmTraits.of(film), opinion.weight());
        }
        return likes;
    }

    /** People count only where two liked films have them: one may be chance. */
    public Leanings leanings() {
        Map<Facet, List<Leaning>> most = new EnumMap<>(Facet.class);
        words.forEach((facet, liked) -> {
            int least = facet == Facet.DIRECTOR || facet == Facet.CAST ? 2 : 1;
            List<Leaning> leanings = liked.entrySet().stream()
                    .filter(word -> word.getValue().films >= least)
                    .map(word -> new Leaning(word.getKey(), word.getValue().weight / weight, word.getValue().films))
                    .sorted(Comparator.comparingDouble(Leaning::share)
                            .reversed()
                            .thenComparing(Leaning::word))
                    .limit(MOST_WORDS)
                    .toList();
            if (!leanings.isEmpty()) most.put(facet, leanings);
        });
        return new Leanings(films, most);
    }

    /** How the film goes with it. */
    public Alignment of(Movie film) {
        FilmTraits traits = FilmTraits.of(film);
        return new Alignment(
                themes.cosine(traits.mix()),
                looks.cosine(traits.look()),
                film.portrait().feel().isPresent() ? emotional(traits) : null,
                sharedThemes(film.portrait().subject().map(Subject::themes).orElse(List.of())));
    }

    private List<String> sharedThemes(List<String> ofFilm) {
        List<String> shared = new ArrayList<>(ofFilm.size());
        for (String theme : ofFilm) if (themes.has(theme)) shared.add(theme);
        shared.sort(Comparator.comparingDouble((String theme) -> -themes.of(theme))
                .thenComparing(Comparator.naturalOrder()));
        return shared;
    }

    private void add(FilmTraits film, double liking) {
        films++;
        weight += liking;
        for (int k = 0; k < FilmTraits.SHOWN.size(); k++) {
            if (film.words()[k].length == 0) continue;
            Map<String, Liked> ofFacet = words.computeIfAbsent(FilmTraits.SHOWN.get(k), anew -> new HashMap<>());
            for (String word : film.words()[k]) {
                Liked liked = ofFacet.computeIfAbsent(word, anew -> new Liked());
                liked.weight += liking;
                liked.films++;
            }
        }
        themes.add(film.mix(), liking);
        looks.add(film.look(), liking);
        emotions.add(film.emotions(), liking);
        for (int at = 0; at < course.length; at++) course[at] += liking * film.course()[at];
    }

    /** Half what is felt, half when: the course counts by its shape, from the opposite (0) to the same (1). */
    private @Nullable Double emotional(FilmTraits film) {
        Double felt = emotions.cosine(film.emotions());
        Double shape = shape(film.course());
        if (felt == null || shape == null) return felt == null ? shape : felt;
        return (felt + shape) / 2;
    }

    private @Nullable Double shape(double[] other) {
        double dot = 0;
        double ours = 0;
        double theirs = 0;
        for (int at = 0; at < course.length; at++) {
            dot += course[at] * other[at];
            ours += course[at] * course[at];
            theirs += other[at] * other[at];
        }
        return ours == 0 || theirs == 0 ? null : clamped((1 + dot / Math.sqrt(ours * theirs)) / 2);
    }

    /** The sum of what films have. Films add alike, however many words they have. */
    private static final class Mix {
        private static final Sum NOTHING = new Sum();

        private final Map<String, Sum> sums = new HashMap<>();
        private double length = -1;

        private static final class Sum {
            double value;
        }

        /** Not after the first {@link #cosine}. */
        void add(Vector film, double liking) {
            if (film.length() == 0) return;
            for (int k = 0; k < film.words().length; k++)
                sums.computeIfAbsent(film.words()[k], anew -> new Sum()).value +=
                        liking * film.values()[k] / film.length();
        }

        boolean has(String word) {
            return sums.containsKey(word);
        }

        double of(String word) {
            return sums.getOrDefault(word, NOTHING).value;
        }

        /** Null where one of the two has nothing. */
        @Nullable
        Double cosine(Vector film) {
            if (length < 0) length = length();
            double lengths = length * film.length();
            if (lengths == 0) return null;
            double dot = 0;
            for (int k = 0; k < film.words().length; k++) dot += of(film.words()[k]) * film.values()[k];
            return clamped(dot / lengths);
        }

        private double length() {
            double squares = 0;
            for (Sum sum : sums.values()) squares += sum.value * sum.value;
            return Math.sqrt(squares);
        }
    }

    private static double clamped(double value) {
        return Math.max(0, Math.min(1, value));
    }
}
