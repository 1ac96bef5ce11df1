package io.cineai.functions.recommendations;

import static io.cineai.functions.recommendations.Api.LIST;
import static io.cineai.functions.recommendations.Api.as;
import static io.cineai.functions.recommendations.Api.titles;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(
        value = PostgresForFunction.class,
        initArgs = @ResourceArg(name = "role", value = TestPostgres.READER))
@QuarkusTestResource(TestKeys.class)
class FilmsTest {
    private static final String MOVIES = "/v1/movies";

    Cinema cinema;

    @BeforeEach
    void open() throws SQLException {
        cinema = Cinema.open();
    }

    @AfterEach
    void close() throws SQLException {
        cinema.close();
    }

    private void rates(UUID film, int stars) throws SQLException {
        cinema.db.run("""
                insert into public.ratings (user_id, movie_id, rating, interested, rated_at)
                values (?, ?, ?, ?, clock_timestamp())""", cinema.ada, film, stars, stars > 2);
    }

    @Nested
    class OneFilm {
        @Test
        void itComesWithItsThreeAnalyses() {
            JsonObject seven = Api.plain(as(cinema.ada).get(MOVIES + "/" + cinema.films.seven));

            assertThat(seven.getString("title"), equalTo("Seven"));
            assertThat(seven.getJsonObject("thematic_profile").getDouble("complexity_score"), equalTo(.9));
            assertThat(seven.getValue("cinematic_style"), is(nullValue()));
            assertThat(seven.getJsonObject("emotional_journey").getString("overall_pattern"), equalTo("tragic_fall"));
            assertThat(seven.getJsonObject("thematic_profile").containsKey("movie_id"), is(false));
        }

        @Test
        void itIsKeptForAWhileAndNotSentTwice() {
            Response first = as(cinema.ada).get(MOVIES + "/" + cinema.films.heat);

            assertThat(first.header("Cache-Control"), equalTo("private, max-age=300"));
            assertThat(first.header("Vary"), equalTo("Authorization, Accept-Encoding"));
            as(cinema.ada)
                    .header("If-None-Match", first.header("ETag"))
                    .get(MOVIES + "/" + cinema.films.heat)
                    .then()
                    .statusCode(304);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "00000000-0000-0000-0000-000000000000",
                    "heat",
                    "1-1-1-1-1",
                    "%27%20or%201%3D1",
                    "%00",
                    "..%2f..%2fetc"
                })
        void whatIsNotThereIsAProblem(String id) {
            for (String path : List.of(MOVIES + "/" + id, MOVIES + "/" + id + "/similar"))
                as(cinema.ada)
                        .urlEncodingEnabled(false)
                        .get(path)
                        .then()
                        .statusCode(404)
                        .body("type", equalTo("urn:cineai:problem:not-found"));
        }

        @Test
        void withoutATokenNobodyReads() {
            for (String path : List.of("", "/" + cinema.films.heat, "/" + cinema.films.heat + "/similar"))
                Api.anonymous().get(MOVIES + path).then().statusCode(401);
        }
    }

    @Nested
    class SimilarFilms {
        @Test
        void theyAreTheNearestFirst() {
            assertThat(
                    titles(as(cinema.ada).get(MOVIES + "/" + cinema.films.heat + "/similar"), "similar"),
                    equalTo(List.of("Ronin", "Collateral", "Seven")));
            assertThat(
                    titles(as(cinema.ada).get(MOVIES + "/" + cinema.films.heat + "/similar?limit=1"), "similar"),
                    equalTo(List.of("Ronin")));
        }

        @Test
        void aFilmThatTheModelDoesNotKnowHasNone() {
            assertThat(
                    titles(as(cinema.ada).get(MOVIES + "/" + cinema.films.alien + "/similar"), "similar"), is(empty()));
        }
    }

    @Nested
    class Search {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "theme=redemption | Seven,Heat,Ronin",
                    "theme=redemption&minComplexity=0.8 | Seven,Heat",
                    "theme=redemption&minComplexity=0.95 | ''",
                    "style=neo_noir | Collateral,Heat",
                    "style=neo_noir&minStyleScore=0.8 | Collateral",
                    "minStyleScore=0.9 | Amelie,Collateral",
                    "theme=redemption&style=neo_noir | Heat",
                    "arc=tragic_fall&theme=mortality | Seven",
                    "arc=riches_to_rags&mood=scary&theme=mortality | Seven",
                    "arc=rags_to_riches | Amelie",
                    "mood=scary | Alien,Seven",
                    "mood=uplifting | Amelie",
                    "mood=calm&theme=mortality | ''"
                })
        void filmsThatFitComeBestFirst(String query, String expected) {
            List<String> wanted = expected.isEmpty() ? List.of() : List.of(expected.split(","));

            assertThat(titles(as(cinema.ada).get(MOVIES + "?" + query), "results"), equalTo(wanted));
        }

        @Test
        void everyFilmComesOncePageByPage() {
            List<String> all = new ArrayList<>();
            String next = null;
            int pages = 0;
            do {
                Response page = as(cinema.ada).get(MOVIES + "?limit=4" + (next == null ? "" : "&after=" + next));
                all.addAll(titles(page, "results"));
                next = Api.plain(page).getString("next");
                pages++;
            } while (next != null);

            assertThat(pages, equalTo(2));
            assertThat(
                    all.stream().sorted().toList(),
                    equalTo(List.of("Alien", "Amelie", "Collateral", "Heat", "Ronin", "Seven")));
        }

        @Test
        void whatTheAnalysesSayComesAlong() {
            JsonObject heat = Api.items(as(cinema.ada).get(MOVIES + "?theme=justice_revenge"), "results")
                    .getJsonObject(0);

            assertThat(heat.getJsonObject("thematic_factors").getDouble("complexity_score"), equalTo(.8));
            assertThat(
                    heat.getJsonObject("thematic_factors")
                            .getJsonObject("cultural_context")
                            .getString("era"),
                    equalTo("contemporary"));
            assertThat(heat.getString("style_category"), equalTo("neo_noir"));
            assertThat(heat.getDouble("score"), equalTo(.8));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "theme=love | theme",
                    "theme= | theme",
                    "style=NEO_NOIR | style",
                    "arc=up | arc",
                    "arc=unknown | arc",
                    "mood=hungry | mood",
                    "minComplexity=2 | minComplexity",
                    "minComplexity=NaN | minComplexity",
                    "minStyleScore=-0.1 | minStyleScore",
                    "minStyleScore=high | minStyleScore",
                    "limit=0 | limit",
                    "after=x | after",
                    "after=MS4wL25vLWlk | after",
                    "after=NTAvMDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw | after"
                })
        void aBrokenRuleIsNamed(String query, String field) {
            as(cinema.ada)
                    .get(MOVIES + "?" + query)
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("urn:cineai:problem:bad-input"))
                    .body("field", equalTo(field))
                    .body("detail", containsString(field + " must be"));
        }
    }

    @Nested
    class Picks {
        @Test
        void theyAreLikeTheRatedFilmAndUnknownToTheUser() throws SQLException {
            rates(cinema.films.heat, 5);
            rates(cinema.films.collateral, 4);

            Response answer = as(cinema.ada).get("/v1/picks?movieId=" + cinema.films.heat);

            assertThat(answer.header("Cineai-Source"), equalTo("instant"));
            assertThat(answer.header("Cache-Control"), equalTo("private, no-cache, stale-if-error=86400"));
            assertThat(titles(answer, "picks").get(0), equalTo("Ronin"));
            assertThat(titles(answer, "picks"), hasSize(3));
            for (String known : List.of("Heat", "Collateral")) assertThat(titles(answer, "picks"), not(hasItem(known)));
            assertThat(
                    Api.items(answer, "picks").getJsonObject(0).getString("reason"),
                    equalTo("Shares the theme of redemption with Heat, which you liked"));
        }

        @Test
        void whatTheUserDislikesIsNoExample() throws SQLException {
            rates(cinema.films.heat, 5);
            rates(cinema.films.amelie, 1);

            List<String> picks = titles(as(cinema.ada).get("/v1/picks?movieId=" + cinema.films.amelie), "picks");

            assertThat(picks.get(0), equalTo("Ronin"));
            assertThat(picks, not(hasItem("Amelie")));
        }

        @Test
        void aFilmThatWasNotRatedIsNotCalledLiked() {
            Response answer = as(cinema.ada).get("/v1/picks?movieId=" + cinema.films.heat);

            assertThat(titles(answer, "picks"), equalTo(List.of("Ronin", "Collateral", "Seven")));
            assertThat(
                    Api.items(answer, "picks").getJsonObject(0).getString("reason"), not(containsString("liked Heat")));
        }

        @Test
        void whereNothingIsNearTheyArePopular() {
            Response answer = as(cinema.ada).get("/v1/picks?movieId=" + cinema.films.alien);

            assertThat(answer.header("Cineai-Source"), equalTo("popular"));
            assertThat(titles(answer, "picks"), not(hasItem("Alien")));
        }

        @Test
        void theFilmMustBeOne() {
            as(cinema.ada).get("/v1/picks").then().statusCode(400).body("field", equalTo("movieId"));
            as(cinema.ada).get("/v1/picks?movieId=7").then().statusCode(400).body("field", equalTo("movieId"));
            as(cinema.ada).get("/v1/picks?movieId=" + UUID.randomUUID()).then().statusCode(404);
        }
    }

    @Nested
    class TheLadder {
        @Test
        void whoHasNoListHasOneFromTheirOwnActs() throws SQLException {
            rates(cinema.films.ronin, 5);

            Response answer = as(cinema.ada).get(LIST);

            assertThat(answer.header("Cineai-Source"), equalTo("instant"));
            assertThat(titles(answer, "recommendations").get(0), equalTo("Heat"));
            assertThat(titles(answer, "recommendations"), hasItem("Collateral"));
            assertThat(titles(answer, "recommendations"), not(hasItem("Ronin")));
        }

        @Test
        void whoHasDoneNothingHasWhatIsPopularInTheirGenres() throws SQLException {
            cinema.db.run("""
                    insert into public.user_profiles (id, preferences) values (?, '{"favorite_genres": ["Horror"]}')""", cinema.ada);

            Response answer = as(cinema.ada).get(LIST);

            assertThat(answer.header("Cineai-Source"), equalTo("popular"));
            assertThat(titles(answer, "recommendations").get(0), equalTo("Alien"));
        }

        @Test
        void aMoodOrdersTheListAndSaysHowEachFits() {
            Response answer = as(cinema.ada).get(LIST + "?mood=scary");

            assertThat(titles(answer, "recommendations").get(0), equalTo("Alien"));
            JsonObject first = Api.items(answer, "recommendations").getJsonObject(0);
            assertThat(first.getInteger("rank"), equalTo(1));
            assertThat(first.getDouble("emotional_alignment_score"), equalTo(.84));
            as(cinema.ada).get(LIST + "?mood=hungry").then().statusCode(400).body("field", equalTo("mood"));
            assertThat(
                    titles(as(cinema.ada).get(LIST + "?mood=uplifting&limit=1"), "recommendations"),
                    equalTo(List.of("Amelie")));
        }
    }
}
