package io.cineai.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.SQLException;
import org.junit.jupiter.api.function.Executable;

/** What the database must not do. */
final class Refused {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String CHECK_VIOLATION = "23514";

    private Refused() {}

    static void asForbidden(Executable act) {
        with(INSUFFICIENT_PRIVILEGE, act);
    }

    static void byACheck(Executable act) {
        with(CHECK_VIOLATION, act);
    }

    static void with(String state, Executable act) {
        SQLException refusal = assertThrows(SQLException.class, act);
        assertEquals(state, refusal.getSQLState(), refusal.getMessage());
    }
}
