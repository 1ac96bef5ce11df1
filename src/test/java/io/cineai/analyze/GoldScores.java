package io.cineai.analyze;

import io.cineai.evaluate.Bootstrap;
import io.cineai.evaluate.Bootstrap.Interval;
import io.cineai.movie.emotion.EmotionalJourney;
import io.cineai.movie.style.CinematicStyle;
import io.cineai.movie.thematic.ThematicProfile;
import io.cineai.movie.thematic.ThematicProfile.WeightedTheme;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How near an analyst is to the gold, film by film, beside guesses that know the other films' gold and this one's genres: the labels that
 * are the most frequent among films like it.
 */
public final class GoldScores {
    private static final int FIRST_THEMES = 5;
    private static final int SEED = 42;
    private static final int RESAMPLES = 10_000;

    /** What an analyst says of a film. */
    public record Said(ThematicProfile themes, CinematicStyle style, EmotionalJourney journey) {}

    /**
     * One measure.
     *
     * @param score mean over the films, 0 to 1
     * @param ofItsGenre against the most frequent labels of the film's genre, the first that it has
     * @param ofAllItsGenres against a better guess: each genre that another film shares counts
     * @param confidence what the analyst thought of itself
     */
    public record Score(String name, double score, Guess ofItsGenre, Guess ofAllItsGenres, double confidence) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-16s %.3f   guess by genre %s   by all genres %s   confidence %.3f",
                    name,
                    score,
                    ofItsGenre,
                    ofAllItsGenres,
                    confidence);
        }
    }

    /**
     * A guess and how much better the analyst is, film by film.
     *
     * @param better 95 % interval of the difference
     * @param atLeast what the difference is at least, with 95 % confidence
     */
    public record Guess(double score, Interval better, double atLeast) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.3f: %+.3f [%+.3f, %+.3f], at least %+.3f",
                    score,
                    better.mean(),
                    better.low(),
                    better.high(),
                    atLeast);
        }
    }

    private final List<GoldFilm> gold = GoldFilm.all();
    private final Map<GoldFilm, Said> said = new HashMap<>();

    /** @param analyst empty where it says nothing of a film, which counts as wrong */
    public GoldScores(Function<GoldFilm, Optional<Said>> analyst) {
        for (GoldFilm film : gold) analyst.apply(film).ifPresent(it -> said.put(film, it));
    }

    public List<Score> all() {
        return List.of(
                score(
                        "themes Recall@5",
                        film -> of(film, it -> recall(film, firstThemes(it.themes()))),
                        (film, like) -> recall(film, guesses(film, like, it -> List.copyOf(it.themes()), FIRST_THEMES)),
                        it -> it.themes().confidence().value()),
                score(
                        "arc",
                        film -> of(film, it -> hit(film.arc(), it.journey().arc())),
                        (film, like) -> hit(film.arc(), guess(film, like, GoldFilm::arc)),
                        it -> it.journey().confidence().value()),
                score(
                        "ending",
                        film -> of(film, it -> hit(film.ending(), it.journey().ending())),
                        (film, like) -> hit(film.ending(), guess(film, like, GoldFilm::ending)),
                        it -> it.journey().confidence().value()),
                score(
                        "style category",
                        film -> of(film, it -> hit(film.style(), it.style().category())),
                        (film, like) -> hit(film.style(), guess(film, like, GoldFilm::style)),
                        it -> it.style().confidence().value()));
    }

    private Score score(
            String name,
            Function<GoldFilm, Double> analyst,
            BiFunction<GoldFilm, Likeness, Double> guesser,
            Function<Said, Double> confidence) {
        double[] ours = values(analyst);
        return new Score(
                name,
                mean(ours),
                guess(ours, values(film -> guesser.apply(film, GoldScores::ofFirstGenre))),
                guess(ours, values(film -> guesser.apply(film, GoldScores::sharedGenres))),
                mean(values(film -> of(film, confidence))));
    }

    private static Guess guess(double[] ours, double[] guessed) {
        Interval better = new Bootstrap(RESAMPLES, 0.95).difference(guessed, ours, new Random(SEED));
        Interval oneSided = new Bootstrap(RESAMPLES, 0.90).difference(guessed, ours, new Random(SEED));
        return new Guess(mean(guessed), better, oneSided.low());
    }

    /** How much another film says of this one. */
    private interface Likeness {
        double of(GoldFilm film, GoldFilm other);
    }

    private static double ofFirstGenre(GoldFilm film, GoldFilm other) {
        return other.film().genres().contains(film.film().genres().get(0)) ? 1 : 0;
    }

    private static double sharedGenres(GoldFilm film, GoldFilm other) {
        return other.film().genres().stream()
                .filter(film.film().genres()::contains)
                .count();
    }

    private double of(GoldFilm film, Function<Said, Double> value) {
        return Optional.ofNullable(said.get(film)).map(value).orElse(0.0);
    }

    private double[] values(Function<GoldFilm, Double> value) {
        return gold.stream().mapToDouble(value::apply).toArray();
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) sum += value;
        return sum / values.length;
    }

    private static double recall(GoldFilm film, Collection<?> themes) {
        return (double) film.themes().stream().filter(themes::contains).count()
                / Math.min(FIRST_THEMES, film.themes().size());
    }

    private static Set<Object> firstThemes(ThematicProfile profile) {
        return Set.copyOf(profile.themes().stream()
                .limit(FIRST_THEMES)
                .map(WeightedTheme::theme)
                .toList());
    }

    private static double hit(Object wanted, Object given) {
        return wanted.equals(given) ? 1 : 0;
    }

    private Object guess(GoldFilm film, Likeness like, Function<GoldFilm, Object> label) {
        return guesses(film, like, it -> List.of(label.apply(it)), 1).get(0);
    }

    /** The most frequent labels of the films that are like it; the whole set decides a draw. */
    private List<Object> guesses(GoldFilm film, Likeness like, Function<GoldFilm, List<Object>> labels, int most) {
        Map<Object, Double> counts = new HashMap<>();
        for (GoldFilm other : gold) {
            if (other.equals(film)) continue;
            for (Object label : labels.apply(other)) counts.merge(label, like.of(film, other) + 0.001, Double::sum);
        }
        List<Object> frequent = new ArrayList<>(counts.keySet());
        frequent.sort(
                Comparator.comparingDouble((Object label) -> -counts.get(label)).thenComparing(Object::toString));
        return frequent.subList(0, Math.min(most, frequent.size()));
    }
}
