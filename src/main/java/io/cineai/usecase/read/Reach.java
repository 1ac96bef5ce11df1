package io.cineai.usecase.read;

import io.cineai.store.Busy;
import io.cineai.store.Unreachable;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Tells a database that does not answer now from a bug: the caller may come again. */
public final class Reach {
    private Reach() {}

    /** Fails with {@link UncheckedIOException} where Postgres is out of reach, or too busy to answer in time. */
    public static <T> Uni<T> of(Uni<T> read) {
        return read.onFailure(why -> Unreachable.is(why) || Busy.is(why) || Busy.isTooSlow(why))
                .transform(why -> new UncheckedIOException("Postgres does not answer", new IOException(why)));
    }
}
