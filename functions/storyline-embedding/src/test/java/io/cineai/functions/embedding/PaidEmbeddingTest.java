package io.cineai.functions.embedding;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.cineai.embed.EmbedConfig;
import io.cineai.embed.Embedded;
import io.cineai.embed.Storyline;
import io.cineai.embed.TextEmbedder;
import io.cineai.embed.TextEmbedderAdapter;
import io.cineai.testkit.FakeEmbeddings;
import io.cineai.testkit.FakeEmbeddings.Dialect;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.anthropic.Fault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** By a model that costs money: the wire in both dialects, what is billed and booked, and what becomes of it when things go wrong. */
@QuarkusTest
@QuarkusTestResource(value = PostgresForFunction.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = EmbeddingsForFunction.class, restrictToAnnotatedClass = true)
class PaidEmbeddingTest {
    private static final int FILMS = 300;
    private static final String SPACE = "openai/" + FakeEmbeddings.MODEL + "/32";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    final FakeEmbeddings server = EmbeddingsForFunction.server;
    Session db;

    @Inject
    @Any
    Instance<TextEmbedderAdapter> adapters;

    @BeforeEach
    void theSampleWithoutVectorsAndAPrice() throws SQLException {
        server.reset();
        db = PostgresForFunction.database.connect();
        db.run("truncate cineai.embedding_models, cineai.movie_embeddings, cineai.llm_calls, cineai.llm_budget,"
                + " cineai.llm_cooldown, cineai.llm_reservations, cineai.function_runs");
        db.run("delete from cineai.llm_prices where model = 'test-embedding'");
        db.run("delete from cineai.llm_limits where feature <> '*'");
        db.run("alter table public.movies drop column if exists storyline_embedding");
        if (db.count("select count(*) from public.movies") == 0) SampleWorld.fill(db);
        SampleWorld.forgetLists(db);
        db.run("""
                insert into cineai.llm_prices (provider, model, valid_from, input_usd, output_usd, cache_read_usd,
                                               cache_write_usd, cache_write_1h_usd, source)
                values ('openai', 'test-embedding', '2026-01-01', 2, 0, 0, 0, 0, 'a test')""");
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    // The wire

    private TextEmbedder embedder(Dialect dialect, Map<String, String> more) {
        server.speaking(dialect);
        Map<String, String> all = new HashMap<>(Map.of(
                "cineai.embed.model",
                FakeEmbeddings.MODEL,
                "cineai.embed.base-url",
                server.url(),
                "cineai.embed.api-key",
                FakeEmbeddings.KEY,
                "cineai.embed.dimensions",
                "16",
                "cineai.embed.timeout",
                "700ms"));
        more.forEach((name, value) -> all.put("cineai.embed." + name, value));
        EmbedConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(EmbedConfig.class)
                .withSources(new PropertiesConfigSource(all, "a test's own", 500))
                .build()
                .getConfigMapping(EmbedConfig.class);
        return adapters.stream()
                .filter(it -> it.provider().equalsIgnoreCase(dialect.name()))
                .findFirst()
                .orElseThrow()
                .embedder(config);
    }

    private static List<Storyline> texts(String... words) {
        return Stream.of(words).map(Storyline::new).toList();
    }

    private Embedded ask(Dialect dialect, String... words) {
        return embedder(dialect, Map.of()).embed(texts(words)).await().atMost(PATIENCE);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void textsAreAnsweredInTheirOrderWithWhatTheyCost(Dialect dialect) {
        Embedded.Vectors good = (Embedded.Vectors) ask(dialect, "Heat", "Ronin", "Alien");

        assertThat(good.vectors().size(), equalTo(3));
        for (String text : List.of("Heat", "Ronin", "Alien")) {
            float[] vector =
                    good.vectors().get(List.of("Heat", "Ronin", "Alien").indexOf(text));
            assertThat(vector[Math.floorMod(text.hashCode(), 16)], equalTo(1f));
        }
        assertThat(good.usage().orElseThrow().input(), equalTo(server.tokens()));
        assertThat(good.receipt().requestId(), startsWith("req_"));
        assertThat(server.ledger().seen(FakeEmbeddings.PATH), equalTo(1L));
    }

    static Stream<Arguments> oddAnswers() {
        Map<String, UnaryOperator<JsonObject>> odd = Map.of(
                "data must have",
                        it -> it.put(
                                "data",
                                new JsonArray().add(it.getJsonArray("data").getValue(0))),
                "embedding must have",
                        it -> {
                            it.getJsonArray("data")
                                    .getJsonObject(0)
                                    .getJsonArray("embedding")
                                    .add(1.0);
                            return it;
                        },
                "index must be",
                        it -> {
                            it.getJsonArray("data").getJsonObject(0).put("index", 0);
                            return it;
                        },
                "embedding must be finite",
                        it -> {
                            it.getJsonArray("data")
                                    .getJsonObject(1)
                                    .getJsonArray("embedding")
                                    .getList()
                                    .set(0, null);
                            return it;
                        });
        return Stream.of(Dialect.values()).flatMap(dialect -> odd.entrySet().stream()
                .map(it -> Arguments.of(dialect, it.getKey(), it.getValue())));
    }

    @ParameterizedTest
    @MethodSource("oddAnswers")
    void anAnswerThatBreaksARuleIsNoneAndIsBilled(Dialect dialect, String rule, UnaryOperator<JsonObject> change) {
        server.changing(change);

        Embedded.Broken broken = (Embedded.Broken) ask(dialect, "Heat", "Ronin");

        assertThat(broken.why().why(), startsWith(rule));
        assertThat(broken.why().usage().orElseThrow().input(), equalTo(server.tokens()));
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aRefusalSaysWhyAndHowLongToWait(Dialect dialect) {
        server.next(Fault.rateLimited(Duration.ofSeconds(7)));

        Embedded.Missing none = (Embedded.Missing) ask(dialect, "Heat");

        assertThat(none.why().outcome().label(), equalTo("rate_limited"));
        assertThat(none.why().why(), containsString("rate limit"));
        assertThat(none.why().mayBeBilled(), is(false));
        assertThat(none.why().cooldown().toString(), containsString("PT7S"));
    }

    @Test
    void anAnswerThatIsLostMayBeBilledAndIsNotAskedForAgain() {
        server.next(new Fault.Hangs());

        Embedded.Missing none = (Embedded.Missing) ask(Dialect.OPENAI, "Heat");

        assertThat(none.why().mayBeBilled(), is(true));
        assertThat(server.ledger().seen(FakeEmbeddings.PATH), equalTo(1L));
    }

    @Test
    void aServerOfOnesOwnIsShownNoKeyAndAskedForNoLength() {
        server.wantingNoKey();

        Embedded answer = embedder(
                        Dialect.OPENAI, Map.of("api-key", "", "send-dimensions", "false", "dimensions", "1024"))
                .embed(texts("Heat"))
                .await()
                .atMost(PATIENCE);

        assertThat(answer, instanceOf(Embedded.Vectors.class));
    }

    @Test
    void theKeyOfEmbeddingsComesBeforeTheProvidersOwn() {
        String own =
                embedder(Dialect.OPENAI, Map.of("openai-api-key", "sk-other")).toString();

        assertThat(own, not(containsString("sk-")));
        assertThat(
                embedder(Dialect.OPENAI, Map.of("openai-api-key", "sk-other"))
                        .embed(texts("Heat"))
                        .await()
                        .atMost(PATIENCE),
                instanceOf(Embedded.Vectors.class));
    }

    // Runs

    @Test
    void everyFilmIsPaidOnceAndBookedToTheToken() throws SQLException {
        embed("{}")
                .statusCode(200)
                .body("succeeded", equalTo(FILMS))
                .body("llm.calls", equalTo(6))
                .body("details.model", equalTo(SPACE))
                .body("remaining", equalTo(0));
        embed("{}").statusCode(200).body("claimed", equalTo(0)).body("llm.calls", equalTo(0));

        assertThat(server.billed().size(), equalTo(FILMS));
        assertThat(server.billed().values(), everyItem(equalTo(1)));
        assertThat(
                db.count("select sum(input_tokens) from cineai.llm_calls where outcome = 'succeeded'"),
                equalTo(server.tokens()));
        assertThat(
                Double.parseDouble(db.one("select sum(cost_usd) from cineai.llm_calls")),
                closeTo(server.tokens() * 2 / 1e6, 1e-7));
        assertThat(
                db.one(
                        "select calls, tokens, usd_reserved::float8 from cineai.llm_budget where feature = 'storyline-embedding'"
                                + " and period = 'month'"),
                equalTo("6 " + server.tokens() + " 0.0"));
        assertThat(
                db.one("select count(*), count(distinct model) from cineai.movie_embeddings where model = '" + SPACE
                        + "'"),
                equalTo("300 1"));
    }

    @Test
    void aFilmWhoseTextChangedIsPaidAgainAndNoOther() throws SQLException {
        embed("{}").statusCode(200);
        db.run("update public.movies set description = 'A whale teaches sailors to sing.' where id ="
                + " (select id from public.movies order by id limit 1)");

        embed("{}").statusCode(200).body("succeeded", equalTo(1)).body("llm.calls", equalTo(1));

        assertThat(server.texts().get(6), equalTo(1));
    }

    @Test
    void runsThatOverlapPayOnce() throws Exception {
        server.thinking(Duration.ofMillis(150));
        List<CompletableFuture<Response>> runs = IntStream.range(0, 4)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> embed("{}").extract().response()))
                .toList();
        runs.forEach(CompletableFuture::join);

        assertThat(server.billed().size(), equalTo(FILMS));
        assertThat(server.billed().values(), everyItem(equalTo(1)));
        assertThat(runs.stream().mapToInt(run -> run.join().path("succeeded")).sum(), equalTo(FILMS));
    }

    @Test
    void aClosedBudgetDefersAndSaysUntilWhen() throws SQLException {
        db.run(
                "insert into cineai.llm_limits (feature, period, usd) values ('storyline-embedding', 'month', 0.0000001)");

        embed("{}")
                .statusCode(200)
                .body("succeeded", equalTo(0))
                .body("failed", equalTo(0))
                .body("deferred", equalTo(50))
                .body("remaining", equalTo(FILMS))
                .body("llm.closedUntil", not(equalTo("")));

        assertThat(server.ledger().seen(), is(empty()));
        db.run("delete from cineai.llm_limits where feature = 'storyline-embedding'");
        embed("{}").statusCode(200).body("succeeded", equalTo(FILMS));
    }

    @Test
    void aBudgetForSomeIsSpentOnTheMostWantedAndReadersUseThem() throws SQLException {
        db.run("insert into cineai.llm_limits (feature, period, calls) values ('storyline-embedding', 'month', 2)");

        embed("{}").statusCode(200).body("succeeded", equalTo(100)).body("deferred", equalTo(50));

        assertThat(
                db.count("select count(*) from cineai.embedding_models where current_since is not null"), equalTo(1L));
    }

    @Test
    void aModelWithoutAPriceIsNotAsked() throws SQLException {
        db.run("delete from cineai.llm_prices where model = 'test-embedding'");

        embed("{}").statusCode(500);

        assertThat(db.one("select error from cineai.function_runs"), containsString("cineai.llm_prices"));
        assertThat(server.ledger().seen(), is(empty()));
    }

    @Test
    void aShortWaitIsWaitedAndCostsNothing() throws SQLException {
        server.next(Fault.rateLimited(Duration.ofSeconds(1)));

        embed("{\"limit\": 60}").statusCode(200).body("succeeded", equalTo(60)).body("deferred", equalTo(0));

        assertThat(
                db.rows("select outcome, cost_usd > 0 from cineai.llm_calls order by id"),
                equalTo(List.of("rate_limited false", "succeeded true", "succeeded true")));
    }

    @Test
    void aLongWaitIsForALaterRun() throws SQLException {
        server.next(Fault.rateLimited(Duration.ofHours(1)));

        embed("{}")
                .statusCode(200)
                .body("succeeded", equalTo(0))
                .body("failed", equalTo(0))
                .body("deferred", equalTo(50));

        assertThat(server.ledger().seen().size(), equalTo(1));
        embed("{}").statusCode(200).body("deferred", equalTo(50));
        assertThat(server.ledger().seen().size(), equalTo(1));
    }

    @Test
    void anAnswerOfAnotherLengthIsBookedAndStopsTheRun() throws SQLException {
        server.changing(it -> {
            it.getJsonArray("data").getJsonObject(0).put("embedding", FakeEmbeddings.vector("x", 33));
            return it;
        });

        embed("{}").statusCode(500);
        assertThat(db.one("select error from cineai.function_runs"), containsString("32 numbers"));

        assertThat(server.ledger().seen().size(), equalTo(1));
        assertThat(
                db.one("select outcome, input_tokens from cineai.llm_calls"), equalTo("malformed " + server.tokens()));
        assertThat(db.rows("select movie_id from cineai.movie_embeddings"), is(empty()));
    }

    @Test
    void anAnswerWithoutUsageIsBookedAtItsWorst() throws SQLException {
        server.changing(it -> {
            it.remove("usage");
            return it;
        });

        embed("{\"limit\": 1}").statusCode(200).body("succeeded", equalTo(1));

        assertThat(db.count("select input_tokens from cineai.llm_calls") > server.tokens(), is(true));
    }

    @Test
    void aTextThatIsRefusedSpoilsNoOther() throws SQLException {
        UUID film = UUID.fromString(db.one("select id from public.movies order by id limit 1"));
        db.run("update public.movies set description = 'xyzzyplugh' where id = ?", film);
        server.refusing("xyzzyplugh");

        embed("{}").statusCode(200).body("succeeded", equalTo(FILMS - 1)).body("failed", equalTo(1));

        assertThat(server.billed().values(), everyItem(equalTo(1)));
        assertThat(server.billed().size(), equalTo(FILMS - 1));
        db.run("update public.movies set description = 'A quiet film.' where id = ?", film);
    }

    @Test
    void aRequestThatIsWrongAsSuchIsNotAskedForEveryFilm() throws SQLException {
        server.speaking(Dialect.VOYAGE);

        embed("{}").statusCode(500);
        assertThat(db.one("select error from cineai.function_runs"), containsString("Unrecognized request argument"));

        assertThat(server.ledger().seen().size() < 15, is(true));
        assertThat(server.billed().size(), equalTo(0));
    }

    @Test
    void aWrongKeyIsToldAndAskedOnce() throws SQLException {
        server.wantingNoKey();

        embed("{}").statusCode(500);
        assertThat(db.one("select error from cineai.function_runs"), containsString("Incorrect API key"));

        assertThat(server.ledger().seen().size(), equalTo(1));
    }

    @Test
    void aFilmThatAUserBroughtWaitsUntilSomebodyElseCares() throws SQLException {
        embed("{}").statusCode(200);
        UUID film = SampleWorld.aFilm(db, "My Holidays");
        UUID user = SampleWorld.aUser(db);
        db.run("insert into cineai.user_films (movie_id, inserted_by) values (?, ?)", film, user);

        embed("{}").statusCode(200).body("claimed", equalTo(0));
        SampleWorld.rates(db, SampleWorld.aUser(db), film, 5);
        embed("{}").statusCode(200).body("succeeded", equalTo(1));
    }

    private static ValidatableResponse embed(String payload) {
        return given().auth()
                .oauth2(PostgresForFunction.SECRET)
                .body(payload)
                .post("/storyline-embedding")
                .then();
    }
}
