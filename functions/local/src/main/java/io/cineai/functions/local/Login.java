package io.cineai.functions.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.postgresql.PGConnection;

/**
 * A role that a function logs in as.
 *
 * @param variable where its password comes from
 */
record Login(String role, String variable, String password) {
    private static final int SHORTEST_PASSWORD = 16;

    Login {
        if (password.length() < SHORTEST_PASSWORD)
            throw new IllegalArgumentException(variable + " must have " + SHORTEST_PASSWORD + " characters or more");
    }

    static String variableOf(String function) {
        return "CINEAI_PASSWORD_" + function.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** This one, for another function that logs in as the same role: it has one password. */
    Login sharedWith(Login other) {
        if (!password.equals(other.password))
            throw new IllegalArgumentException(
                    "%s and %s must be equal: both functions log in as %s".formatted(variable, other.variable, role));
        return this;
    }

    /** The driver hashes the password, so that Postgres and its log see a SCRAM-SHA-256 verifier only. */
    void giveBy(Connection owner) throws SQLException {
        PGConnection postgres = owner.unwrap(PGConnection.class);
        postgres.alterUserPassword(role, password.toCharArray(), "scram-sha-256");
        try (Statement statement = owner.createStatement()) {
            statement.execute("alter role " + postgres.escapeIdentifier(role) + " login");
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return role + " logs in by the password in " + variable;
    }
}
