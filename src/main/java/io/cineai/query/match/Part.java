package io.cineai.query.match;

import java.util.BitSet;

/**
 * One thing that was asked for, or that speaks for films anyway.
 *
 * @param weight beside the other parts
 * @param values how well each film has it, by number. Range 0 to 1.
 */
record Part(double weight, float[] values) {

    /** Such that the best of the films that compete has 1: how alike films are depends on how much is known of them. */
    static Part ofBest(double weight, float[] values, BitSet competing) {
        Part part = new Part(weight, values);
        float best = part.best(competing);
        if (best > 0) for (int film = 0; film < values.length; film++) values[film] = Math.min(1, values[film] / best);
        return part;
    }

    float best(BitSet competing) {
        float best = 0;
        for (int film = competing.nextSetBit(0); film >= 0; film = competing.nextSetBit(film + 1))
            best = Math.max(best, values[film]);
        return best;
    }
}
