package io.cineai.recommend;

import io.cineai.movie.FilmIndex;
import io.cineai.movie.FilmRows;
import io.cineai.movie.MovieId;
import io.cineai.movie.Neighbours;
import io.cineai.taste.TasteProfile;
import io.cineai.taste.TasteProfile.Opinion;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that is known when a list is made, fetched before the deciding begins.
 *
 * @param index numbers of the films in the rows
 * @param rows what the models say of each film that the user has an opinion of, in the order of the opinions
 * @param popular films by falling popularity, deep enough for a whole list
 * @param favouriteGenres genres the user chose; empty where none
 */
public record Evidence(
        TasteProfile taste,
        FilmIndex index,
        List<FilmRows> rows,
        List<PopularFilm> popular,
        Set<String> favouriteGenres) {

    public Evidence {
        if (rows.size() != taste.opinions().size())
            throw new IllegalArgumentException(
                    "rows must be one an opinion, " + taste.opinions().size() + ": " + rows.size());
    }

    /** Of rows by film, where a film without a row is absent. */
    public static Evidence of(
            TasteProfile taste,
            FilmIndex index,
            Map<MovieId, Neighbours> collaborative,
            Map<MovieId, Neighbours> content,
            List<PopularFilm> popular,
            Set<String> favouriteGenres) {
        List<FilmRows> rows = taste.opinions().stream()
                .map(Opinion::movie)
                .map(film -> new FilmRows(
                        collaborative.getOrDefault(film, Neighbours.NONE), content.getOrDefault(film, Neighbours.NONE)))
                .toList();
        return new Evidence(taste, index, rows, popular, favouriteGenres);
    }

    /** Of somebody who likes one film and has done nothing else: what competes are the films that go with it. */
    public static Evidence around(MovieId film, FilmIndex index, FilmRows rows) {
        TasteProfile likesIt = new TasteProfile(List.of(new Opinion(film, 1, 1)), Set.of(film));
        return new Evidence(likesIt, index, List.of(rows), List.of(), Set.of());
    }

    /** Of somebody who says nothing. */
    public static Evidence ofChart(List<PopularFilm> popular) {
        return new Evidence(TasteProfile.UNKNOWN, new FilmIndex(), List.of(), popular, Set.of());
    }

    /** More films that may compete, by their stories. */
    public Evidence with(NearFilms near) {
        return new Evidence(taste, index, near.joined(taste.opinions(), rows, index), popular, favouriteGenres);
    }

    /** One film of the popularity chart. likes: users who rated it 4 stars or more. */
    public record PopularFilm(MovieId film, int likes, List<String> genres) {}
}
