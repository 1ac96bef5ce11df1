package io.cineai.functions.export;

import static io.cineai.testkit.Stage.ALLOWED;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.cineai.testkit.EdgeReader;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.Stage;
import io.cineai.testkit.Stage.Way;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The executable, asked once. */
class EdgeExportNativeIT {
    @Test
    void popularFilmsAreFiles(@TempDir Path folder) throws Exception {
        Map<String, String> settings = Map.of("CINEAI_EXPORT_FOLDER", folder.toString());
        try (Stage stage = new Stage(Way.STRAIGHT, settings);
                Session db = stage.database().connect()) {
            SampleWorld.fill(db);
            db.run("""
                    insert into cineai.movie_neighbours (movie_id, neighbours, weights, likes, model_version)
                    select id, '{}', '{}', abs(hashtext(title)) % 100, 1 from public.movies""");
            db.run("insert into cineai.similarity_model (version, trained_at, report) values (1, now(), '{}')");

            HttpResponse<String> answer = stage.worker().post("/edge-export", "{}", ALLOWED);

            assertThat(answer.body(), answer.statusCode(), equalTo(200));
            assertThat(new EdgeReader(folder).readAll(), greaterThan(10));
        }
    }
}
