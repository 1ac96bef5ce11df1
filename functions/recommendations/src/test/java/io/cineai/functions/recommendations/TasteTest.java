package io.cineai.functions.recommendations;

import static io.cineai.functions.recommendations.Api.as;
import static io.cineai.functions.recommendations.Api.plain;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
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
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = PostgresForFunction.class,
        initArgs = @ResourceArg(name = "role", value = TestPostgres.READER))
@QuarkusTestResource(TestKeys.class)
class TasteTest {
    private static final String TASTE = "/v1/taste";
    private static final List<String> FACETS =
            List.of("themes", "styles", "arcs", "eras", "genres", "directors", "cast");

    Cinema cinema;
    UUID grace;

    @BeforeEach
    void adaHasAProfileAndGraceHasNone() throws SQLException {
        cinema = Cinema.open();
        grace = cinema.aUser();
        likes("loyalty");
    }

    @AfterEach
    void close() throws SQLException {
        cinema.close();
    }

    @Test
    void theCallersOwnIsShown() {
        JsonObject taste = plain(as(cinema.ada).get(TASTE));

        assertThat(taste, equalTo(profile("loyalty")));
    }

    @Test
    void whoHasNoListYetIsToldOfNothing() {
        JsonObject taste = plain(as(grace).get(TASTE));

        assertThat(taste.getInteger("films"), equalTo(0));
        for (String facet : FACETS) assertThat(facet, taste.getJsonArray(facet).isEmpty(), is(true));
    }

    @Test
    void whoHasItIsToldSoUntilItChanges() throws SQLException {
        Response first = as(cinema.ada).get(TASTE);
        String etag = first.header("ETag");

        Response again = as(cinema.ada).header("If-None-Match", etag).get(TASTE);
        likes("obsession");
        Response changed = as(cinema.ada).header("If-None-Match", etag).get(TASTE);

        assertThat(first.header("Cache-Control"), equalTo("private, no-cache, stale-if-error=86400"));
        assertThat(first.header("Cineai-Source"), is(nullValue()));
        assertThat(again.statusCode(), equalTo(304));
        assertThat(again.asByteArray().length, equalTo(0));
        assertThat(changed.statusCode(), equalTo(200));
        assertThat(changed.header("ETag"), not(equalTo(etag)));
        assertThat(plain(changed), equalTo(profile("obsession")));
    }

    @Test
    void whoIsNotSignedInIsRefused() {
        Api.anonymous().get(TASTE).then().statusCode(401);
    }

    private void likes(String theme) throws SQLException {
        cinema.db.run(
                "insert into public.taste_profiles (user_id, films, profile) values (?, 2, ?::jsonb)"
                        + " on conflict (user_id) do update set profile = excluded.profile",
                cinema.ada,
                profile(theme).encode());
    }

    private static JsonObject profile(String theme) {
        return new JsonObject("""
                {"films": 2, "themes": [{"word": "%s", "share": 0.75, "films": 2}], "styles": [], "arcs": [], "eras": [],
                 "genres": [{"word": "Crime", "share": 1.0, "films": 2}], "directors": [], "cast": []}""".formatted(theme));
    }
}
