package io.cineai.recommend;

import io.cineai.movie.FilmIndex;
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
 * @param collaborative rows of the item model, for the films the user touched; a film without a row is absent
 * @param content rows of content similarity, likewise
 * @param popular films by falling popularity, deep enough for a whole list
 * @param favouriteGenres genres the user chose; empty where none
 */
public record Evidence(
        TasteProfile taste,
        FilmIndex index,
        Map<MovieId, Neighbours> collaborative,
        Map<MovieId, Neighbours> content,
        List<PopularFilm> popular,
        Set<String> favouriteGenres) {

    /** Of somebody who likes one film and has done nothing else: what competes are the films that go with it. */
    public static Evidence around(MovieId film, FilmIndex index, Neighbours collaborative, Neighbours content) {
        TasteProfile likesIt = new TasteProfile(List.of(new Opinion(film, 1, 1)), Set.of(film));
        return new Evidence(likesIt, index, Map.of(film, collaborative), Map.of(film, content), List.of(), Set.of());
    }

    /** More films that may compete, by their stories. */
    public Evidence with(NearFilms near) {
        return new Evidence(taste, index, collaborative, near.joined(content, index), popular, favouriteGenres);
    }

    /** One film of the popularity chart. likes: users who rated it 4 stars or more. */
    public record PopularFilm(MovieId film, int likes, List<String> genres) {}
}
