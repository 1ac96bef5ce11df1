package io.cineai.store.orm;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Native statements of a session in few words. */
final class NativeSql {
    private NativeSql() {}

    /** Runs a statement that returns one count. */
    static Uni<Long> count(Mutiny.Session session, String sql, @Nullable Object... parameters) {
        return with(session.createNativeQuery(sql, Long.class), parameters).getSingleResult();
    }

    /** Sets ?1, ?2 and so on. */
    static <T> Mutiny.SelectionQuery<T> with(Mutiny.SelectionQuery<T> query, @Nullable Object... parameters) {
        for (int i = 0; i < parameters.length; i++) query.setParameter(i + 1, parameters[i]);
        return query;
    }
}
