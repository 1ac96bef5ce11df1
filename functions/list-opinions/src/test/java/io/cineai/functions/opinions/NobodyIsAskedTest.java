package io.cineai.functions.opinions;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.cineai.testkit.AnthropicForFunction;
import io.cineai.testkit.Lists;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.Session;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Unless it is switched on no model has a say, though there is one. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
@QuarkusTestResource(AnthropicForFunction.class)
class NobodyIsAskedTest {
    @Inject
    Viewers viewers;

    @Test
    void byDefaultNothingIsWantedAndNothingAsked() throws SQLException {
        try (Session db = PostgresForFunction.database.connect()) {
            viewers.asNew(db);
            AnthropicForFunction.model.reset();
            UUID ada = viewers.whoRated(db, 6);

            viewers.listed(ada);
            given().header("Authorization", "Bearer " + PostgresForFunction.SECRET)
                    .contentType("application/json")
                    .body("{}")
                    .when()
                    .post("/list-opinions")
                    .then()
                    .statusCode(200)
                    .body("claimed", equalTo(0))
                    .body("details.enabled", equalTo(false));

            assertThat(Lists.films(db, ada), hasSize(50));
            assertThat(db.rows("select user_id from cineai.list_opinions"), is(empty()));
            assertThat(AnthropicForFunction.model.ledger().seen(), is(empty()));
        }
    }
}
