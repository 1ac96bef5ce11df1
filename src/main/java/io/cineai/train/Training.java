package io.cineai.train;

import io.cineai.movie.FilmIndex;
import io.cineai.movie.Movie;
import java.util.Collection;
import java.util.OptionalDouble;

/**
 * How the item model is learned: the same for who publishes one and for who measures one.
 *
 * @param lambda see {@link Ease}; where empty half the number of users, at least 10, at most 500: few users are believed more each
 * @param keep see {@link Ease}
 * @param sideRows rows beside the users', 0 or more
 * @param maxDense see {@link Ease}
 */
public record Training(OptionalDouble lambda, int keep, int sideRows, int maxDense) {
    private static final double LEAST_LAMBDA = 10;
    private static final double MOST_LAMBDA = 500;

    /** Empty lessons, which number films as this index does. */
    public Lessons lessons(FilmIndex index) {
        return new Lessons(FeatureRows.DEFAULT, Stretches.DEFAULT, sideRows, index);
    }

    /** Hands every learned film's row to the sink. The lessons are spent afterwards. */
    public TrainingReport learn(Lessons lessons, Collection<Movie> catalogue, NeighbourSink sink) {
        SignalMatrix matrix = lessons.with(catalogue, maxDense);
        double bySize = Math.max(LEAST_LAMBDA, Math.min(MOST_LAMBDA, matrix.users() / 2.0));
        return new Ease(lambda.orElse(bySize), keep, Newcomers.DEFAULT, maxDense).train(matrix, sink);
    }
}
