package io.cineai.functions.recommendations;

import static io.cineai.functions.recommendations.Api.LIST;
import static io.cineai.functions.recommendations.Api.as;
import static io.cineai.functions.recommendations.Api.plain;
import static io.cineai.functions.recommendations.Api.weak;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.recommend.Algorithm;
import io.cineai.recommend.Recommendation;
import io.cineai.recommend.Recommended;
import io.cineai.store.feed.FeedRenderer;
import io.cineai.store.feed.RenderedList;
import io.cineai.testkit.Lists;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(
        value = PostgresForFunction.class,
        initArgs = @ResourceArg(name = "role", value = TestPostgres.READER))
@QuarkusTestResource(TestKeys.class)
class RecommendationsTest {
    private static final int FILMS = 50;

    Session db;
    UUID ada;
    UUID grace;
    byte[] stored;
    String etag;

    @BeforeEach
    void adaHasAListAndGraceHasNone() throws SQLException {
        db = PostgresForFunction.database.connect();
        ada = aUser();
        grace = aUser();
        RenderedList list = aList();
        stored = list.body();
        etag = list.etag();
        db.run("""
                insert into public.recommendation_feeds (user_id, generation, body, etag, algorithm_used, input_digest,
                                                         made_with, generated_at, checked_at, fresh_until)
                values (?, 1, ?, ?, 'hybrid', 'digest', 'settings', now(), now(), now())""", ada, stored, etag);
    }

    @AfterEach
    void close() throws SQLException {
        Films.forget(db);
        db.close();
    }

    @Test
    void theListIsSentAsItIsStored() {
        Response answer = as(ada).header("Accept-Encoding", "gzip").get(LIST);

        assertThat(answer.statusCode(), equalTo(200));
        assertThat(answer.header("Content-Encoding"), equalTo("gzip"));
        assertThat(Arrays.equals(answer.asByteArray(), stored), is(true));
    }

    @Test
    void headersAreThoseOfAPersonalAnswer() {
        Response answer = as(ada).header("Accept-Encoding", "gzip").get(LIST);

        assertThat(answer.contentType(), equalTo("application/json"));
        assertThat(answer.header("Cineai-Source"), equalTo("personal"));
        assertThat(answer.header("ETag"), equalTo(weak(etag)));
        assertThat(answer.header("Cache-Control"), equalTo("private, no-cache, stale-if-error=86400"));
        assertThat(answer.header("Vary"), equalTo("Authorization, Accept-Encoding"));
    }

    @Test
    void anItemNeedsNoSecondCallToBeShown() {
        JsonObject body = plain(as(ada).get(LIST));

        assertThat(body.getInteger("generation"), equalTo(1));
        assertThat(body.getInstant("freshUntil").isAfter(body.getInstant("generatedAt")), is(true));
        JsonObject first = body.getJsonArray("recommendations").getJsonObject(0);
        assertThat(
                first.fieldNames(),
                equalTo(Set.of(
                        "movie_id",
                        "rank",
                        "score",
                        "reason",
                        "algorithm_used",
                        "thematic_factors",
                        "style_similarity_score",
                        "emotional_alignment_score",
                        "explanation",
                        "movies")));
        JsonObject movie = first.getJsonObject("movies");
        assertThat(
                movie.fieldNames(),
                equalTo(Set.of("id", "title", "year", "genre", "director", "runtime", "poster_url")));
        assertThat(movie.getString("title"), equalTo("Film \"1\" {"));
        assertThat(movie.getString("id"), equalTo(first.getString("movie_id")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity",
                "br",
                "gzip;q=0",
                "gzip; q=0",
                "gzip;q=0.0, identity",
                "*;q=0",
                "br, gzip;q=0, *",
                "gzipped"
            })
    void itIsUnzippedWhereGzipIsNotAccepted(String accepted) {
        Response answer = as(ada).header("Accept-Encoding", accepted).get(LIST);

        assertThat(answer.header("Content-Encoding"), is(not("gzip")));
        assertThat(answer.header("Vary"), containsString("Accept-Encoding"));
        assertThat(new String(answer.asByteArray(), StandardCharsets.UTF_8), equalTo(Lists.unzipped(stored)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br, gzip", "gzip;q=0.5", "GZIP", "deflate, gzip; q=1.0", "*"})
    void itStaysZippedWhereGzipIsAccepted(String accepted) {
        Response answer = as(ada).header("Accept-Encoding", accepted).get(LIST);

        assertThat(answer.header("Content-Encoding"), equalTo("gzip"));
    }

    @Test
    void whoHasTheListGetsItNotAgain() {
        for (String known :
                List.of(weak(etag), "\"" + etag + "\"", "\"other\", " + weak(etag), weak(etag) + ", \"other\"", "*")) {
            Response answer = as(ada).header("If-None-Match", known).get(LIST);

            assertThat(known, answer.statusCode(), equalTo(304));
            assertThat(answer.asByteArray().length, equalTo(0));
            assertThat(answer.header("ETag"), equalTo(weak(etag)));
            assertThat(answer.header("Cache-Control"), equalTo("private, no-cache, stale-if-error=86400"));
            assertThat(answer.header("Vary"), equalTo("Authorization, Accept-Encoding"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"other\"", "nonsense", "W/\"\"", "\"a\", \"b\""})
    void anotherEtagGetsTheList(String known) {
        as(ada).header("If-None-Match", known).get(LIST).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 49, 50})
    void aLimitCutsTheListAndHasAnEtagOfItsOwn(int limit) {
        Response answer = as(ada).get(LIST + "?limit=" + limit);

        assertThat(answer.statusCode(), equalTo(200));
        assertThat(ids(answer), equalTo(ids(as(ada).get(LIST)).subList(0, limit)));
        assertThat(answer.header("ETag").equals(weak(etag)), is(limit == FILMS));
        as(ada).header("If-None-Match", answer.header("ETag"))
                .get(LIST + "?limit=" + limit)
                .then()
                .statusCode(304);
        if (limit < FILMS)
            as(ada).header("If-None-Match", answer.header("ETag"))
                    .get(LIST)
                    .then()
                    .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "51", "-1", "x", "", "1.5", "99999999999"})
    void aLimitOutOfRangeIsRefused(String limit) {
        as(ada).queryParam("limit", limit)
                .get(LIST)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:cineai:problem:bad-input"))
                .body("field", equalTo("limit"))
                .body("detail", startsWith("limit must be in [1, 50]"));
    }

    static Stream<Function<UUID, String>> badTokens() {
        return Stream.of(
                user -> "",
                user -> "nonsense",
                user -> "a.b.c",
                user -> TestKeys.tokenOf(user) + "x",
                user -> "x".repeat(7_000),
                TestKeys::signedBySomebodyElse,
                TestKeys::ofAnUnknownKey,
                TestKeys::unsigned,
                TestKeys::signedWithThePublicKeyAsSecret,
                user -> TestKeys.tokenOf(user, it -> it.setExpirationTime(inSeconds(-120))),
                user -> TestKeys.tokenOf(user, it -> it.unsetClaim("exp")),
                user -> TestKeys.tokenOf(user, it -> it.setNotBefore(inSeconds(600))),
                user -> TestKeys.tokenOf(user, it -> it.setAudience("anon")),
                user -> TestKeys.tokenOf(user, it -> it.unsetClaim("aud")),
                user -> TestKeys.tokenOf(user, it -> it.setIssuer("https://elsewhere.example.invalid")),
                user -> TestKeys.tokenOf(user, it -> it.unsetClaim("iss")),
                user -> TestKeys.tokenOf(user, it -> it.setSubject("admin")),
                user -> TestKeys.tokenOf(user, it -> it.setSubject("")),
                user -> TestKeys.tokenOf(user, it -> it.setSubject(user + "' or true")),
                user -> TestKeys.tokenOf(user, it -> it.unsetClaim("sub")));
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void withoutAGoodTokenNobodyGetsAnything(Function<UUID, String> token) {
        given().header("Authorization", "Bearer " + token.apply(ada))
                .get(LIST)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer"))
                .header("Cache-Control", "no-store")
                .header("ETag", nullValue())
                .body("type", equalTo("urn:cineai:problem:unauthenticated"))
                .body(not(containsString("recommendations")));
    }

    @Test
    void aTokenCountsInTheHeaderOnly() {
        given().get(LIST).then().statusCode(401).header("WWW-Authenticate", startsWith("Bearer"));
        given().auth().preemptive().basic("ada", "secret").get(LIST).then().statusCode(401);
        given().header("Authorization", TestKeys.tokenOf(ada)).get(LIST).then().statusCode(401);
        given().queryParam("access_token", TestKeys.tokenOf(ada))
                .get(LIST)
                .then()
                .statusCode(401);
        given().cookie("sb-access-token", TestKeys.tokenOf(ada))
                .get(LIST)
                .then()
                .statusCode(401);
    }

    @Test
    void aTokenAtItsEndIsGoodWithinTheSkewAsOftenAsItComes() {
        String ending = TestKeys.tokenOf(ada, it -> it.setExpirationTime(inSeconds(-5)));

        for (int time = 0; time < 3; time++)
            given().auth().oauth2(ending).get(LIST).then().statusCode(200);
    }

    @Test
    void anotherUsersListCanNeverBeGot() {
        for (String address : List.of(
                LIST,
                LIST + "?user_id=" + ada,
                LIST + "?userId=" + ada,
                LIST + "?sub=" + ada,
                LIST + "?limit=5&user=" + ada)) {
            Response answer = as(grace).header("X-User-Id", ada.toString()).get(address);

            assertThat(ids(answer), is(empty()));
        }
        as(grace).header("If-None-Match", weak(etag)).get(LIST).then().statusCode(200);
    }

    @Test
    void aRequestLeavesNothingBehindForTheNext() {
        for (int turn = 0; turn < 20; turn++) {
            assertThat(ids(as(ada).get(LIST)), hasSize(FILMS));
            assertThat(ids(as(grace).get(LIST)), is(empty()));
        }
    }

    @Test
    void whoHasNoListGetsOneAtOnceAndABetterOneSoon() throws SQLException {
        new Films(db);
        for (int time = 0; time < 3; time++) {
            Response answer = as(grace).header("Accept-Encoding", "gzip").get(LIST);

            assertThat(answer.statusCode(), equalTo(200));
            assertThat(answer.header("Cineai-Source"), equalTo("popular"));
            assertThat(Api.plain(answer).getString("source"), equalTo("popular"));
            assertThat(Api.titles(answer, "recommendations").get(0), equalTo("Heat"));
        }

        await().until(() -> db.rows("select user_id, status, reason, gen from cineai.rec_refresh_queue")
                .equals(List.of(grace + " pending read 1")));
    }

    @Test
    void aListThatCannotBeReadIsOurFaultAndNobodyIsToldToComeAgain() throws SQLException {
        db.run("update public.recommendation_feeds set body = '\\x00'");

        as(ada).header("Accept-Encoding", "identity")
                .get(LIST)
                .then()
                .statusCode(500)
                .header("Retry-After", nullValue())
                .body("type", equalTo("urn:cineai:problem:internal"));
    }

    @Test
    void aTokenOfADeletedUserLeavesNothing() throws SQLException {
        db.run("delete from auth.users where id = ?", grace);

        as(grace).get(LIST).then().statusCode(200).header("Cineai-Source", equalTo("popular"));

        assertThat(db.rows("select user_id from cineai.rec_refresh_queue"), is(empty()));
    }

    @Test
    void aListThatNobodyCheckedForSixHoursIsMarkedStale() throws SQLException {
        db.run("update public.recommendation_feeds set checked_at = now() - interval '5 hours 59 minutes'");
        as(ada).get(LIST).then().header("Cineai-Source", equalTo("personal"));
        db.run("update public.recommendation_feeds set checked_at = now() - interval '6 hours 1 minute'");

        Response stale = as(ada).get(LIST);

        assertThat(stale.statusCode(), equalTo(200));
        assertThat(stale.header("Cineai-Source"), equalTo("stale"));
        assertThat(ids(stale), hasSize(FILMS));
        await().until(() ->
                db.rows("select user_id, reason from cineai.rec_refresh_queue").equals(List.of(ada + " read")));
    }

    @Nested
    class WhenAFilmIsHidden {
        String hidden;

        @BeforeEach
        void adaDismissesTheSecond() throws SQLException {
            hidden = ids(as(ada).get(LIST)).get(1);
            db.run("update public.recommendation_feeds set hidden = array[?::uuid]", hidden);
        }

        @ParameterizedTest
        @CsvSource({"'', 49", "?limit=50, 49", "?limit=10, 10", "?limit=1, 1"})
        void itIsLeftOutAndTheNextMovesUp(String limit, int films) {
            Response answer = as(ada).header("Accept-Encoding", "gzip").get(LIST + limit);

            assertThat(ids(answer), not(hasItem(hidden)));
            assertThat(ids(answer), hasSize(films));
        }

        @Test
        void whoHasTheWholeListGetsTheNewOne() {
            Response answer = as(ada).header("If-None-Match", weak(etag)).get(LIST);

            assertThat(answer.statusCode(), equalTo(200));
            assertThat(answer.header("ETag"), is(not(weak(etag))));
            assertThat(ids(answer), not(hasItem(hidden)));
            as(ada).header("If-None-Match", answer.header("ETag"))
                    .get(LIST)
                    .then()
                    .statusCode(304);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/",
                "/v1/recommendation",
                "/v1/recommendations/x",
                "/recommendation-job",
                "/dev/token"
            })
    void anUnknownAddressIsAProblem(String address) {
        given().get(address)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:cineai:problem:not-found"));
    }

    @Test
    void itIsAliveAndReady() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
    }

    private static NumericDate inSeconds(long seconds) {
        NumericDate date = NumericDate.now();
        date.addSeconds(seconds);
        return date;
    }

    private static List<String> ids(Response answer) {
        return Api.ids(answer, "recommendations");
    }

    private UUID aUser() throws SQLException {
        return UUID.fromString(db.one("insert into auth.users (id) values (gen_random_uuid()) returning id"));
    }

    private static RenderedList aList() {
        List<Recommendation> films = new ArrayList<>();
        for (int rank = 1; rank <= FILMS; rank++) {
            Movie movie = new Movie(
                    new MovieId(UUID.randomUUID()),
                    "Film \"" + rank + "\" {",
                    1995,
                    List.of("Crime"),
                    List.of(),
                    List.of(),
                    List.of(),
                    170,
                    "",
                    "");
            films.add(new Recommendation(
                    rank, movie, BigDecimal.valueOf(100 - rank, 2), 1.0 / rank, Algorithm.HYBRID, List.of()));
        }
        Recommended list = new Recommended(Algorithm.HYBRID, films);
        return new FeedRenderer(Duration.ofHours(6)).render(list, 1, Instant.now(), Optional.empty());
    }
}
