package io.cineai.functions.embedding;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.cineai.testkit.FakeEmbeddings;
import io.cineai.testkit.FunctionProcess;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The packaged function as a process that is killed in the middle of its work. */
class EmbeddingKillIT {
    private static final int FILMS = 300;
    private static final int BATCH = 10;
    private static final String SECRET = "a secret of the tests";
    private static final String[] ALLOWED = {"Authorization", "Bearer " + SECRET};

    @Test
    void killedTwiceItsSuccessorsDoTheRestAndPayTwiceForNoMoreThanWasInFlight() throws Exception {
        TestPostgres database = TestPostgres.fresh();
        try (Session db = database.connect();
                FakeEmbeddings server = new FakeEmbeddings()) {
            SampleWorld.fill(db);
            db.run("""
                    insert into cineai.llm_prices (provider, model, valid_from, input_usd, output_usd, cache_read_usd,
                                                   cache_write_usd, cache_write_1h_usd, source)
                    values ('openai', 'test-embedding', '2026-01-01', 2, 0, 0, 0, 0, 'a test')""");
            server.thinking(Duration.ofMillis(100));
            for (int films : List.of(60, 180)) {
                try (FunctionProcess process = start(database, server)) {
                    process.awaitLive().posted("/storyline-embedding", "{}", ALLOWED);
                    await().atMost(Duration.ofSeconds(60))
                            .until(() -> db.count("select count(*) from cineai.movie_embeddings") >= films);
                    process.kill();
                }
                // Its lease is over by itself.
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> db.count("select count(*) from cineai.embedding_models"
                                        + " where leased_until > clock_timestamp()")
                                == 0);
            }
            long kept = db.count("select count(*) from cineai.movie_embeddings");

            HttpResponse<String> last;
            try (FunctionProcess process = start(database, server)) {
                last = process.awaitLive().post("/storyline-embedding", "{}", ALLOWED);
            }

            assertThat(last.body(), last.statusCode(), equalTo(200));
            assertThat(new JsonObject(last.body()).getLong("succeeded"), equalTo(FILMS - kept));
            assertThat(db.count("select count(*) from cineai.movie_embeddings"), equalTo((long) FILMS));
            assertThat(server.billed().size(), equalTo(FILMS));
            long twice =
                    server.billed().values().stream().filter(times -> times > 1).count();
            System.out.println("Two kills: " + twice + " of " + FILMS + " films billed again");
            assertThat(twice, lessThanOrEqualTo(2L * BATCH));
            assertThat(
                    server.billed().values().stream()
                            .mapToInt(times -> times)
                            .max()
                            .orElseThrow(),
                    lessThanOrEqualTo(2));
            assertThat(
                    db.count("select count(*) from cineai.movie_embeddings e where not exists"
                            + " (select from cineai.rec_film_inputs f where f.id = e.movie_id"
                            + " and e.input_hash = 'text1:' || f.input_hash)"),
                    equalTo(0L));
        }
    }

    private static FunctionProcess start(TestPostgres database, FakeEmbeddings server) {
        return FunctionProcess.start(
                Map.of(
                        "QUARKUS_DATASOURCE_REACTIVE_URL",
                        database.reactiveUrl(),
                        "QUARKUS_DATASOURCE_USERNAME",
                        TestPostgres.FUNCTION,
                        "QUARKUS_DATASOURCE_PASSWORD",
                        database.password(),
                        "CINEAI_SCHEDULER_SECRET",
                        SECRET,
                        "CINEAI_EMBED_PROVIDER",
                        "openai",
                        "CINEAI_EMBED_MODEL",
                        FakeEmbeddings.MODEL,
                        "CINEAI_EMBED_BASE_URL",
                        server.url(),
                        "CINEAI_EMBED_API_KEY",
                        FakeEmbeddings.KEY,
                        "CINEAI_EMBED_BATCH_SIZE",
                        String.valueOf(BATCH),
                        "CINEAI_EMBED_LEASE",
                        "3s"),
                "-Xmx256m");
    }
}
