package io.cineai.functions.emotional;

import static io.cineai.testkit.Stage.ALLOWED;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.Stage;
import io.cineai.testkit.Stage.Way;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The executable, asked once. */
class EmotionalAnalysisNativeIT {
    private static final int FILMS = 5;

    @Test
    void itAnalysesTheMostWantedFilms() throws Exception {
        try (Stage stage = new Stage(Way.STRAIGHT, Map.of());
                Session db = stage.database().connect()) {
            SampleWorld.fill(db);

            HttpResponse<String> answer =
                    stage.worker().post("/emotional-analysis", "{\"limit\": " + FILMS + "}", ALLOWED);

            assertThat(answer.body(), answer.statusCode(), equalTo(200));
            assertThat(answer.body(), new JsonObject(answer.body()).getInteger("succeeded"), equalTo(FILMS));
            assertThat(
                    db.count("select count(*) from public.movie_emotional_journeys where confidence > 0"),
                    equalTo((long) FILMS));
        }
    }
}
