package io.cineai.recommend.likeness;

import io.cineai.movie.Facet;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.movie.Portrait.Feel;
import io.cineai.movie.Portrait.Look;
import io.cineai.movie.Portrait.Subject;
import io.cineai.movie.emotion.ValenceCurve;
import io.cineai.recommend.likeness.Leanings.Leaning;
import io.cineai.taste.TasteProfile;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the films have in common that a user likes, recent likes counting more; and how other films go with it. */
public final class Likes {
    private static final int MOST_WORDS = 10;

    /** What lies further back weighs little, and time is bounded. */
    private static final int LOOKED_AT = 100;

    /** Points of a course; a curve with more or fewer of them is read at as many equal steps. */
    private static final int STEPS = ValenceCurve.TENTHS;

    /** Facets that say something of a taste: words of an overview do not. */
    private static final List<Facet> SHOWN =
            List.of(Facet.THEME, Facet.STYLE, Facet.ARC, Facet.ERA, Facet.GENRE, Facet.DIRECTOR, Facet.CAST);

    private final Map<Facet, Map<String, Liked>> words = new EnumMap<>(Facet.class);
    private final Map<String, Double> themes = new HashMap<>();
    private final Map<String, Double> looks = new HashMap<>();
    private final Map<String, Double> emotions = new HashMap<>();
    private final double[] course = new double[STEPS];
    private int films;
    private double weight;

    private Likes() {}

    private record Liked(double weight, int films) {
        Liked and(Liked other) {
            return new Liked(weight + other.weight, films + other.films);
        }
    }

    /** The latest, at most {@value #LOOKED_AT}. known: facts of the films that the user likes; a film without is left out. */
    public static Likes of(TasteProfile taste, Map<MovieId, Movie> known) {
        Likes likes = new Likes();
        List<TasteProfile.Opinion> opinions = taste.opinions();
        for (int age = opinions.size() - 1; age >= 0 && likes.films < LOOKED_AT; age--) {
            TasteProfile.Opinion opinion = opinions.get(age);
            Movie film = opinion.liked() ? known.get(opinion.movie()) : null;
            if (film != null) likes.add(film, opinion.weight());
        }
        return likes;
    }

    /** People count only where two liked films have them: one may be chance. */
    public Leanings leanings() {
        Map<Facet, List<Leaning>> most = new EnumMap<>(Facet.class);
        words.forEach((facet, liked) -> {
            int least = facet == Facet.DIRECTOR || facet == Facet.CAST ? 2 : 1;
            List<Leaning> leanings = liked.entrySet().stream()
                    .filter(word -> word.getValue().films() >= least)
                    .map(word -> new Leaning(
                            word.getKey(),
                            word.getValue().weight() / weight,
                            word.getValue().films()))
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
        List<String> own = film.portrait().subject().map(Subject::themes).orElse(List.of());
        return new Alignment(
                cosine(themes, vector(own)),
                film.portrait().look().map(look -> cosine(looks, vector(look))).orElse(null),
                film.portrait().feel().map(this::emotional).orElse(null),
                own.stream()
                        .filter(themes::containsKey)
                        .sorted(Comparator.comparingDouble((String theme) -> -themes.get(theme))
                                .thenComparing(Comparator.naturalOrder()))
                        .toList());
    }

    private void add(Movie film, double liking) {
        films++;
        weight += liking;
        for (Facet facet : SHOWN)
            new HashSet<>(facet.of(film)).forEach(word -> words.computeIfAbsent(facet, anew -> new HashMap<>())
                    .merge(word, new Liked(liking, 1), Liked::and));
        film.portrait().subject().ifPresent(subject -> add(themes, vector(subject.themes()), liking));
        film.portrait().look().ifPresent(look -> add(looks, vector(look), liking));
        film.portrait().feel().ifPresent(feel -> add(feel, liking));
    }

    private void add(Feel feel, double liking) {
        add(emotions, feel.emotions(), liking);
        double[] other = course(feel.valence());
        for (int at = 0; at < STEPS; at++) course[at] += liking * other[at];
    }

    /** Half what is felt, half when: the course counts by its shape, from the opposite (0) to the same (1). */
    private @Nullable Double emotional(Feel feel) {
        Double felt = cosine(emotions, feel.emotions());
        Double shape = shape(course(feel.valence()));
        if (felt == null || shape == null) return felt == null ? shape : felt;
        return (felt + shape) / 2;
    }

    private @Nullable Double shape(double[] other) {
        double dot = 0;
        double ours = 0;
        double theirs = 0;
        for (int at = 0; at < STEPS; at++) {
            dot += course[at] * other[at];
            ours += course[at] * course[at];
            theirs += other[at] * other[at];
        }
        return ours == 0 || theirs == 0 ? null : clamped((1 + dot / Math.sqrt(ours * theirs)) / 2);
    }

    /** Zeros where nothing is known. */
    private static double[] course(List<Double> valence) {
        double[] course = new double[STEPS];
        if (valence.isEmpty()) return course;
        int last = valence.size() - 1;
        for (int at = 0; at < STEPS; at++) {
            double place = (double) at * last / (STEPS - 1);
            int before = (int) place;
            double from = valence.get(before);
            course[at] = from + (place - before) * (valence.get(Math.min(last, before + 1)) - from);
        }
        return course;
    }

    private static Map<String, Double> vector(List<String> some) {
        return some.stream().distinct().collect(Collectors.toMap(word -> word, word -> 1.0));
    }

    /** The style in one word counts like two of its traits. */
    private static Map<String, Double> vector(Look look) {
        Map<String, Double> vector = new HashMap<>(vector(look.traits()));
        if (!look.category().isEmpty()) vector.put(look.category(), 2.0);
        return vector;
    }

    /** Films add alike, however many words they have. */
    private static void add(Map<String, Double> sum, Map<String, Double> vector, double liking) {
        double length = length(vector);
        if (length > 0) vector.forEach((word, value) -> sum.merge(word, liking * value / length, Double::sum));
    }

    private static @Nullable Double cosine(Map<String, Double> a, Map<String, Double> b) {
        double lengths = length(a) * length(b);
        if (lengths == 0) return null;
        double dot = 0;
        for (Map.Entry<String, Double> word : b.entrySet()) dot += a.getOrDefault(word.getKey(), 0.0) * word.getValue();
        return clamped(dot / lengths);
    }

    private static double length(Map<String, Double> vector) {
        double squares = 0;
        for (double value : vector.values()) squares += value * value;
        return Math.sqrt(squares);
    }

    private static double clamped(double value) {
        return Math.max(0, Math.min(1, value));
    }
}
