package io.cineai.functions.recommendations.benchmark;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.functions.recommendations.TestKeys;
import io.cineai.functions.recommendations.benchmark.BareServer.Reading;
import io.cineai.functions.recommendations.benchmark.Rounds.Cost;
import io.cineai.functions.recommendations.benchmark.Servers.Server;
import io.cineai.testkit.Packaging;
import io.cineai.testkit.Pgbench;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a read costs the packaged read function and Postgres, beside servers that do less and one that does the same in Node: on one
 * Postgres, in turn, so that what compares them holds on a busy machine too.
 */
class ReadBenchmark {
    private static final int USERS = Integer.getInteger("cineai.read.users", 10_000);
    private static final int MANY_USERS = Integer.getInteger("cineai.read.many", 1_000_000);
    private static final int REQUESTS = Integer.getInteger("cineai.read.requests", 10_000);
    private static final int ROUNDS = Integer.getInteger("cineai.read.rounds", 15);
    private static final int WINDOW_SECONDS = Integer.getInteger("cineai.read.window", 10);
    /** Who reads among many: any of them. With 100,000 the pages they are on do not stay in shared buffers. */
    private static final int READERS = Integer.getInteger("cineai.read.readers", 10_000);

    private static final int KILOBYTE = 1_024;

    private static final String OURS = "read function";
    private static final String NATIVE = "read function, native";
    private static final String NOT_MODIFIED = "read function, 304";
    private static final String BARE = "bare Vert.x, same SQL";
    private static final String UNLOCKED = "bare Vert.x, plain select";
    private static final String NODE = "Node, fastify and pg";
    private static final String PGBENCH = "pgbench -M prepared";
    private static final String FEW = "few users";
    private static final String MANY = "many users";

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aReadCostsLittleMoreThanTheLeast(@TempDir Path logs) throws Exception {
        TestPostgres database = TestPostgres.fresh();
        List<Reader> readers = readersOfLists(database);
        Map<String, String> keys = TestKeys.environment();
        Servers servers = new Servers(logs, database);
        Meter meter = new Meter(database.postmaster(), REQUESTS);
        Rounds rounds = new Rounds();
        OptionalDouble p99;

        try (Server ours = servers.ours(keys);
                Server bare = servers.bare(Reading.LOCKED, TestPostgres.READER);
                Server unlocked = servers.bare(Reading.PLAIN, TestPostgres.SUPERUSER);
                Server executable = executable(servers, keys);
                Server node = servers.node(keys).orElse(null)) {
            Load lists = new Load(ours.port(), readers, Reader::asks, 200);
            rounds.add(OURS, meter.over(ours, lists));
            rounds.add(NOT_MODIFIED, meter.over(ours, new Load(ours.port(), readers, Reader::asksAgain, 304)));
            rounds.add(BARE, meter.over(bare, new Load(bare.port(), readers, Reader::asksByName, 200)));
            rounds.add(UNLOCKED, meter.over(unlocked, new Load(unlocked.port(), readers, Reader::asksByName, 200)));
            if (executable == null) System.out.println("Without the executable: ./mvnw -Dnative builds it.");
            else rounds.add(NATIVE, meter.over(executable, new Load(executable.port(), readers, Reader::asks, 200)));
            if (node == null)
                System.out.println("Without Node: no node, no npm, or npm could not fetch the libraries.");
            else {
                answersAlike(ours, node, readers.subList(0, 20));
                rounds.add(NODE, meter.over(node, new Load(node.port(), readers, Reader::asks, 200)));
            }
            if (!Pgbench.isInstalled()) System.out.println("Without pgbench: it is not installed.");
            else rounds.add(PGBENCH, meter.overPgbench(database, readers.get(0)));
            rounds.run(ROUNDS);
            double half = rounds.median(OURS).requestsASecond() / 2;
            p99 = HalfLoad.of(lists, half, WINDOW_SECONDS, () -> meter.others(ours))
                    .p99();
            if (p99.isEmpty()) System.out.println("Others kept the machine busy: latencies say nothing.");
        }

        double beside = rounds.ratio(OURS, BARE, Cost::sum);
        double besideNode = rounds.has(NODE) ? rounds.ratio(OURS, NODE, Cost::sum) : Double.NaN;
        double lock = rounds.share(BARE, UNLOCKED, OURS);
        double bytes = rounds.ratio(NOT_MODIFIED, OURS, Cost::bytes);
        double unmodified = rounds.ratio(NOT_MODIFIED, OURS, Cost::server);
        System.out.printf(
                "function and Postgres beside the bare route: %.2f times, beside Node: %.2f%n", beside, besideNode);
        if (rounds.has(NATIVE))
            System.out.printf(
                    "the executable beside the jar: %.2f of the requests a second, %.2f times the CPU%n",
                    rounds.ratio(NATIVE, OURS, Cost::requestsASecond), rounds.ratio(NATIVE, OURS, Cost::server));
        System.out.printf("the second lock: %.2f of function and Postgres%n", lock);
        System.out.printf("a 304 beside a 200: %.2f of the bytes, %.2f of the function's CPU%n", bytes, unmodified);
        assertAll(
                atMost(1.3, beside, "function and Postgres beside the bare route"),
                rounds.has(NODE) ? atMost(1, besideNode, "function and Postgres beside Node") : () -> {},
                atMost(0.3, lock, "the second lock, of function and Postgres"),
                atMost(10, p99.orElse(0), "ms, 99th percentile at half load"),
                atMost(0.5, bytes, "bytes of a 304 beside a 200"),
                // Half was wished for. Most of either is the way to Postgres and back, and a 304 goes it too.
                atMost(1, unmodified, "CPU of a 304 beside a 200"));
    }

    @Test
    void aMillionUsersCostNoMoreARead(@TempDir Path logs) throws Exception {
        String secret = "a secret that is long enough to sign with";
        Map<String, String> keys = Map.of("CINEAI_AUTH_HS256_SECRET", secret);
        TestPostgres small = withBodiesOfAKilobyte(USERS);
        TestPostgres large = withBodiesOfAKilobyte(MANY_USERS);
        Meter meter = new Meter(small.postmaster(), REQUESTS);
        Rounds rounds = new Rounds();

        try (Server few = new Servers(logs, small).ours(keys);
                Server many = new Servers(logs, large).ours(keys)) {
            rounds.add(FEW, meter.over(few, new Load(few.port(), tokens(small, secret), Reader::asks, 200)));
            rounds.add(MANY, meter.over(many, new Load(many.port(), tokens(large, secret), Reader::asks, 200)));
            rounds.run(ROUNDS);
        }

        double growth = rounds.ratio(MANY, FEW, Cost::postgres);
        System.out.printf("Postgres, a read among %d users beside %d: %.2f%n", MANY_USERS, USERS, growth);
        assertAll(atMost(1.15, growth, "Postgres, a read among many"));
    }

    private static @Nullable Server executable(Servers servers, Map<String, String> keys) throws Exception {
        Optional<Packaging> built = Packaging.executable();
        return built.isEmpty() ? null : servers.ours(built.get(), keys);
    }

    private static List<Reader> readersOfLists(TestPostgres database) throws SQLException {
        try (Session session = database.connect()) {
            SampleFeeds.fill(session, USERS);
            System.out.printf(
                    "%s, shared_buffers %s; %d users, bodies of %s bytes%n",
                    session.one("select version()").replaceAll(" on .*", ""),
                    session.one("show shared_buffers"),
                    USERS,
                    session.one("select round(avg(octet_length(body))) from public.recommendation_feeds"));
            return Reader.of(session, USERS, TestKeys::tokenOf);
        }
    }

    private static TestPostgres withBodiesOfAKilobyte(int users) throws SQLException {
        TestPostgres database = TestPostgres.fresh();
        try (Session session = database.connect()) {
            SampleFeeds.fillPlainly(session, users, KILOBYTE);
            System.out.printf(
                    "%d users, bodies of %d bytes: %s%n",
                    users,
                    KILOBYTE,
                    session.one("select pg_size_pretty(pg_total_relation_size('public.recommendation_feeds'))"));
        }
        return database;
    }

    /** As many in both: who has few users has several tokens of each. */
    private static List<Reader> tokens(TestPostgres database, String secret) throws SQLException {
        try (Session session = database.connect()) {
            List<Reader> readers = Reader.of(session, READERS, user -> TestKeys.signedBySecret(user, secret));
            return IntStream.range(0, READERS)
                    .mapToObj(at -> readers.get(at % readers.size()))
                    .map(reader ->
                            new Reader(reader.user(), TestKeys.signedBySecret(reader.user(), secret), reader.etag()))
                    .toList();
        }
    }

    /** Both do the same work: the same bytes, etag and source, and a 304 where these are known. */
    private void answersAlike(Server one, Server other, List<Reader> readers) throws Exception {
        for (Reader reader : readers) {
            HttpResponse<byte[]> first = ask(one, reader);
            HttpResponse<byte[]> second = ask(other, reader);
            assertEquals(200, second.statusCode());
            assertArrayEquals(first.body(), second.body());
            for (String header : List.of("etag", "cineai-source", "content-encoding", "cache-control", "vary"))
                assertEquals(
                        first.headers().firstValue(header), second.headers().firstValue(header));
            assertEquals(
                    304,
                    ask(other, reader, "If-None-Match", "W/\"" + reader.etag() + "\"")
                            .statusCode());
        }
    }

    private HttpResponse<byte[]> ask(Server server, Reader reader, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + Reader.PATH))
                .header("Accept-Encoding", "gzip")
                .header("Authorization", "Bearer " + reader.token());
        if (headers.length > 0) request.headers(headers);
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static Executable atMost(double bound, double seen, String what) {
        return () -> assertTrue(seen <= bound, "%s: %.2f, not at most %.2f".formatted(what, seen, bound));
    }
}
