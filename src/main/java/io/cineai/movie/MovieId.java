package io.cineai.movie;

import java.util.Objects;
import java.util.UUID;

/** Identity of a film: {@code movies.id}. */
public record MovieId(UUID value) implements Comparable<MovieId> {
    public MovieId {
        Objects.requireNonNull(value, "movie id");
    }

    /** As Postgres orders uuids: bytes, unsigned; {@link UUID#compareTo} is signed and differs. */
    @Override
    public int compareTo(MovieId other) {
        int high = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    /** Said here, for ids are looked up thousands of times a list: what a record does of itself costs several times as much. */
    @Override
    public boolean equals(Object other) {
        return other instanceof MovieId id
                && value.getMostSignificantBits() == id.value.getMostSignificantBits()
                && value.getLeastSignificantBits() == id.value.getLeastSignificantBits();
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
