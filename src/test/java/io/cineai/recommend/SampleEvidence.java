package io.cineai.recommend;

import io.cineai.analyze.local.LocalAnalyst;
import io.cineai.ingest.SampleAudience;
import io.cineai.ingest.SampleCatalogue;
import io.cineai.ingest.SampleUser;
import io.cineai.movie.FilmIndex;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.movie.Neighbours;
import io.cineai.recommend.Evidence.PopularFilm;
import io.cineai.taste.Grading;
import io.cineai.taste.Signal;
import io.cineai.taste.TasteProfile;
import io.cineai.testkit.Portraits;
import io.cineai.train.ContentNeighbours;
import io.cineai.train.Ease;
import io.cineai.train.Newcomers;
import io.cineai.train.SignalMatrix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the engine knows of the sample: its films, and a model learned from its audience. */
public final class SampleEvidence {
    public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    public static final List<Movie> FILMS = SampleCatalogue.films();
    public static final List<SampleUser> AUDIENCE = SampleAudience.DEFAULT.of(FILMS, NOW);
    public static final Map<MovieId, Movie> BY_ID =
            FILMS.stream().collect(Collectors.toUnmodifiableMap(Movie::id, Function.identity()));
    public static final List<PopularFilm> POPULAR = popular();

    /** A model whose rows name films by id, so that it can be numbered in any order. */
    private record Row(MovieId[] films, float[] weights) {}

    private static final Map<MovieId, Row> COLLABORATIVE = new HashMap<>();
    private static final Map<MovieId, Row> CONTENT = new HashMap<>();

    static {
        FilmIndex index = new FilmIndex();
        SignalMatrix.Builder matrix = SignalMatrix.builder();
        for (int user = 0; user < AUDIENCE.size(); user++)
            for (Signal signal : AUDIENCE.get(user).signals())
                matrix.add(user, index.number(signal.movie()), Grading.GRADED.of(signal));
        ContentNeighbours.DEFAULT.train(FILMS, index, (film, row) -> CONTENT.put(index.film(film), named(index, row)));
        new Ease(30, 400, Newcomers.NONE, 8_000)
                .train(matrix.build(), (film, row) -> COLLABORATIVE.put(index.film(film), named(index, row)));
    }

    private SampleEvidence() {}

    public static Evidence of(List<Signal> signals, String... favouriteGenres) {
        return of(TasteProfile.of(signals, Grading.GRADED, 2), Set.of(favouriteGenres), 0);
    }

    /** numbering: another number is another order of the film numbers, as another process may have. */
    public static Evidence of(TasteProfile taste, Set<String> favouriteGenres, long numbering) {
        FilmIndex index = new FilmIndex();
        List<Movie> order = new ArrayList<>(FILMS);
        Collections.shuffle(order, new Random(numbering));
        order.forEach(film -> index.number(film.id()));
        return Evidence.of(
                taste, index, rows(COLLABORATIVE, taste, index), rows(CONTENT, taste, index), POPULAR, favouriteGenres);
    }

    /** A user who did something, of any kind, with some films of the sample: from none to a hundred. */
    public static List<Signal> randomSignals(Random random) {
        Signal.Kind[] kinds = Signal.Kind.values();
        int count = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(100);
        List<Signal> signals = new ArrayList<>(count);
        for (int k = 0; k < count; k++)
            signals.add(new Signal(
                    FILMS.get(random.nextInt(FILMS.size())).id(),
                    kinds[random.nextInt(kinds.length)],
                    (1 + random.nextInt(10)) / 2.0,
                    NOW.minusSeconds(random.nextInt(10_000_000))));
        return signals;
    }

    public static Recommended listFor(Evidence evidence, ListSettings settings) {
        return listFor(evidence, settings, BY_ID);
    }

    public static Recommended listFor(Evidence evidence, ListSettings settings, Map<MovieId, Movie> films) {
        Recommender recommender = new Recommender(settings);
        return recommender.recommend(evidence, recommender.shortlist(evidence), films);
    }

    /** The films as they are once they were analysed by local rules. */
    public static Map<MovieId, Movie> analysed() {
        return Analysed.BY_ID;
    }

    private static final class Analysed {
        private static final LocalAnalyst ANALYST = new LocalAnalyst();
        static final Map<MovieId, Movie> BY_ID =
                FILMS.stream().collect(Collectors.toUnmodifiableMap(Movie::id, Analysed::seen));

        private static Movie seen(Movie film) {
            return film.with(Portraits.of(ANALYST.themes(film), ANALYST.style(film), ANALYST.journey(film)));
        }
    }

    private static Map<MovieId, Neighbours> rows(Map<MovieId, Row> model, TasteProfile taste, FilmIndex index) {
        Map<MovieId, Neighbours> rows = new HashMap<>();
        for (TasteProfile.Opinion opinion : taste.opinions()) {
            Row row = model.get(opinion.movie());
            if (row != null) rows.put(opinion.movie(), numbered(row, index));
        }
        return rows;
    }

    private static Neighbours numbered(Row row, FilmIndex index) {
        int[] numbers = new int[row.films.length];
        for (int k = 0; k < numbers.length; k++) numbers[k] = index.number(row.films[k]);
        return new Neighbours(numbers, row.weights);
    }

    private static Row named(FilmIndex index, Neighbours row) {
        return new Row(index.films(row.films()), row.weights());
    }

    private static List<PopularFilm> popular() {
        Map<MovieId, Integer> likes = new HashMap<>();
        for (SampleUser user : AUDIENCE)
            for (Signal signal : user.signals())
                if (Grading.GRADED.of(signal) == 1) likes.merge(signal.movie(), 1, Integer::sum);
        return FILMS.stream()
                .map(film -> new PopularFilm(film.id(), likes.getOrDefault(film.id(), 0), film.genres()))
                .sorted(Comparator.comparingInt(PopularFilm::likes).reversed().thenComparing(PopularFilm::film))
                .toList();
    }
}
