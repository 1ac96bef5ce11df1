package io.cineai.train;

/** EASE solved: any film's row and column of B, densely, in the numbers of the films learned. Safe for concurrent use. */
interface Solved {
    /** A new array; 0 at the film itself. */
    double[] row(int film);

    /** What every film says of this one: its column. A new array; 0 at the film itself. */
    double[] column(int film);
}
