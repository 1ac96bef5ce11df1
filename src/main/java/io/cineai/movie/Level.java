package io.cineai.movie;

/** How much there is of something. Range 0 (nothing) to 1 (all there can be), no unit. */
public record Level(double value) {
    public static final Level NONE = new Level(0);

    public Level {
        if (!(value >= 0 && value <= 1)) throw new IllegalArgumentException("level must be in [0, 1]: " + value);
    }
}
