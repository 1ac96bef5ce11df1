package io.cineai.functions.recommendations;

import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.Session;
import java.sql.SQLException;
import java.util.UUID;

/** The database of the function under test with a few films and one user, Ada, in it; closed, there is nothing of them. */
final class Cinema implements AutoCloseable {
    final Session db;
    final Films films;
    final UUID ada;

    private Cinema(Session db) throws SQLException {
        this.db = db;
        films = new Films(db);
        ada = aUser();
    }

    static Cinema open() throws SQLException {
        return new Cinema(PostgresForFunction.database.connect());
    }

    UUID aUser() throws SQLException {
        return UUID.fromString(db.one("insert into auth.users (id) values (gen_random_uuid()) returning id"));
    }

    @Override
    public void close() throws SQLException {
        Films.forget(db);
        db.close();
    }
}
