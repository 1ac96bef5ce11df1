package io.cineai.movie;

import java.util.UUID;

/**
 * Identity of a film: {@code movies.id}. Its 128 bits are held here and not in a {@link UUID}: ids are looked up thousands of times a list,
 * and most of a look-up is waiting for memory.
 */
public record MovieId(long high, long low) implements Comparable<MovieId> {
    public MovieId(UUID value) {
        this(value.getMostSignificantBits(), value.getLeastSignificantBits());
    }

    public UUID value() {
        return new UUID(high, low);
    }

    /** As Postgres orders uuids: bytes, unsigned; {@link UUID#compareTo} is signed and differs. */
    @Override
    public int compareTo(MovieId other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** Said here: what a record does of itself costs several times as much. */
    @Override
    public boolean equals(Object other) {
        return other instanceof MovieId id && high == id.high && low == id.low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high ^ low);
    }

    @Override
    public String toString() {
        return value().toString();
    }
}
