package io.cineai.functions.export;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.cineai.export.PersonalFolders;
import io.cineai.taste.UserId;
import io.cineai.testkit.EdgeReader;
import io.cineai.testkit.FunctionProcess;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.SharedArchive;
import io.cineai.testkit.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged function, killed in its exports again and again, while somebody reads what it wrote. */
class ExportKillSoak {
    private static final int KILLS = 6;
    private static final int USERS = 20;
    private static final long BREATH = 20_000_000;
    private static final String SECRET = "a secret of the tests";
    private static final String OF_NAMES = "a secret of thirty-two characters";
    private static final String[] ALLOWED = {"Authorization", "Bearer " + SECRET};

    final TestPostgres database = TestPostgres.fresh();
    final Random random = new Random(20);

    @TempDir
    Path folder;

    Session db;
    List<String> personal;
    String[] cheaply;

    @BeforeEach
    void aSampleWithNeighboursAndPersonalLists() throws SQLException {
        db = database.connect();
        SampleWorld.fill(db);
        db.run("""
                insert into cineai.movie_neighbours (movie_id, neighbours, weights, likes, model_version)
                select m.id, n.ids, n.weights, abs(hashtext(m.title)) % 100, 1
                  from public.movies m
                 cross join lateral (
                       select array_agg(o.id) as ids, array_agg((random() / 2 + 0.1)::real) as weights
                         from (select id from public.movies where id <> m.id order by md5(id::text || m.id) limit 60) o) n""");
        db.run("insert into cineai.similarity_model (version, trained_at, report) values (1, now(), '{}')");
        db.run("update public.user_profiles set preferences = '{\"edge_feed\": true}'");
        db.run("delete from auth.users where id not in (select id from auth.users order by id limit %d)"
                .formatted(USERS));
        feeds(1);
        personal = db.rows("select id from auth.users order by id").stream()
                .map(id -> PersonalFolders.name(OF_NAMES, new UserId(UUID.fromString(id))))
                .toList();
        cheaply = SharedArchive.of(options -> FunctionProcess.start(environment(), options));
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    @Test
    void whoReadsNeverFindsAFileMissingOrTorn() throws Exception {
        int hits = 0;
        try (Reader reader = new Reader()) {
            long millis = exportOnce();
            for (int kill = 0; kill < KILLS; kill++) {
                everythingChanges(kill + 2);
                hits += killedWithin(millis) ? 1 : 0;
            }
            everythingChanges(KILLS + 2);
            exportOnce();
            reader.readsOnce();

            assertThat(reader.broken, is(empty()));
            assertThat(reader.files.get(), greaterThan(0));
            System.out.printf(
                    "%d of %d kills hit an export (%d ms long); %d manifests, %d files and %d personal lists were read%n",
                    hits, KILLS, millis, reader.manifests.get(), reader.files.get(), reader.lists.get());
        }
        assertThat(hits, greaterThan(KILLS / 3));

        // What the killed left is gone, and the last of them all is what there is.
        try (Stream<Path> work = Files.list(folder.resolve(".work"))) {
            assertThat(work.toList(), hasSize(1));
        }
        EdgeReader edge = new EdgeReader(folder);
        assertThat(edge.titles("popular").get(0).endsWith(" " + (KILLS + 2)), is(true));
        for (String name : personal) assertThat(edge.personal(name).getInteger("generation"), equalTo(KILLS + 2));
    }

    /** At any moment of an export, and a little after. */
    private boolean killedWithin(long millis) throws Exception {
        try (FunctionProcess process = start()) {
            CompletableFuture<HttpResponse<String>> answer = process.posted("/edge-export", "{}", ALLOWED);
            boolean inWork = isInWorkAfter(answer, random.nextLong(millis));
            process.kill();
            answer.cancel(true);
            return inWork;
        }
    }

    private static boolean isInWorkAfter(CompletableFuture<?> answer, long millis) throws Exception {
        try {
            answer.get(millis, TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException inWork) {
            return true;
        }
    }

    /** How long it took. */
    private long exportOnce() throws IOException {
        try (FunctionProcess process = start()) {
            long start = System.nanoTime();
            HttpResponse<String> answer = process.post("/edge-export", "{}", ALLOWED);
            assertThat(answer.body(), answer.statusCode(), equalTo(200));
            JsonObject report = new JsonObject(answer.body());
            assertThat(report.encode(), report.getInteger("failed") + report.getInteger("deferred"), equalTo(0));
            return (System.nanoTime() - start) / 1_000_000;
        }
    }

    private void everythingChanges(int edition) throws SQLException {
        db.run("update public.movies set title = regexp_replace(title, ' [0-9]+$', '') || ' %d'".formatted(edition));
        feeds(edition);
    }

    private void feeds(int generation) throws SQLException {
        String json = "{\"generation\":%d,\"recommendations\":[]}".formatted(generation);
        db.run("""
                insert into public.recommendation_feeds as f
                       (user_id, generation, body, etag, algorithm_used, input_digest, made_with, generated_at, checked_at, fresh_until)
                select id, 1, decode(?, 'hex'), 'e', 'popular', 'd', 'm', now(), now(), now() from auth.users
                on conflict (user_id) do update set body = excluded.body""", hexOfZipped(json));
    }

    private static String hexOfZipped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream zipped = new GZIPOutputStream(bytes)) {
            zipped.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private FunctionProcess start() {
        return FunctionProcess.start(environment(), cheaply).awaitLive();
    }

    private Map<String, String> environment() {
        return Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                database.reactiveUrl(),
                "QUARKUS_DATASOURCE_USERNAME",
                TestPostgres.FUNCTION,
                "QUARKUS_DATASOURCE_PASSWORD",
                database.password(),
                "CINEAI_SCHEDULER_SECRET",
                SECRET,
                "CINEAI_EXPORT_FOLDER",
                folder.toString(),
                "CINEAI_EXPORT_PERSONAL",
                "true",
                "CINEAI_EXPORT_SECRET",
                OF_NAMES,
                "CINEAI_EXPORT_MOVIES",
                "80",
                // Longer than somebody takes to read everything, and short enough that files go while somebody reads.
                "CINEAI_EXPORT_GRACE",
                "20s");
    }

    /** Somebody who follows one manifest after the other to every file, and every personal pointer. */
    private final class Reader implements AutoCloseable {
        final ConcurrentLinkedQueue<Throwable> broken = new ConcurrentLinkedQueue<>();
        final AtomicInteger manifests = new AtomicInteger();
        final AtomicInteger files = new AtomicInteger();
        final AtomicInteger lists = new AtomicInteger();
        private final EdgeReader edge = new EdgeReader(folder);
        private final Thread thread = new Thread(this::read, "reader");
        private volatile boolean ends;

        Reader() {
            thread.start();
        }

        private void read() {
            while (!ends) {
                try {
                    if (edge.isThere()) readsOnce();
                } catch (IOException | RuntimeException | AssertionError missingOrTorn) {
                    broken.add(missingOrTorn);
                }
                LockSupport.parkNanos(BREATH);
            }
        }

        void readsOnce() throws IOException {
            files.addAndGet(edge.readAll());
            manifests.incrementAndGet();
            for (String name : new ArrayList<>(personal)) {
                if (!Files.exists(folder.resolve("personal").resolve(name).resolve("feed.json"))) continue;
                edge.personal(name);
                lists.incrementAndGet();
            }
        }

        @Override
        public void close() {
            ends = true;
            await("the reader's end").atMost(Duration.ofSeconds(20)).until(() -> !thread.isAlive());
        }
    }
}
