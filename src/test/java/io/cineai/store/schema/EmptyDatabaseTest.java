package io.cineai.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.testkit.TestPostgres;
import org.junit.jupiter.api.Test;

class EmptyDatabaseTest {
    @Test
    void aSecondRunChangesNothing() throws Exception {
        TestPostgres database = TestPostgres.empty();
        assertTrue(database.migrate(TestPostgres.OWNER) > 0);
        try (var session = database.connect()) {
            var before = Catalogue.of(session);

            assertEquals(0, database.migrate(TestPostgres.OWNER));
            assertEquals(before, Catalogue.of(session));
        }
    }
}
