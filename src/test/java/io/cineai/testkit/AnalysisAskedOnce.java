package io.cineai.testkit;

import static io.cineai.testkit.Stage.ALLOWED;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.cineai.testkit.Stage.Way;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Map;

/** A packaged analysis, asked once for a few films of the sample, by its local rules. */
public final class AnalysisAskedOnce {
    private static final int FILMS = 5;

    private AnalysisAskedOnce() {}

    /** @param table what the app reads of the analysis */
    public static void analyses(String address, String table) throws Exception {
        try (Stage stage = new Stage(Way.STRAIGHT, Map.of());
                Session db = stage.database().connect()) {
            SampleWorld.fill(db);

            HttpResponse<String> answer = stage.worker().post(address, "{\"limit\": " + FILMS + "}", ALLOWED);

            assertThat(answer.body(), answer.statusCode(), equalTo(200));
            assertThat(answer.body(), new JsonObject(answer.body()).getInteger("succeeded"), equalTo(FILMS));
            assertThat(db.count("select count(*) from " + table + " where confidence > 0"), equalTo((long) FILMS));
        }
    }
}
