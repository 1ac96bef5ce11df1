package io.cineai.movie.emotion;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How pleasant a film feels in each tenth of its length. Ten points, each in -1 (misery) to 1 (bliss). */
public record ValenceCurve(List<Double> points) {
    public static final int TENTHS = 10;
    static final int MOST_MOVES = 3;

    /** A move of less than this part of the curve's range is none, and so is one of less than {@link #NOTICED}. */
    private static final double PART = 0.25;

    private static final double NOTICED = 0.1;
    private static final double LARGER = 1.2;

    /** Where the fortune goes for a while. */
    public enum Move {
        RISES,
        FALLS
    }

    public ValenceCurve {
        points = List.copyOf(points);
        if (points.size() != TENTHS)
            throw new IllegalArgumentException("valence must have " + TENTHS + " points: " + points.size());
        for (double point : points)
            if (!(point >= -1 && point <= 1))
                throw new IllegalArgumentException("valence must be in [-1, 1]: " + point);
    }

    /** How it feels at the end: the mean of the last two tenths. */
    public double close() {
        return (points.get(TENTHS - 2) + points.get(TENTHS - 1)) / 2;
    }

    /** Its rises and falls, at most three: of a curve with more, the greatest. Empty where it is flat. */
    public List<Move> moves() {
        List<Double> smooth = smooth();
        double range = Collections.max(smooth) - Collections.min(smooth);
        double noticed = Math.max(NOTICED, PART * range);
        List<Move> moves = moves(smooth, noticed);
        while (moves.size() > MOST_MOVES) {
            noticed *= LARGER;
            List<Move> greater = moves(smooth, noticed);
            // Moves that are all alike vanish together: then the first ones count.
            moves = greater.isEmpty() ? moves.subList(0, MOST_MOVES) : greater;
        }
        return moves;
    }

    /** Each point with its neighbours. */
    private List<Double> smooth() {
        List<Double> smooth = new ArrayList<>(TENTHS);
        for (int at = 0; at < TENTHS; at++) {
            List<Double> near = points.subList(Math.max(0, at - 1), Math.min(TENTHS, at + 2));
            smooth.add(near.stream().mapToDouble(Double::doubleValue).average().orElse(0));
        }
        return smooth;
    }

    /** A move ends where the way back from its best point is noticed. */
    private static List<Move> moves(List<Double> curve, double noticed) {
        List<Move> moves = new ArrayList<>();
        double high = curve.get(0);
        double low = high;
        Move now = null;
        for (double point : curve) {
            if (now != Move.FALLS) high = Math.max(high, point);
            if (now != Move.RISES) low = Math.min(low, point);
            if (now != Move.RISES && point - low >= noticed) {
                now = Move.RISES;
                high = point;
                moves.add(now);
            } else if (now != Move.FALLS && high - point >= noticed) {
                now = Move.FALLS;
                low = point;
                moves.add(now);
            }
        }
        return List.copyOf(moves);
    }
}
