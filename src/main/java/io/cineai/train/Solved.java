package io.cineai.train;

/** EASE solved: any film's row of B, densely, in the numbers of the films learned. Safe for concurrent use. */
interface Solved {
    /** A new array; 0 at the film itself. */
    double[] row(int film);
}
