package io.cineai.train;

import io.cineai.movie.Neighbours;

/** Takes the rows of an item model as they are made: each film at most once, in ascending order, from one thread. */
@FunctionalInterface
public interface NeighbourSink {
    void accept(int film, Neighbours neighbours);
}
