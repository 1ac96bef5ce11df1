package io.cineai.functions.local;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.cineai.testkit.FunctionProcess;
import io.cineai.testkit.KeyDesk;
import io.cineai.testkit.Lists;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.Signer;
import io.cineai.testkit.TestPostgres;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two hundred users read at once, again and again, while every list is made anew: each answer is a whole list of one generation. */
class ReadsDuringRewriteIT {
    private static final int USERS = 200;
    private static final String SECRET = "a secret of these tests";

    /** So different that every rewrite changes every list. */
    private static final List<String> WISHES = List.of(
            "{\"force\": true, \"diversityFactor\": 0.9}",
            "{\"force\": true, \"algorithm\": \"popular\"}",
            "{\"force\": true, \"limit\": 30, \"diversityFactor\": 0}",
            "{\"force\": true}");

    /** Feed and rows as one statement sees them. */
    private static final String SEEN = """
            select f.user_id || '|' || f.generation || '|' || coalesce(r.latest, 0) || '|' || r.films || '|' || encode(f.body, 'hex')
              from public.recommendation_feeds f
             cross join lateral (select max(r.generation) as latest,
                                        string_agg(r.movie_id::text, ',' order by r.rank) filter (where r.rank <= 50) as films
                                   from public.recommendations r
                                  where r.user_id = f.user_id
                                    and r.generation is not null) r""";

    private final TestPostgres database = TestPostgres.fresh();
    private final Signer signer = Signer.es256("key of the app");
    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger unchanged = new AtomicInteger();

    @Test
    void everyAnswerIsAWholeListOfOneGeneration() throws Exception {
        try (KeyDesk keys = new KeyDesk(signer);
                Session db = database.connect();
                FunctionProcess job = FunctionProcess.startNeighbour("recommendation-job", writer());
                FunctionProcess reads = FunctionProcess.startNeighbour("recommendations", reader(keys))) {
            List<UUID> users = usersWithLists(db, job.awaitLive());
            reads.awaitReady();

            // The first read of a process takes as long as a thousand later ones.
            List<Reader> apps =
                    users.stream().map(user -> new Reader(user, reads)).toList();
            for (Reader app : apps) app.once().get(30, TimeUnit.SECONDS);
            List<CompletableFuture<Void>> readers =
                    apps.stream().map(Reader::next).toList();
            List<Integer> compared = new ArrayList<>();
            for (String wish : WISHES) {
                var rewriting = job.posted("/recommendation-job", wish, "Authorization", "Bearer " + SECRET);
                int looks = 0;
                while (!isDoneWithin(rewriting, Duration.ofMillis(100))) {
                    broken.addAll(torn(db));
                    looks++;
                }
                compared.add(looks);
                assertThat(rewriting.get().body(), rewriting.get().statusCode(), equalTo(200));
                assertThat(new JsonObject(rewriting.get().body()).getInteger("succeeded"), greaterThan(USERS / 2));
            }
            over.set(true);
            CompletableFuture.allOf(readers.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);

            System.out.printf(
                    "%d users, %d answers (%d of them 304) during %d rewrites, rows and feeds compared %s times%n",
                    USERS, answers.get(), unchanged.get(), WISHES.size(), compared);
            assertThat(broken, is(empty()));
            assertThat(Lists.broken(db), is(empty()));
            assertThat(answers.get(), greaterThan(3 * USERS));
        }
    }

    /** One user's app: reads, keeps what it got, and reads again as soon as it is answered. */
    private final class Reader {
        private final String user;
        private final String token;
        private final FunctionProcess reads;
        private final Map<String, String> listOfEtag = new HashMap<>();
        private String etag = "none";
        private long generation;

        Reader(UUID user, FunctionProcess reads) {
            this.user = user.toString();
            this.reads = reads;
            token = signer.tokenOf(user);
        }

        CompletableFuture<Void> next() {
            return over.get() ? CompletableFuture.completedFuture(null) : once().thenComposeAsync(looked -> next());
        }

        CompletableFuture<Void> once() {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + reads.port() + "/v1/recommendations"))
                    .header("Authorization", "Bearer " + token)
                    .header("If-None-Match", "W/\"" + etag + "\"")
                    .build();
            return http.sendAsync(request, BodyHandlers.ofString()).thenAcceptAsync(this::look);
        }

        private void look(HttpResponse<String> answer) {
            answers.incrementAndGet();
            if (answer.statusCode() == 304) unchanged.incrementAndGet();
            else if (answer.statusCode() != 200) broken.add(user + " " + answer.statusCode() + " " + answer.body());
            else look(answer.headers().firstValue("ETag").orElse("no etag"), new JsonObject(answer.body()));
        }

        private void look(String tag, JsonObject list) {
            JsonArray films = list.getJsonArray("recommendations");
            for (int place = 0; place < films.size(); place++)
                if (films.getJsonObject(place).getInteger("rank") != place + 1) broken.add(user + ": ranks " + films);
            if (films.size() < 20) broken.add(user + " has " + films.size() + " films");
            if (list.getLong("generation") < generation) broken.add(user + " went back from generation " + generation);
            String before = listOfEtag.putIfAbsent(tag, films.encode());
            if (before != null && !before.equals(films.encode())) broken.add(user + ": two lists are " + tag);
            generation = list.getLong("generation");
            etag = tag.replaceAll("W/|\"", "");
        }
    }

    private static boolean isDoneWithin(CompletableFuture<?> work, Duration time) throws Exception {
        try {
            work.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        }
    }

    private static List<String> torn(Session db) throws Exception {
        List<String> torn = new ArrayList<>();
        for (String line : db.rows(SEEN)) {
            String[] seen = line.split("\\|");
            JsonObject feed = new JsonObject(Lists.unzipped(HexFormat.of().parseHex(seen[4])));
            JsonArray films = feed.getJsonArray("recommendations");
            String served = String.join(
                    ",",
                    IntStream.range(0, films.size())
                            .mapToObj(place -> films.getJsonObject(place).getString("movie_id"))
                            .toList());
            boolean agrees = served.equals(seen[3])
                    && feed.getLong("generation") == Long.parseLong(seen[1])
                    && Long.parseLong(seen[2]) <= Long.parseLong(seen[1]);
            if (!agrees) torn.add("torn: " + line.substring(0, 200) + " serves " + served);
        }
        return torn;
    }

    /** The sample's people and as many more as make two hundred, who rated what the first ones did. */
    private static List<UUID> usersWithLists(Session db, FunctionProcess job) throws Exception {
        SampleWorld.fill(db);
        long missing = USERS - db.count("select count(*) from auth.users");
        db.run("insert into auth.users (id) select gen_random_uuid() from generate_series(1, " + missing + ")");
        db.run("""
                with old as (select user_id, row_number() over (order by user_id) as n from (select distinct user_id from ratings) o),
                new as (select id, row_number() over (order by id) as n from auth.users
                         where id not in (select user_id from old))
                insert into ratings (user_id, movie_id, rating, interested, rated_at)
                select new.id, r.movie_id, r.rating, r.interested, r.rated_at
                  from new
                  join old on old.n = 1 + new.n % (select count(*) from old)
                  join ratings r on r.user_id = old.user_id""");
        job.post("/recommendation-job", "{}", "Authorization", "Bearer " + SECRET);
        return db.rows("select id from auth.users").stream()
                .map(UUID::fromString)
                .toList();
    }

    private Map<String, String> writer() {
        return Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                database.reactiveUrl(),
                "QUARKUS_DATASOURCE_USERNAME",
                TestPostgres.WORKER,
                "QUARKUS_DATASOURCE_PASSWORD",
                database.password(),
                "CINEAI_SCHEDULER_SECRET",
                SECRET);
    }

    /** Two hundred at once wait for eight connections, on a machine that is busy: what they are told is looked at here, not how soon. */
    private Map<String, String> reader(KeyDesk keys) {
        return Map.of(
                "CINEAI_CONNECTIONS_CONNECT",
                "30s",
                "CINEAI_CONNECTIONS_WAITING",
                "30s",
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                database.reactiveUrl(),
                "QUARKUS_DATASOURCE_USERNAME",
                TestPostgres.READER,
                "QUARKUS_DATASOURCE_PASSWORD",
                database.password(),
                "CINEAI_READ_REQUESTS_A_MINUTE",
                "0",
                "CINEAI_AUTH_JWKS_URL",
                keys.url(),
                "CINEAI_AUTH_ISSUER",
                Signer.ISSUER);
    }
}
