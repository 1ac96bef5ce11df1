package io.cineai.train;

/**
 * EASE solved: any films' rows and columns of B, densely, in the numbers of the films learned. Several at a time cost less than one by
 * one, see {@link Rows#TOGETHER}. Safe for concurrent use.
 */
interface Solved {
    /** A new array for each film; 0 at the film itself. */
    double[][] rows(int... films);

    /** What every film says of these: their columns. A new array for each; 0 at the film itself. */
    double[][] columns(int... films);
}
