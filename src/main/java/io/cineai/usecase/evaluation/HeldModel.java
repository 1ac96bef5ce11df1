package io.cineai.usecase.evaluation;

import io.cineai.movie.FilmIndex;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.movie.Neighbours;
import io.cineai.recommend.Evidence.PopularFilm;
import io.cineai.taste.Grading;
import io.cineai.taste.Signal;
import io.cineai.taste.TasteProfile;
import io.cineai.train.ContentNeighbours;
import io.cineai.train.Lessons;
import io.cineai.train.Training;
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
    /** @param histories of each user, what may be learned from */
    static HeldModel learned(
            Collection<List<Signal>> histories, Collection<Movie> catalogue, Grading grading, TrainConfig config) {
        FilmIndex index = new FilmIndex();
        Training training = TrainConfig.of(config);
        Lessons lessons = training.lessons(index);
        for (List<Signal> history : histories)
            lessons.user(TasteProfile.of(history, grading, 0).opinions());
        Map<MovieId, Neighbours> collaborative = new HashMap<>();
        Map<MovieId, Neighbours> content = new HashMap<>();
        ContentNeighbours.DEFAULT.train(catalogue, index, (film, row) -> put(content, index, film, row));
        training.learn(lessons, catalogue, (film, row) -> put(collaborative, index, film, row));
        return new HeldModel(index, collaborative, content, popular(catalogue, index, lessons));
    }

    private static void put(Map<MovieId, Neighbours> rows, FilmIndex index, int film, Neighbours row) {
        if (row.size() > 0) rows.put(index.film(film), row);
    }

    private static List<PopularFilm> popular(Collection<Movie> catalogue, FilmIndex index, Lessons lessons) {
        return catalogue.stream()
                .map(film -> new PopularFilm(film.id(), lessons.likes(index.number(film.id())), film.genres()))
                .sorted(Comparator.comparingInt(PopularFilm::likes).reversed().thenComparing(PopularFilm::film))
                .toList();
    }
}
