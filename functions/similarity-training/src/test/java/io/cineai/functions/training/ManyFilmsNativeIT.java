package io.cineai.functions.training;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.Session;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Enough films that the matrix is inverted block by block, by code that a catalogue of three hundred never reaches. */
@QuarkusIntegrationTest
@QuarkusTestResource(PostgresForFunction.class)
class ManyFilmsNativeIT {
    private static final int FILMS = 2_400;
    private static final int USERS = 400;

    @Test
    void theExecutableLearnsThemAll() throws SQLException {
        try (Session db = PostgresForFunction.database.connect()) {
            db.run("select setseed(0.5)");
            db.run("""
                    insert into public.movies (title, year, genre)
                    select 'Film ' || n, 1950 + n %% 70, array[(array['Crime', 'Drama', 'Comedy', 'Horror'])[1 + n %% 4]]
                      from generate_series(1, %d) as n""".formatted(FILMS));
            db.run("insert into auth.users (id) select gen_random_uuid() from generate_series(1, %d)".formatted(USERS));
            db.run("""
                    insert into public.ratings (user_id, movie_id, rating, stars, interested, rated_at)
                    select u.id, m.id, 5, 5, true, now() - interval '1 day'
                      from auth.users u
                     cross join public.movies m
                     where random() < 0.05""");

            given().header("Authorization", "Bearer " + PostgresForFunction.SECRET)
                    .contentType("application/json")
                    .body("{}")
                    .post("/similarity-training")
                    .then()
                    .statusCode(200)
                    .body("details.films", equalTo(FILMS))
                    .body("details.learnedFilms", greaterThan(2_000));

            assertThat(
                    db.count("select count(*) from cineai.movie_neighbours where cardinality(neighbours) > 0"),
                    greaterThan(FILMS / 2L));
            // The other tests of this executable have the same database, and fill it where it is empty.
            db.run("delete from public.movies");
            db.run("delete from auth.users");
        }
    }
}
