package io.cineai.store.orm;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.query.TypedParameterValue;
import org.hibernate.query.spi.QueryParameterBindingTypeResolver;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.type.BindableType;

/**
 * Arrays with their types. For one that comes without, Hibernate makes the type anew for each statement, and an exception that it
 * swallows on the way: a fiftieth of the time that a list takes.
 */
@ApplicationScoped
class ArrayParameters {
    private final Map<Class<?>, BindableType<?>> types = new ConcurrentHashMap<>();
    private final Mutiny.SessionFactory sessions;

    ArrayParameters(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** The parameter to be set. */
    <T> Object of(T[] values) {
        @SuppressWarnings("unchecked") // the type of their class
        BindableType<T[]> type =
                (BindableType<T[]>) types.computeIfAbsent(values.getClass(), ((QueryParameterBindingTypeResolver)
                        sessions.getMetamodel())::resolveParameterBindType);
        return new TypedParameterValue<>(type, values);
    }
}
