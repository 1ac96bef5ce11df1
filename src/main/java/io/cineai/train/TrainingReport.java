package io.cineai.train;

/**
 * What a training did. How long it took is for the caller to say.
 *
 * @param films films the matrix knows
 * @param rows users and side rows that say something of a learned film
 * @param entries values that were learned from
 * @param side which side was solved densely
 * @param learned films that got a row
 * @param leftToContent films that got none: nobody touched them, or they are beyond the dense limit
 */
public record TrainingReport(int films, int rows, long entries, Side side, int learned, int leftToContent) {

    /** The side of the matrix whose square is inverted. Named in lower case in reports. */
    public enum Side {
        FILMS,
        ROWS;

        @Override
        public String toString() {
            return this == FILMS ? "films" : "rows";
        }
    }
}
