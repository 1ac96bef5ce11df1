package io.cineai.query.match;

import io.cineai.query.Axis;
import io.cineai.query.ParsedQuery;
import io.cineai.query.Shift;
import io.cineai.query.Shift.Direction;
import java.util.BitSet;
import java.util.List;

/**
 * More of this and less of that: how far films lie beyond the references along the asked axes, or beyond the middle of all films where there
 * are none. Source: the movie tuner of Vig, Sen and Riedl, IUI 2011.
 *
 * @param references numbers
 */
record Directions(FilmSpace films, List<Shift> shifts, List<Integer> references) {
    /** Beyond this distance more is no better. */
    private static final double FAR = 0.3;

    /** What a film is worth that lies where the references lie. */
    private static final double THERE = 0.2;

    /** Nobody sees less. */
    private static final double SEEN = 0.02;

    static Directions of(ParsedQuery query, FilmSpace films) {
        return new Directions(films, query.shifts(), Films.numbers(query.references(), films));
    }

    /** What films must go beyond: the highest reference for more, the lowest for less. */
    double from(Shift shift) {
        var levels = references.stream().mapToDouble(film -> films.axis(shift.axis(), film));
        return (shift.direction() == Direction.MORE ? levels.max() : levels.min()).orElse(films.median(shift.axis()));
    }

    /** How far beyond, in the asked direction; negative where it falls short. */
    double beyond(Shift shift, int film) {
        double distance = films.axis(shift.axis(), film) - from(shift);
        return shift.direction() == Direction.MORE ? distance : -distance;
    }

    boolean isBeyond(Shift shift, int film) {
        return beyond(shift, film) >= SEEN;
    }

    /** Films that fall short are no results while there are others. Of several shifts as many as any film has must hold. */
    void narrow(BitSet allowed) {
        if (shifts.isEmpty()) return;
        int[] held = new int[films.size()];
        int most = 0;
        for (Shift shift : shifts) {
            Axis axis = shift.axis();
            double from = from(shift);
            int sign = shift.direction() == Direction.MORE ? 1 : -1;
            for (int film = allowed.nextSetBit(0); film >= 0; film = allowed.nextSetBit(film + 1))
                if (sign * (films.axis(axis, film) - from) >= SEEN) most = Math.max(most, ++held[film]);
        }
        for (int film = allowed.nextSetBit(0); film >= 0; film = allowed.nextSetBit(film + 1))
            if (held[film] < most) allowed.clear(film);
    }

    /** Where no film lies beyond, the nearest are the best. */
    Part part(Shift shift, double weight) {
        double from = from(shift);
        int sign = shift.direction() == Direction.MORE ? 1 : -1;
        float[] values = new float[films.size()];
        for (int film = 0; film < values.length; film++) {
            double beyond = sign * (films.axis(shift.axis(), film) - from);
            values[film] =
                    (float) (beyond < 0 ? THERE * (1 + beyond) : THERE + (1 - THERE) * Math.min(1, beyond / FAR));
        }
        return new Part(weight, values);
    }
}
