package io.cineai.functions.warmup;

import static io.cineai.functions.warmup.Warmup.COMMON;
import static io.cineai.functions.warmup.Warmup.parserOf;
import static io.cineai.functions.warmup.Warmup.warm;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.Session;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** No model is configured: the local parser says what common queries mean, and what users wanted waits. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
class NoModelTest {
    @Test
    void commonQueriesAreReadByTheLocalParserAndAModelsParseIsLeftAlone() throws SQLException {
        try (Session db = PostgresForFunction.database.connect()) {
            Warmup.asNew(db);
            Warmup.wanted(db, "qwxz blorp");
            db.run("""
                    insert into public.conversational_query_cache (original_query, query_key, parsed_query, parser)
                    values ('something funny', 'something funny', '{"by": "a model"}', 'model')""");

            warm("{\"dryRun\": true}").statusCode(200).body("claimed", equalTo(0));
            warm("{}")
                    .statusCode(200)
                    .body("details.model", equalTo("none"))
                    .body("succeeded", equalTo(COMMON - 1))
                    .body("skipped", equalTo(1))
                    .body("remaining", equalTo(1));
            warm("{}").body("succeeded", equalTo(0)).body("skipped", equalTo(COMMON));

            assertThat(parserOf(db, "something scary"), equalTo("local false"));
            assertThat(parserOf(db, "something funny"), equalTo("model false"));
            assertThat(parserOf(db, "qwxz blorp"), equalTo("none true"));
            assertThat(
                    db.one(
                            "select parsed_query -> 'moods' from public.conversational_query_cache where query_key = 'something scary'"),
                    equalTo("[\"scary\"]"));
        }
    }
}
