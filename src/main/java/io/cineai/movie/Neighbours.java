package io.cineai.movie;

/**
 * One film's row of the item model: what liking this film says of other films. A sparse vector; both arrays have one length,
 * and the caller gives them away.
 *
 * @param films numbers of {@link FilmIndex}, no number twice, the film itself never
 * @param weights no unit; negative where liking this film speaks against the other
 */
public record Neighbours(int[] films, float[] weights) {
    public static final Neighbours NONE = new Neighbours(new int[0], new float[0]);

    public Neighbours {
        if (films.length != weights.length)
            throw new IllegalArgumentException(
                    "films and weights differ in length: " + films.length + ", " + weights.length);
    }

    public int size() {
        return films.length;
    }
}
