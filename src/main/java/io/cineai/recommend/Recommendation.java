package io.cineai.recommend;

import io.cineai.movie.Movie;
import java.math.BigDecimal;
import java.util.List;

/**
 * One place of a list.
 *
 * @param rank 1 is the best
 * @param score shown to users. Range 0 to 1, two decimals; never rises with rank, falls strictly over the first 40
 * @param relevance raw score, comparable within one list only
 * @param algorithm what put this film here
 * @param reasons strongest first; empty where explanations were not asked for
 */
public record Recommendation(
        int rank, Movie movie, BigDecimal score, double relevance, Algorithm algorithm, List<Reason> reasons) {
    public Recommendation {
        reasons = List.copyOf(reasons);
    }
}
