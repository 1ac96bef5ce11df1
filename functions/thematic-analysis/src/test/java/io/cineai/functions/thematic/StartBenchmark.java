package io.cineai.functions.thematic;

import io.cineai.testkit.JobStarts;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From exec to the first film that is analysed. */
class StartBenchmark {
    @Test
    void theExecutableIsThereAtOnceAndIsSmall(@TempDir Path folder) throws Exception {
        JobStarts starts = new JobStarts(folder, "/thematic-analysis", "{\"limit\": 1}");
        try (Session db = starts.database().connect()) {
            SampleWorld.fill(db);
            starts.run(() -> db.run("truncate cineai.movie_analyses, public.movie_thematic_profiles"));
        }
    }
}
