package io.cineai.recommend;

import io.cineai.movie.Movie;
import io.cineai.recommend.likeness.Alignment;
import io.cineai.recommend.reason.Insight;
import io.cineai.recommend.reason.Reason;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One place of a list.
 *
 * @param rank 1 is the best
 * @param score shown to users. Range 0 to 1, two decimals; never rises with rank, falls strictly over the first 40
 * @param relevance raw score, comparable within one list only
 * @param algorithm what put this film here
 * @param reasons strongest first; empty where explanations were not asked for
 * @param insight what they say as a whole; null likewise
 * @param alignment with what the user likes
 * @param remark whether a language model had a hand in it
 */
public record Recommendation(
        int rank,
        Movie movie,
        BigDecimal score,
        double relevance,
        Algorithm algorithm,
        List<Reason> reasons,
        @Nullable Insight insight,
        Alignment alignment,
        Remark remark) {
    public Recommendation {
        reasons = List.copyOf(reasons);
    }

    /** Of a list that is nobody's, made without a language model. */
    public Recommendation(
            int rank, Movie movie, BigDecimal score, double relevance, Algorithm algorithm, List<Reason> reasons) {
        this(rank, movie, score, relevance, algorithm, reasons, null, Alignment.UNKNOWN, Remark.NONE);
    }

    /** The sentence that says why: a model's that was checked, or the template's; null where no reason was asked for. */
    public @Nullable String text() {
        if (remark.words() != null) return remark.words();
        return reasons.isEmpty() ? null : reasons.get(0).text();
    }
}
