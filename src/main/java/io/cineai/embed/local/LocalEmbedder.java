package io.cineai.embed.local;

import io.cineai.movie.Movie;
import java.util.Map;

/**
 * A film as a unit vector of few dimensions by signed feature hashing: each word adds its weight, or takes it away, in a few places that
 * its hash says, so that the cosine of two films is that of their words but for an error of about 1/sqrt(dimensions). Each kind of words is
 * brought to length 1 before it counts by its share, or a long overview would drown a film's genres and people. A film of which nothing is
 * known is the zero vector. Source: Weinberger et al., ICML 2009; several places a word: Kane and Nelson, JACM 2014.
 */
public record LocalEmbedder(WordCounts counts, int dimensions) {
    /** Raise it with every change that changes vectors. */
    public static final int VERSION = 1;

    /** Where there is no other wish. */
    public static final int DIMENSIONS = 256;

    private static final int PLACES_OF_A_WORD = 4;

    /**
     * How much each kind counts beside the others, in squares: title, plot, genres, keywords, directors, cast. A title says little, but of
     * films of which nothing more is known than genres it makes two.
     */
    private static final double[] SHARES = {0.04, 0.30, 0.20, 0.22, 0.12, 0.12};

    public LocalEmbedder {
        if (dimensions < 16 || dimensions > 4_096)
            throw new IllegalArgumentException("dimensions must be in [16, 4096]: " + dimensions);
    }

    public float[] embed(Movie film) {
        double[] sum = new double[dimensions];
        int kind = 0;
        for (Map<Long, Integer> words : FilmWords.of(film).kinds()) add(words, Math.sqrt(SHARES[kind++]), sum);
        return unit(sum);
    }

    private void add(Map<Long, Integer> words, double share, double[] sum) {
        double squares = 0;
        for (Map.Entry<Long, Integer> word : words.entrySet()) squares += Math.pow(weight(word), 2);
        if (squares == 0) return;
        double scale = share / Math.sqrt(squares * PLACES_OF_A_WORD);
        for (Map.Entry<Long, Integer> word : words.entrySet()) {
            double weight = weight(word) * scale;
            long hash = word.getKey();
            for (int nth = 0; nth < PLACES_OF_A_WORD; nth++) {
                hash = FilmWords.mixed(hash + 0x9e3779b97f4a7c15L);
                int place = (int) Math.floorMod(hash >>> 1, (long) dimensions);
                sum[place] += (hash & 1) == 0 ? weight : -weight;
            }
        }
    }

    private double weight(Map.Entry<Long, Integer> word) {
        return counts.weight(word.getKey()) * (1 + Math.log(word.getValue()));
    }

    private static float[] unit(double[] sum) {
        double squares = 0;
        for (double value : sum) squares += value * value;
        float[] unit = new float[sum.length];
        if (squares > 0) for (int k = 0; k < unit.length; k++) unit[k] = (float) (sum[k] / Math.sqrt(squares));
        return unit;
    }
}
