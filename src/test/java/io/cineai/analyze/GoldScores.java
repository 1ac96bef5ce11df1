package io.cineai.analyze;

import io.cineai.evaluate.Bootstrap;
import io.cineai.evaluate.Bootstrap.Interval;
import io.cineai.movie.emotion.EmotionalJourney;
import io.cineai.movie.style.CinematicStyle;
import io.cineai.movie.thematic.ThematicProfile;
import io.cineai.movie.thematic.ThematicProfile.WeightedTheme;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * How near an analyst is to the gold, film by film, beside a guess that knows the other films' gold and this one's genres: the labels that
 * are the most frequent among them.
 */
public final class GoldScores {
    private static final int FIRST_THEMES = 5;
    private static final int SEED = 42;
    private static final Bootstrap BOOTSTRAP = new Bootstrap(10_000, 0.95);

    /** What an analyst says of a film. */
    public record Said(ThematicProfile themes, CinematicStyle style, EmotionalJourney journey) {}

    /**
     * One measure.
     *
     * @param score mean over the films, 0 to 1
     * @param guess the same of the guess
     * @param better of the difference, film by film
     * @param confidence what the analyst thought of itself
     */
    public record Score(String name, double score, double guess, Interval better, double confidence) {
        public boolean isSignificant() {
            return better.low() > 0;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-16s %.3f   guess %.3f   difference %+.3f [%+.3f, %+.3f]   confidence %.3f",
                    name,
                    score,
                    guess,
                    better.mean(),
                    better.low(),
                    better.high(),
                    confidence);
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
                        film -> recall(film, guesses(film, it -> List.copyOf(it.themes()), FIRST_THEMES)),
                        it -> it.themes().confidence().value()),
                score(
                        "arc",
                        film -> of(film, it -> hit(film.arc(), it.journey().arc())),
                        film -> hit(film.arc(), guess(film, GoldFilm::arc)),
                        it -> it.journey().confidence().value()),
                score(
                        "ending",
                        film -> of(film, it -> hit(film.ending(), it.journey().ending())),
                        film -> hit(film.ending(), guess(film, GoldFilm::ending)),
                        it -> it.journey().confidence().value()),
                score(
                        "style category",
                        film -> of(film, it -> hit(film.style(), it.style().category())),
                        film -> hit(film.style(), guess(film, GoldFilm::style)),
                        it -> it.style().confidence().value()));
    }

    private Score score(
            String name,
            Function<GoldFilm, Double> analyst,
            Function<GoldFilm, Double> guesser,
            Function<Said, Double> confidence) {
        double[] ours = values(analyst);
        double[] guess = values(guesser);
        Interval better = BOOTSTRAP.difference(guess, ours, new Random(SEED));
        return new Score(name, mean(ours), mean(guess), better, mean(values(film -> of(film, confidence))));
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

    private Object guess(GoldFilm film, Function<GoldFilm, Object> label) {
        return guesses(film, it -> List.of(label.apply(it)), 1).get(0);
    }

    /** The most frequent labels of the other films, those that share more genres counting more; the whole set decides a draw. */
    private List<Object> guesses(GoldFilm film, Function<GoldFilm, List<Object>> labels, int most) {
        Map<Object, Double> counts = new HashMap<>();
        for (GoldFilm other : gold) {
            if (other.equals(film)) continue;
            long shared = other.film().genres().stream()
                    .filter(film.film().genres()::contains)
                    .count();
            for (Object label : labels.apply(other)) counts.merge(label, shared + 0.001, Double::sum);
        }
        List<Object> frequent = new ArrayList<>(counts.keySet());
        frequent.sort((a, b) -> {
            int byCount = Double.compare(counts.get(b), counts.get(a));
            return byCount != 0 ? byCount : a.toString().compareTo(b.toString());
        });
        return frequent.subList(0, Math.min(most, frequent.size()));
    }
}
