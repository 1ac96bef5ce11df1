package io.cineai.functions.recommendations;

import static io.cineai.functions.recommendations.Api.LIST;
import static io.cineai.functions.recommendations.Api.as;
import static io.cineai.functions.recommendations.Api.titles;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.cineai.testkit.Lists;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
        value = PostgresForFunction.class,
        initArgs = @ResourceArg(name = "role", value = TestPostgres.READER))
@QuarkusTestResource(TestKeys.class)
class FeedbackTest {
    private static final String FEEDBACK = "/v1/feedback";

    Cinema cinema;

    @BeforeEach
    void open() throws SQLException {
        cinema = Cinema.open();
    }

    @AfterEach
    void close() throws SQLException {
        cinema.close();
    }

    private static JsonObject act(String action, UUID film) {
        return new JsonObject()
                .put("clientId", UUID.randomUUID().toString())
                .put("movieId", film.toString())
                .put("action", action)
                .put("occurredAt", "2026-01-02T03:04:05Z");
    }

    private ValidatableResponse say(Object... acts) {
        return say(new JsonArray(List.of(acts)).encode());
    }

    private ValidatableResponse say(String body) {
        return as(cinema.ada)
                .contentType("application/json")
                .body(body)
                .post(FEEDBACK)
                .then();
    }

    @Test
    void eachActCountsOnce() throws SQLException {
        JsonObject click = act("click", cinema.films.heat)
                .put("rank", 3)
                .put("generation", 17)
                .put("algorithmUsed", "hybrid")
                .put("context", new JsonObject().put("screen", "home"));

        say(click, act("watched", cinema.films.ronin))
                .statusCode(200)
                .body("recorded", is(2))
                .body("repeated", is(0));
        say(click).statusCode(200).body("recorded", is(0)).body("repeated", is(1));

        assertThat(
                cinema.db.one("""
                        select rank, generation, algorithm_used, context ->> 'screen', extract(epoch from occurred_at)::bigint
                          from recommendation_feedback where action = 'click'"""),
                equalTo("null null null home "
                        + Instant.parse("2026-01-02T03:04:05Z").getEpochSecond()));
    }

    @Test
    void aDismissedFilmIsGoneFromTheVeryNextRead() throws SQLException {
        cinema.db.run("""
                insert into public.recommendation_feeds (user_id, generation, body, etag, algorithm_used, input_digest,
                                                         made_with, generated_at, checked_at, fresh_until)
                values (?, 1, ?, 'e', 'hybrid', 'digest', 'settings', now(), now(), now())""", cinema.ada, Lists.zipped("""
                        {"generatedAt":"2026-01-02T03:04:05Z","freshUntil":"2026-01-02T03:04:05Z","generation":1,"recommendations":[%s,%s]}""".formatted(
                        item(cinema.films.heat, "Heat", 1), item(cinema.films.ronin, "Ronin", 2))));
        String known = as(cinema.ada).get(LIST).header("ETag");

        for (String action : List.of("dismissed", "not_interested")) {
            UUID film = action.equals("dismissed") ? cinema.films.heat : cinema.films.ronin;
            say(act(action, film)).statusCode(200);

            var answer = as(cinema.ada).header("If-None-Match", known).get(LIST);
            assertThat(answer.statusCode(), is(200));
            assertThat(Api.ids(answer, "recommendations"), not(hasItem(film.toString())));
        }
        assertThat(cinema.db.one("select reason from cineai.rec_refresh_queue"), equalTo("feedback"));
    }

    @Test
    void aDismissedFilmIsGoneFromAnInstantListToo() {
        assertThat(titles(as(cinema.ada).get(LIST), "recommendations"), hasItem("Heat"));

        say(act("dismissed", cinema.films.heat)).statusCode(200);

        assertThat(titles(as(cinema.ada).get(LIST), "recommendations"), not(hasItem("Heat")));
    }

    @Test
    void contentmentIsAboutAFilmOrAboutTheList() throws SQLException {
        JsonObject list = new JsonObject()
                .put("clientId", UUID.randomUUID().toString())
                .put("action", "satisfaction")
                .put("satisfaction", 4)
                .put("occurredAt", "2026-01-02T03:04:05+01:00");

        say(list, act("satisfaction", cinema.films.heat).put("satisfaction", 2))
                .statusCode(200)
                .body("recorded", is(2));

        assertThat(
                cinema.db.rows(
                        "select satisfaction, movie_id is null from recommendation_satisfaction order by 1 desc"),
                contains("4 true", "2 false"));
    }

    @Test
    void whatIsSaidOfNoFilmIsToldAndTheRestIsKept() {
        UUID nowhere = UUID.randomUUID();

        say(act("click", nowhere), act("click", cinema.films.heat))
                .statusCode(200)
                .body("recorded", is(1))
                .body("unknownMovies", contains(nowhere.toString()));
        say("[]").statusCode(200).body("recorded", is(0)).body("unknownMovies", is(empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | `` | the payload must be an array of acts",
                "7 | `` | the payload must be an array of acts",
                "null | `` | the payload must be an array of acts",
                "[ | `` | the payload must be",
                "[] [] | `` | the payload must be",
                "[null] | [0] | [0] must be an act",
                "[7] | [0] | [0] must be of its type",
                "[{}] | [0].clientId | [0].clientId must be there",
                "[{\"clientId\": \"7\"}] | [0].clientId | [0].clientId must be of its type",
                "[OK, {}] | [1].clientId | [1].clientId must be there",
                "[OK{\"action\": \"eat\"}] | [0].action | [0].action must be one of click, dislike",
                "[OK{\"action\": 7}] | [0].action | [0].action must be of its type",
                "[OK{\"movieId\": null}] | [0].movieId | [0].movieId must be there",
                "[OK{\"movieId\": \"x' or 1=1\"}] | [0].movieId | [0].movieId must be of its type",
                "[OK{\"satisfaction\": 3}] | [0].satisfaction | [0].satisfaction must be left out",
                "[OK{\"action\": \"satisfaction\"}] | [0].satisfaction | [0].satisfaction must be there",
                "[OK{\"action\": \"satisfaction\", \"satisfaction\": 6}] | [0].satisfaction | [0].satisfaction must be in [1, 5]: 6",
                "[OK{\"action\": \"satisfaction\", \"satisfaction\": 4.5}] | [0].satisfaction | [0].satisfaction must be of its type",
                "[OK{\"rank\": 0}] | [0].rank | [0].rank must be in [1, 1000]: 0",
                "[OK{\"occurredAt\": \"yesterday\"}] | [0].occurredAt | [0].occurredAt must be a time",
                "[OK{\"occurredAt\": \"1999-01-01T00:00:00Z\"}] | [0].occurredAt | [0].occurredAt must be after 1999",
                "[OK{\"occurredAt\": \"2999-01-01T00:00:00Z\"}] | [0].occurredAt | [0].occurredAt must be at the most a day ahead",
                "[OK{\"userId\": \"00000000-0000-0000-0000-000000000000\"}] | [0].userId | [0].userId must not be there",
                "[OK{\"context\": \"home\"}] | [0].context | [0].context must be of its type"
            })
    void aBrokenRuleIsNamedAndNothingIsKept(String body, String field, String detail) throws SQLException {
        say(filledIn(body))
                .statusCode(400)
                .body("type", equalTo("urn:cineai:problem:bad-input"))
                .body("field", field.isEmpty() ? nullValue() : equalTo(field))
                .body("detail", startsWith(detail));

        assertThat(cinema.db.count("select count(*) from recommendation_feedback"), is(0L));
        assertThat(cinema.db.count("select count(*) from recommendation_satisfaction"), is(0L));
    }

    /** OK is a good act, OK followed by an object a good act but for that. */
    private String filledIn(String body) {
        JsonObject good = act("click", cinema.films.heat);
        int but = body.indexOf("OK{");
        if (but < 0) return body.replace("OK", good.encode());
        int end = body.lastIndexOf('}') + 1;
        JsonObject change = new JsonObject(body.substring(but + 2, end));
        return body.substring(0, but) + good.mergeIn(change).encode() + body.substring(end);
    }

    @Test
    void fiveHundredActsAreTakenAtOnceAndNoMore() {
        JsonArray acts = new JsonArray();
        for (int k = 0; k < 500; k++) acts.add(act("impression", cinema.films.heat));

        say(acts.encode()).statusCode(200).body("recorded", is(500));
        say(acts.add(act("click", cinema.films.heat)).encode()).statusCode(400);
    }

    private static String item(UUID film, String title, int rank) {
        return """
                {"movie_id":"%1$s","rank":%3$d,"score":0.9,"reason":null,"algorithm_used":"hybrid","thematic_factors":null,\
                "style_similarity_score":null,"emotional_alignment_score":null,"explanation":null,\
                "movies":{"id":"%1$s","title":"%2$s","year":null,"genre":[],"director":[],"runtime":null,"poster_url":null}}""".formatted(film, title, rank);
    }
}
