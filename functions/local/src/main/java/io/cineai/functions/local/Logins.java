package io.cineai.functions.local;

import io.cineai.functions.console.Manifest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The roles of those functions for which the environment has a password; a role that functions share is there once. */
record Logins(List<Login> logins) {

    static Logins of(Manifest manifest, Settings settings) {
        Map<String, Login> byRole = new LinkedHashMap<>();
        manifest.functions().forEach((function, entry) -> {
            String variable = Login.variableOf(function);
            settings.text(variable)
                    .map(password -> new Login(entry.role(), variable, password))
                    .ifPresent(login -> byRole.merge(login.role(), login, Login::sharedWith));
        });
        return new Logins(List.copyOf(byRole.values()));
    }

    /** All or none, as the role that owns them. */
    void giveOn(LocalDatabase database, Consumer<String> said) throws SQLException {
        if (logins.isEmpty()) return;
        try (Connection owner = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
            owner.setAutoCommit(false);
            for (Login login : logins) give(login, owner);
            owner.commit();
        }
        logins.forEach(login -> said.accept(login.toString()));
    }

    private static void give(Login login, Connection owner) {
        try {
            login.giveBy(owner);
        } catch (SQLException refused) {
            throw new IllegalStateException(
                    "%s cannot be given the password in %s: %s"
                            .formatted(login.role(), login.variable(), refused.getMessage()),
                    refused);
        }
    }
}
