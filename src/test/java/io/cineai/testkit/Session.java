package io.cineai.testkit;

import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** One JDBC connection in few words, for arranging and asserting. Autocommit; one {@code ?} for each argument. */
public final class Session implements AutoCloseable {
    private final Connection connection;

    private Session(Connection connection) {
        this.connection = connection;
    }

    public static Session open(String jdbcUrl, String user, String password) throws SQLException {
        return new Session(DriverManager.getConnection(jdbcUrl, user, password));
    }

    /** Returns how many rows changed; 0 for a select. Without arguments the text may hold several statements. */
    public int run(String sql, @Nullable Object... arguments) throws SQLException {
        if (arguments.length == 0) {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
                return Math.max(0, statement.getUpdateCount());
            }
        }
        try (PreparedStatement statement = prepare(sql, arguments)) {
            statement.execute();
            return Math.max(0, statement.getUpdateCount());
        }
    }

    /** Each row as its columns joined by a blank, arrays as {@code {a,b}}, null as {@code null}. */
    public List<String> rows(String sql, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepare(sql, arguments);
                ResultSet result = statement.executeQuery()) {
            List<String> rows = new ArrayList<>();
            while (result.next()) rows.add(row(result));
            return rows;
        }
    }

    /** The one column of the one row. */
    public String one(String sql, @Nullable Object... arguments) throws SQLException {
        List<String> rows = rows(sql, arguments);
        if (rows.size() != 1) throw new AssertionError(rows.size() + " rows, not one: " + sql);
        return rows.get(0);
    }

    public long count(String sql, @Nullable Object... arguments) throws SQLException {
        return Long.parseLong(one(sql, arguments));
    }

    /** From here on, the rights of this role and, as PostgREST would set them, the claims of this user. */
    public Session actAs(String role, @Nullable UUID user) throws SQLException {
        run("reset role");
        rows("select set_config('request.jwt.claims', ?, false)", claims(role, user));
        run("set role " + role);
        return this;
    }

    public static String claims(String role, @Nullable UUID user) {
        return user == null
                ? "{\"role\": \"%s\"}".formatted(role)
                : "{\"sub\": \"%s\", \"role\": \"%s\"}".formatted(user, role);
    }

    /** How many notifications came since the last look. */
    public int notifications() throws SQLException {
        rows("select 1");
        return connection.unwrap(PGConnection.class).getNotifications().length;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement prepare(String sql, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) statement.setObject(i + 1, arguments[i]);
        return statement;
    }

    private static String row(ResultSet result) throws SQLException {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            Object value = result.getObject(i);
            row.append(i == 1 ? "" : " ").append(value instanceof Array array ? array.toString() : value);
        }
        return row.toString();
    }
}
