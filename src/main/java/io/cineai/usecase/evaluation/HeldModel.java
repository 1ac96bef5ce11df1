package io.cineai.usecase.evaluation;

import io.cineai.movie.FilmIndex;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.movie.Neighbours;
import io.cineai.recommend.Evidence.PopularFilm;
import io.cineai.taste.Grading;
import io.cineai.taste.Signal;
import io.cineai.taste.TasteProfile;
import io.cineai.taste.TasteProfile.Opinion;
import io.cineai.train.ContentNeighbours;
import io.cineai.train.Ease;
import io.cineai.train.SignalMatrix;
import io.cineai.usecase.TrainConfig;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A model of this run alone: learned as {@code TrainSimilarity} learns one, held in memory, published to nobody.
 *
 * @param collaborative rows of the item model by film; a film without one is absent
 * @param content rows of content similarity, likewise
 * @param popular the whole catalogue by falling popularity
 */
record HeldModel(
        FilmIndex index,
        Map<MovieId, Neighbours> collaborative,
        Map<MovieId, Neighbours> content,
        List<PopularFilm> popular) {
    private static final double LEAST_LAMBDA = 10;
    private static final double MOST_LAMBDA = 500;

    /** @param histories of each user, what may be learned from */
    static HeldModel learned(
            Collection<List<Signal>> histories, Collection<Movie> catalogue, Grading grading, TrainConfig config) {
        FilmIndex index = new FilmIndex();
        Map<MovieId, Integer> likes = new HashMap<>();
        SignalMatrix matrix = matrix(histories, grading, index, likes);
        Map<MovieId, Neighbours> collaborative = new HashMap<>();
        Map<MovieId, Neighbours> content = new HashMap<>();
        ContentNeighbours.DEFAULT.train(catalogue, index, (film, row) -> put(content, index, film, row));
        if (matrix.entries() > 0)
            ease(matrix.rows(), config).train(matrix, (film, row) -> put(collaborative, index, film, row));
        return new HeldModel(index, collaborative, content, popular(catalogue, likes));
    }

    private static SignalMatrix matrix(
            Collection<List<Signal>> histories, Grading grading, FilmIndex index, Map<MovieId, Integer> likes) {
        SignalMatrix.Builder matrix = SignalMatrix.builder();
        int user = 0;
        for (List<Signal> history : histories) {
            for (Opinion opinion : TasteProfile.of(history, grading, 0).opinions()) {
                matrix.add(user, index.number(opinion.movie()), opinion.grade());
                if (opinion.liked()) likes.merge(opinion.movie(), 1, Integer::sum);
            }
            user++;
        }
        return matrix.build();
    }

    private static void put(Map<MovieId, Neighbours> rows, FilmIndex index, int film, Neighbours row) {
        if (row.size() > 0) rows.put(index.film(film), row);
    }

    private static Ease ease(int rows, TrainConfig config) {
        double bySize = Math.max(LEAST_LAMBDA, Math.min(MOST_LAMBDA, rows / 2.0));
        return new Ease(config.lambda().orElse(bySize), config.keep(), config.maxDense());
    }

    private static List<PopularFilm> popular(Collection<Movie> catalogue, Map<MovieId, Integer> likes) {
        return catalogue.stream()
                .map(film -> new PopularFilm(film.id(), likes.getOrDefault(film.id(), 0), film.genres()))
                .sorted(Comparator.comparingInt(PopularFilm::likes).reversed().thenComparing(PopularFilm::film))
                .toList();
    }
}
