package io.cineai.query.catalogue;

import java.util.Comparator;

/** A film, and how much of its title a name is. */
public record Named(Listed film, Share share) {
    /** How sure a name is; surest first. */
    public enum Share {
        /** The whole title, its article or numeral aside. */
        WHOLE,
        /** What stands before its colon. */
        HEAD,
        /** What stands before its number. */
        SERIES,
        /** What stands after its colon. */
        SUBTITLE,
        /** What stands before its first comma, "of" or "and". */
        BEGINNING,
        /** Its one word that no other film has. */
        WORD,
        INITIALS;

        /** Of the films of a series that all have it, the first is meant. */
        boolean isOfSeries() {
            return this == HEAD || this == SERIES || this == BEGINNING || this == INITIALS;
        }
    }

    /** A title's own film must not be this many times less known than one of a series, or the series is meant. */
    private static final double FAR_LESS_KNOWN = 10;

    /** Who is meant, first. */
    static final Comparator<Named> LIKELIEST =
            Comparator.<Named, Share>comparing(Named::share).thenComparing((one, other) -> within(one, other));

    boolean isFarBetterKnownThan(Named other) {
        return film.popularity() > FAR_LESS_KNOWN * Math.max(other.film.popularity(), 1e-9);
    }

    private static int within(Named one, Named other) {
        int earlier = Integer.compare(one.film.year(), other.film.year());
        if (one.share.isOfSeries() && earlier != 0) return earlier;
        int known = Double.compare(other.film.popularity(), one.film.popularity());
        return known != 0 ? known : earlier != 0 ? -earlier : one.film.id().compareTo(other.film.id());
    }
}
