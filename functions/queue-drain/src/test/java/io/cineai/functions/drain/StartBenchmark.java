package io.cineai.functions.drain;

import io.cineai.testkit.JobStarts;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From exec to the first list that is made. */
class StartBenchmark {
    /** Without a list: one that is as it should be would not be made again. */
    private static final String SOMEBODY_WAITS = """
            with chosen as (select id from auth.users order by random() limit 1),
                 gone as (delete from public.recommendation_feeds f using chosen c where f.user_id = c.id)
            insert into cineai.rec_refresh_queue (user_id, reason, run_at)
            select id, 'test', now() - interval '1 minute' from chosen
            on conflict (user_id) do update set run_at = excluded.run_at""";

    @Test
    void theExecutableIsThereAtOnceAndIsSmall(@TempDir Path folder) throws Exception {
        JobStarts starts = new JobStarts(folder, "/queue-drain", "{}");
        try (Session db = starts.database().connect()) {
            SampleWorld.fill(db);
            starts.run(() -> db.run(SOMEBODY_WAITS));
        }
    }
}
