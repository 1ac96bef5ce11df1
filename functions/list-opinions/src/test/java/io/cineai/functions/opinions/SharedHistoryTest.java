package io.cineai.functions.opinions;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.cineai.testkit.AnthropicForFunction;
import io.cineai.testkit.Lists;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.Session;
import io.cineai.testkit.anthropic.FakeAnthropic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the installation allows it, what was liked goes out, and the list is ordered with a view to it. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
@QuarkusTestResource(AnthropicForFunction.class)
@QuarkusTestResource(
        value = ModelHeardForFunction.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "share", value = "true"))
class SharedHistoryTest {
    private static final int FEW = 6;

    final FakeAnthropic model = AnthropicForFunction.model;

    @Inject
    Viewers viewers;

    Opiner opiner = new Opiner();
    Session db;

    @BeforeEach
    void aSampleWithoutLists() throws SQLException {
        db = PostgresForFunction.database.connect();
        model.reset();
        model.answering(opiner);
        viewers.asNew(db);
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    private static void asked() {
        given().header("Authorization", "Bearer " + PostgresForFunction.SECRET)
                .contentType("application/json")
                .body("{}")
                .when()
                .post("/list-opinions")
                .then()
                .statusCode(200)
                .body("succeeded", equalTo(1))
                .body("details.promptVersion", equalTo("list-opinion-1"));
    }

    @Test
    void titlesGoOutAndIdsNever() throws SQLException {
        UUID ada = viewers.whoRated(db, FEW);
        viewers.listed(ada);

        asked();

        String request = opiner.requests().get(0);
        for (String title : db.rows("""
                select m.title
                  from public.ratings r
                  join public.movies m on m.id = r.movie_id
                 where r.user_id = ?
                   and r.rating = 5""", ada)) assertThat(request, containsString(title));
        for (String id : db.rows("select id from public.movies")) assertThat(request, not(containsString(id)));
        assertThat(request, not(containsString(ada.toString())));
    }

    /** A model that turns the list round moves it, and no more than that: nothing that the user knows comes in, and the best films stay high. */
    @Test
    void theOrderMovesFilmsOfTheListAndSaysSo() throws SQLException {
        UUID ada = viewers.whoRated(db, FEW);
        viewers.listed(ada);
        List<String> before = Lists.films(db, ada);
        asked();

        viewers.drained();

        List<String> after = Lists.films(db, ada);
        assertThat(after, not(equalTo(before)));
        assertThat(after, hasSize(before.size()));
        assertThat(after.indexOf(before.get(0)) < before.size() / 2, equalTo(true));
        assertThat(Lists.served(db, ada), equalTo(after));
        assertThat(
                db.count("select count(*) from public.recommendations where (explanation ->> 'reranked')::boolean"),
                greaterThan(25L));
        assertThat(db.count("""
                select count(*)
                  from public.recommendations r
                  join public.ratings t on t.user_id = r.user_id and t.movie_id = r.movie_id
                 where r.user_id = ?""", ada), equalTo(0L));
        assertThat(db.rows("select user_id from cineai.list_opinions where state <> 'ready'"), hasSize(0));
    }
}
