package io.cineai.functions.warmup;

import static io.cineai.functions.warmup.Warmup.COMMON;
import static io.cineai.functions.warmup.Warmup.parserOf;
import static io.cineai.functions.warmup.Warmup.warm;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.cineai.testkit.AnthropicForFunction;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.Session;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A model is there, and nothing that users typed may go out to it. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
@QuarkusTestResource(value = AnthropicForFunction.class, restrictToAnnotatedClass = true)
class OwnTextsTest {
    @Test
    void onlyCommonQueriesAreAskedAbout() throws SQLException {
        try (Session db = PostgresForFunction.database.connect()) {
            Warmup.asNew(db);
            Warmup.wanted(db, "my very own words");
            AnthropicForFunction.model.reset();
            Understander understander = new Understander();
            AnthropicForFunction.model.answering(understander);

            warm("{\"dryRun\": true}").body("details.price", containsString(COMMON + " queries"));
            warm("{\"batch\": false}").statusCode(200).body("succeeded", equalTo(COMMON));
            warm("{}").statusCode(200).body("claimed", equalTo(0));

            assertThat(understander.queries(), hasSize(COMMON));
            assertThat(understander.queries(), not(hasItem("my very own words")));
            assertThat(parserOf(db, "my very own words"), equalTo("none true"));
        }
    }
}
