package io.cineai.query;

/** More or less of something than the films that are referred to have; without such films, than films have at large. */
public record Shift(Axis axis, Direction direction) {
    /** Ids are the names in lower case. */
    public enum Direction {
        MORE,
        LESS
    }
}
