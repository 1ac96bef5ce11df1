package io.cineai.functions.job;

import static io.cineai.testkit.Stage.ALLOWED;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.cineai.testkit.Lists;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.Stage;
import io.cineai.testkit.Stage.Way;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The executable, asked once. */
class RecommendationJobNativeIT {
    @Test
    void everybodyGetsAList() throws Exception {
        try (Stage stage = new Stage(Way.STRAIGHT, Map.of());
                Session db = stage.database().connect()) {
            SampleWorld.fill(db);
            long users = db.count("select count(*) from auth.users");

            HttpResponse<String> answer = stage.worker().post("/recommendation-job", "{}", ALLOWED);

            assertThat(answer.body(), answer.statusCode(), equalTo(200));
            assertThat(answer.body(), new JsonObject(answer.body()).getLong("succeeded"), equalTo(users));
            assertThat(Lists.broken(db), is(empty()));
        }
    }
}
