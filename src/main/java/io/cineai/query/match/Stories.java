package io.cineai.query.match;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What films tell, as the vectors of an embedding model. A byte a number, for memory: a cosine is off by a hundredth at the most. A film
 * without a vector is near to none.
 */
final class Stories {
    private static final int STEPS = Byte.MAX_VALUE;
    private static final float[] NONE = {};

    /** Of length 0 where a film has none. */
    private final byte[][] vectors;

    private final float[] lengths;

    private Stories(byte[][] vectors, float[] lengths) {
        this.vectors = vectors;
        this.lengths = lengths;
    }

    /** @param known vectors of one length, by film; a film may have none */
    static Stories of(List<Movie> films, Map<MovieId, float[]> known) {
        byte[][] vectors = new byte[films.size()][];
        float[] lengths = new float[films.size()];
        for (int film = 0; film < vectors.length; film++) {
            vectors[film] = bytes(known.getOrDefault(films.get(film).id(), NONE));
            lengths[film] = (float) Math.sqrt(product(vectors[film], vectors[film]));
        }
        return new Stories(vectors, lengths);
    }

    /**
     * How near each film's story is to these, beyond what any story is to any: what is nearer than the mean of all. Range 0 to 1; all 0 where
     * none of these has a vector.
     */
    float[] near(Collection<Integer> films) {
        float[] near = new float[vectors.length];
        for (int film : films) add(film, near, 1f / films.size());
        return near;
    }

    private void add(int film, float[] to, float times) {
        if (lengths[film] == 0) return;
        float[] cosines = new float[to.length];
        double sum = 0;
        int count = 0;
        for (int other = 0; other < cosines.length; other++) {
            if (lengths[other] == 0) continue;
            cosines[other] = product(vectors[film], vectors[other]) / (lengths[film] * lengths[other]);
            sum += cosines[other];
            count++;
        }
        float usual = (float) (sum / count);
        for (int other = 0; other < cosines.length; other++)
            if (lengths[other] > 0) to[other] += times * Math.max(0, cosines[other] - usual);
    }

    private static byte[] bytes(float[] vector) {
        float greatest = 0;
        for (float value : vector) greatest = Math.max(greatest, Math.abs(value));
        byte[] bytes = new byte[vector.length];
        if (greatest > 0)
            for (int k = 0; k < bytes.length; k++) bytes[k] = (byte) Math.round(vector[k] / greatest * STEPS);
        return bytes;
    }

    private static int product(byte[] one, byte[] other) {
        int sum = 0;
        for (int k = 0; k < one.length; k++) sum += one[k] * other[k];
        return sum;
    }
}
