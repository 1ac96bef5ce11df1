package io.cineai.recommend;

import io.cineai.movie.MovieId;
import java.util.List;

/** The films that compete for one user's list, best first. */
public final class Shortlist {
    private final Algorithm ran;
    private final List<Candidate> candidates;
    private final Scores scores;

    Shortlist(Algorithm ran, List<Candidate> candidates, Scores scores) {
        this.ran = ran;
        this.candidates = List.copyOf(candidates);
        this.scores = scores;
    }

    /** The films whose facts are needed to decide. */
    public List<MovieId> films() {
        return candidates.stream().map(Candidate::film).toList();
    }

    Algorithm ran() {
        return ran;
    }

    List<Candidate> candidates() {
        return candidates;
    }

    Scores scores() {
        return scores;
    }
}
