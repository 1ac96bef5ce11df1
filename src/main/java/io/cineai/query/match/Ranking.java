package io.cineai.query.match;

/**
 * What answers a query, best first; films of equal score by id.
 *
 * @param films numbers in the {@link FilmSpace}
 * @param scores range 0 to 1, never rising
 */
public record Ranking(int[] films, float[] scores) {
    public static final Ranking EMPTY = new Ranking(new int[0], new float[0]);

    public int size() {
        return films.length;
    }
}
