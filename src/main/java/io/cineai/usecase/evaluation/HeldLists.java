package io.cineai.usecase.evaluation;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.recommend.Evidence;
import io.cineai.recommend.ListSettings;
import io.cineai.recommend.Recommended;
import io.cineai.recommend.Recommender;
import io.cineai.recommend.Shortlist;
import io.cineai.taste.TasteProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From a taste to a list, as {@code MakeList} makes it, out of memory. */
record HeldLists(HeldModel model, Map<MovieId, Movie> films) {

    /** The films, best first. */
    List<MovieId> of(TasteProfile taste, ListSettings settings) {
        Evidence evidence =
                Evidence.of(taste, model.index(), model.collaborative(), model.content(), model.popular(), Set.of());
        Recommender recommender = new Recommender(settings);
        Shortlist shortlist = recommender.shortlist(evidence);
        Recommended list = recommender.recommend(evidence, shortlist, films);
        return list.films().stream().map(place -> place.movie().id()).toList();
    }
}
