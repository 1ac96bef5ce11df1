package io.cineai.store;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.Optional;

/** The code by which Postgres says what went wrong; Hibernate wraps it otherwise than the bare client does. */
final class SqlState {
    private SqlState() {}

    /** Of this throwable alone, not of its causes. */
    static Optional<String> of(Throwable failure) {
        if (failure instanceof PgException answer) return Optional.ofNullable(answer.getSqlState());
        if (failure instanceof SQLException wrapped) return Optional.ofNullable(wrapped.getSQLState());
        return Optional.empty();
    }
}
