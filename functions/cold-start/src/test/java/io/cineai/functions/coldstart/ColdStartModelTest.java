package io.cineai.functions.coldstart;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.cineai.testkit.Analyses;
import io.cineai.testkit.AnthropicForFunction;
import io.cineai.testkit.Lists;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.anthropic.FakeAnthropic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A new installation with a language model: what is asked of it, and that no list waits for it. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
@QuarkusTestResource(value = AnthropicForFunction.class, restrictToAnnotatedClass = true)
class ColdStartModelTest {
    private static final int USERS = 60;
    private static final int FILMS = 300;

    final FakeAnthropic model = AnthropicForFunction.model;
    Session db;

    @BeforeEach
    void aNewInstallation() throws SQLException {
        db = PostgresForFunction.database.connect();
        Analyses.forget(db);
        SampleWorld.forgetLists(db);
        model.reset();
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    @Test
    void batchesAreSentAndNotWaitedForAndALaterRunCollectsThem() throws SQLException {
        coldStart("{}")
                .statusCode(200)
                .body("succeeded", equalTo(USERS))
                .body("details.analyses.style-analysis.deferred", equalTo(FILMS))
                .body("details.analyses.emotional-analysis.underWay", equalTo(FILMS));
        assertThat(Lists.broken(db), is(empty()));
        assertThat(model.ledger().billed(), is(empty()));
        model.batches().end();

        coldStart("{}").statusCode(200).body("claimed", equalTo(0)).body("problems", is(empty()));

        assertThat(model.batches().size(), equalTo(3));
        assertThat(model.ledger().billed().size(), equalTo(3 * FILMS));
        assertThat(Analyses.broken(db, 3), is(empty()));
    }

    @Test
    void aClosedBudgetDefersFilmsAndTheListsAreMadeAllTheSame() throws SQLException {
        Analyses.limit(db, "usd", 0);

        String until = coldStart("{}")
                .statusCode(200)
                .body("succeeded", equalTo(USERS))
                .body("failed", equalTo(0))
                .extract()
                .path("llm.closedUntil");

        assertThat(Instant.parse(until).isAfter(Instant.now()), is(true));
        assertThat(Lists.broken(db), is(empty()));
        assertThat(model.batches().size(), equalTo(0));
        assertThat(db.one("select report -> 'llm' ->> 'closedUntil' from cineai.function_runs"), equalTo(until));
    }

    @Test
    void aModelWithoutAPriceIsAProblemAndTheListsAreMadeAllTheSame() throws SQLException {
        db.run("create table public.prices as select * from cineai.llm_prices");
        db.run("delete from cineai.llm_prices");
        try {
            coldStart("{}")
                    .statusCode(200)
                    .body("succeeded", equalTo(USERS))
                    .body(
                            "problems.item",
                            equalTo(List.of("style-analysis", "thematic-analysis", "emotional-analysis")))
                    .body("problems.reason", hasItem(startsWith("cineai.llm_prices must have a row for")));
        } finally {
            db.run("insert into cineai.llm_prices select * from public.prices");
            db.run("drop table public.prices");
        }
        assertThat(Lists.broken(db), is(empty()));
    }

    @Test
    void aDryRunSaysWhatTheFilmsWouldCostAndSpendsNothing() throws SQLException {
        String before = Analyses.digest(db) + Lists.digest(db);

        String price = coldStart("{\"movies\": 100, \"dryRun\": true}")
                .statusCode(200)
                .body("remaining", equalTo(USERS))
                .body("details.thematic-analysis", equalTo(100))
                .extract()
                .path("details.price");

        assertThat(price, startsWith("100 films, three analyses: $"));
        assertThat(price, not(startsWith("100 films, three analyses: $0.00")));
        assertThat(Analyses.digest(db) + Lists.digest(db), equalTo(before));
        assertThat(model.ledger().billed(), is(empty()));
    }

    private static ValidatableResponse coldStart(String payload) {
        return given().auth()
                .oauth2(PostgresForFunction.SECRET)
                .body(payload)
                .post("/cold-start")
                .then();
    }
}
