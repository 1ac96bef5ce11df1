package io.cineai.functions.recommendations;

import static io.cineai.functions.recommendations.SignInForFunction.CURVE;
import static io.cineai.functions.recommendations.SignInForFunction.RSA;
import static io.cineai.functions.recommendations.SignInForFunction.SHARED;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.cineai.functions.recommendations.RawHttp.Answer;
import io.cineai.testkit.KeyDesk;
import io.cineai.testkit.KeyDesk.Mood;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.Session;
import io.cineai.testkit.Signer;
import io.cineai.testkit.TestPostgres;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people try who are not Ada and want her list. */
@QuarkusTest
@TestProfile(NobodyGetsInTest.ASignIn.class)
class NobodyGetsInTest {
    private static final String LIST = "/v1/recommendations";
    private static final String TASTE = "/v1/taste";
    private static final UUID ADA = UUID.fromString("a5a5a5a5-0000-4000-8000-00000000ada0");
    private static final UUID GRACE = UUID.fromString("b6b6b6b6-0000-4000-8000-000000009ace");
    private static final String HERS = "The Conversation";
    private static final String GRACES = "Enigma";

    public static class ASignIn implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(PostgresForFunction.class, Map.of("role", TestPostgres.READER)),
                    new TestResourceEntry(SignInForFunction.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    /** Every line that is logged, with what it holds. */
    private static final class Lines extends Handler {
        private final Queue<LogRecord> heard = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord line) {
            heard.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        List<String> texts() {
            return heard.stream()
                    .map(it -> it.getLoggerName() + " " + it.getMessage() + " " + List.of(parameters(it)) + " "
                            + it.getThrown())
                    .toList();
        }

        private static Object[] parameters(LogRecord line) {
            return line.getParameters() == null ? new Object[0] : line.getParameters();
        }
    }

    final Lines lines = new Lines();
    RawHttp wire;
    Session db;
    String before;

    @BeforeEach
    void adaAndGraceHaveLists() throws SQLException, IOException {
        wire = new RawHttp(RestAssured.port);
        db = PostgresForFunction.database.connect();
        String nothing = everything();
        listOf(ADA, HERS);
        listOf(GRACE, GRACES);
        before = everything();
        assertThat("what is written shows", before, not(equalTo(nothing)));
        Logger.getLogger("").addHandler(lines);
    }

    @AfterEach
    void nothingWasChangedOrSaid() throws SQLException {
        Logger.getLogger("").removeHandler(lines);
        SignInForFunction.desk.publish(CURVE, RSA);
        String after = everything();
        db.run("delete from auth.users");
        db.close();
        assertThat(after, equalTo(before));
        for (LogRecord line : lines.heard) assertThat(String.valueOf(line.getThrown()), equalTo("null"));
        for (String line : lines.texts()) {
            assertThat(line, not(containsString("eyJ")));
            assertThat(line, not(containsString("earer")));
            assertThat(line, not(containsString(ADA.toString())));
            assertThat(line, not(containsString(SignInForFunction.SECRET)));
            assertThat(line, not(containsString("apikey")));
        }
    }

    static Stream<Arguments> forged() {
        JsonObject claims = Signer.claimsOf(ADA);
        Signer theirs = Signer.es256("curve");
        JsonObject itsOwnKey = theirs.header().put("jwk", theirs.jwk());
        Signer oct = Signer.hs256("curve", theirs.der());
        return Stream.of(
                Arguments.of("signed by somebody else", theirs.token(claims)),
                Arguments.of(
                        "signed by somebody else's RSA key", Signer.rs256("rsa").token(claims)),
                Arguments.of("another signature", CURVE.token(claims) + "x"),
                Arguments.of("no signature", Signer.unsigned("{\"alg\":\"ES256\",\"kid\":\"curve\"}", claims)),
                Arguments.of("a signature of zeros", CURVE.token(claims).replaceAll("[^.]+$", "A".repeat(86))),
                Arguments.of("another user behind the signature", withClaimsOf(ADA, CURVE.tokenOf(GRACE))),
                Arguments.of("alg none", Signer.unsigned("{\"alg\":\"none\"}", claims)),
                Arguments.of("alg None", Signer.unsigned("{\"alg\":\"None\",\"kid\":\"curve\"}", claims)),
                Arguments.of("alg NONE", Signer.unsigned("{\"alg\":\"NONE\",\"kid\":\"rsa\"}", claims)),
                Arguments.of("alg nOnE", Signer.unsigned("{\"alg\":\"nOnE\"}", claims)),
                Arguments.of("alg empty", Signer.unsigned("{\"alg\":\"\"}", claims)),
                Arguments.of("alg null", Signer.unsigned("{\"alg\":null}", claims)),
                Arguments.of("no alg", Signer.unsigned("{}", claims)),
                Arguments.of("alg none, signed", CURVE.token(CURVE.header().put("alg", "none"), claims)),
                Arguments.of("the public key as secret: PEM", secretly(RSA, RSA.pem())),
                Arguments.of(
                        "the public key as secret: PEM in one piece",
                        secretly(RSA, RSA.pem().trim())),
                Arguments.of(
                        "the public key as secret: JWK", secretly(RSA, RSA.jwk().encode())),
                Arguments.of(
                        "the public key as secret: DER",
                        Signer.hs256("rsa", RSA.der()).token(claims)),
                Arguments.of("the curve's key as secret: PEM", secretly(CURVE, CURVE.pem())),
                Arguments.of(
                        "the curve's key as secret: JWK",
                        secretly(CURVE, CURVE.jwk().encode())),
                Arguments.of(
                        "the curve's key as secret: DER",
                        Signer.hs256("curve", CURVE.der()).token(claims)),
                Arguments.of(
                        "another secret",
                        Signer.hs256(SignInForFunction.SECRET + ".").token(claims)),
                Arguments.of("the secret under a key's algorithm", SHARED.token(CURVE.header(), claims)),
                Arguments.of("a key that nobody has", CURVE.called("unknown").token(claims)),
                Arguments.of("no key named", CURVE.token(without(CURVE.header(), "kid"), claims)),
                Arguments.of(
                        "an RSA signature for the curve's key",
                        RSA.called("curve").token(claims)),
                Arguments.of(
                        "the curve's signature for the RSA key",
                        CURVE.called("rsa").token(claims)),
                Arguments.of(
                        "RS256 said of the curve", CURVE.token(CURVE.header().put("alg", "RS256"), claims)),
                Arguments.of("ES256 said of RSA", RSA.token(RSA.header().put("alg", "ES256"), claims)),
                Arguments.of(
                        "an algorithm that is not ours", RSA.token(RSA.header().put("alg", "PS256"), claims)),
                Arguments.of("a key of its own", theirs.token(itsOwnKey, claims)),
                Arguments.of("a secret of its own", oct.token(oct.header().put("jwk", oct.privateJwk()), claims)),
                Arguments.of(
                        "certificates of its own",
                        theirs.token(theirs.header().put("x5c", new JsonArray().add("MIIB")), claims)),
                Arguments.of(
                        "an extension that must be understood",
                        CURVE.token(CURVE.header().put("crit", new JsonArray().add("exp")), claims)),
                Arguments.of("no claims", CURVE.token(CURVE.header().encode(), "[]")),
                Arguments.of("no token", "nonsense"),
                Arguments.of("dots", ".."),
                Arguments.of("9 kB", CURVE.token(claims.copy().put("more", "x".repeat(6_700)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forged")
    void aForgedTokenIsNobodys(String what, String token) throws IOException {
        assertUnauthenticated(wire.get(LIST, bearer(token)));
    }

    static Stream<Arguments> notForUs() {
        return Stream.of(
                claims("another issuer", it -> it.put("iss", "https://elsewhere.example.invalid")),
                claims("no issuer", it -> it.remove("iss")),
                claims("expired", it -> it.put("exp", it.getLong("exp") - 3_700)),
                claims("without an end", it -> it.remove("exp")),
                claims("not yet valid", it -> it.put("nbf", it.getLong("exp") - 1_800)),
                claims("issued in the future", it -> it.put("iat", it.getLong("exp") - 1_800)),
                claims("another audience", it -> it.put("aud", "anon")),
                claims(
                        "other audiences",
                        it -> it.put("aud", new JsonArray().add("anon").add("other"))),
                claims("no audience", it -> it.remove("aud")),
                claims("no user", it -> it.remove("sub")),
                claims("a user of another type", it -> it.put("sub", 7)),
                claims("a list of users", it -> it.put("sub", new JsonArray().add(ADA.toString()))),
                claims("a name", it -> it.put("sub", "ada")),
                claims("an id cut short", it -> it.put("sub", "1-1-1-1-1")),
                claims("an id in upper case", it -> it.put("sub", ADA.toString().toUpperCase(Locale.ROOT))),
                claims("an id and more", it -> it.put("sub", ADA + "' or true --")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notForUs")
    void aTokenThatIsNotForUsOrNotNowIsNobodys(String what, Consumer<JsonObject> change) throws IOException {
        for (Signer signer : List.of(CURVE, RSA, SHARED))
            assertUnauthenticated(wire.get(LIST, bearer(signed(signer, ADA, change))));
    }

    static Stream<Arguments> otherRoles() {
        return Stream.of(
                claims("anon", it -> it.put("role", "anon")),
                claims("service_role", it -> it.put("role", "service_role")),
                claims("postgres", it -> it.put("role", "postgres")),
                claims("none", it -> it.remove("role")),
                claims("a list", it -> it.put("role", new JsonArray().add("authenticated"))),
                claims("a number", it -> it.put("role", 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherRoles")
    void whoIsNoUserIsRefused(String what, Consumer<JsonObject> change) throws IOException {
        Answer answer = wire.get(LIST, bearer(signed(CURVE, ADA, change)));

        assertProblem(answer, 403, "forbidden");
    }

    static Stream<Arguments> misplaced() {
        String token = CURVE.tokenOf(ADA);
        return Stream.of(
                Arguments.of("nowhere", LIST, List.of()),
                Arguments.of("nowhere, for a taste", TASTE, List.of()),
                Arguments.of("in the query, for a taste", TASTE + "?access_token=" + token, List.of()),
                Arguments.of("in the query", LIST + "?access_token=" + token, List.of()),
                Arguments.of("in the query as a header", LIST + "?Authorization=Bearer%20" + token, List.of()),
                Arguments.of("in a cookie", LIST, List.of("Cookie: sb-access-token=" + token)),
                Arguments.of(
                        "in another header", LIST, List.of("X-Authorization: Bearer " + token, "apikey: " + token)),
                Arguments.of("of a proxy", LIST, List.of("Proxy-Authorization: Bearer " + token)),
                Arguments.of("forwarded", LIST, List.of("X-Forwarded-Authorization: Bearer " + token)),
                Arguments.of("without a scheme", LIST, List.of("Authorization: " + token)),
                Arguments.of("by another scheme", LIST, List.of("Authorization: Token " + token)),
                Arguments.of("as a password", LIST, List.of("Authorization: Basic " + Signer.base64("ada:" + token))),
                Arguments.of("twice", LIST, List.of(bearer(token), bearer(token))),
                Arguments.of("beside another", LIST, List.of(bearer(CURVE.tokenOf(GRACE)), bearer(token))),
                Arguments.of("beside a password", LIST, List.of("Authorization: Basic eDp5", bearer(token))),
                Arguments.of("beside another in one line", LIST, List.of(bearer(token) + ", Bearer " + token)),
                Arguments.of("named by who asks", LIST, List.of("X-User-Id: " + ADA, "X-Forwarded-User: " + ADA)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misplaced")
    void aTokenCountsInItsPlaceOnly(String where, String path, List<String> headers) throws IOException {
        assertUnauthenticated(wire.get(path, headers.toArray(String[]::new)));
    }

    static Stream<Arguments> smuggled() {
        String token = CURVE.tokenOf(ADA);
        return Stream.of(
                Arguments.of("a line end in the token", LIST, List.of("Authorization: Bearer x\r\nX-User-Id: " + ADA)),
                Arguments.of("a carriage return in a header", LIST, List.of("X-A: b\rAuthorization: Bearer " + token)),
                Arguments.of("a nul in the token", LIST, List.of("Authorization: Bearer x\0" + token)),
                Arguments.of("a blank before the colon", LIST, List.of("Authorization : Bearer " + token)),
                Arguments.of("a folded header", LIST, List.of("X-A: b", " Authorization: Bearer " + token)),
                Arguments.of(
                        "a header in the query", LIST + "?limit=5%0d%0aAuthorization:%20Bearer%20" + token, List.of()),
                Arguments.of("an answer in the query", LIST + "?limit=5%0d%0aX-Injected:%20yes", List.of()),
                Arguments.of("an answer in the path", "/v1/x%0d%0aX-Injected:%20yes", List.of()),
                Arguments.of("a matrix parameter", LIST + ";user=" + ADA, List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("smuggled")
    void whatIsSmuggledInIsNotTakenForATokenNorHandedBack(String what, String path, List<String> headers)
            throws IOException {
        Answer answer = wire.get(path, headers.toArray(String[]::new));

        assertThat(List.of(400, 401, 404), hasItem(answer.status()));
        assertNothingOfAda(answer);
        assertThat(answer.header("X-Injected").isPresent(), is(false));
    }

    static Stream<Arguments> asGrace() {
        return Stream.of(
                Arguments.of(LIST, List.of()),
                Arguments.of(TASTE, List.of()),
                Arguments.of(TASTE + "?user_id=" + ADA, List.of("X-User-Id: " + ADA)),
                Arguments.of(LIST + "?user_id=" + ADA, List.of()),
                Arguments.of(LIST + "?userId=" + ADA + "&user=" + ADA, List.of()),
                Arguments.of(LIST + "?sub=" + ADA + "&id=" + ADA, List.of()),
                Arguments.of(LIST + "?limit=50&limit=" + ADA, List.of()),
                Arguments.of(LIST + "?claims=" + "%7B%22sub%22:%22" + ADA + "%22%7D", List.of()),
                Arguments.of(LIST + "?x=%0d%0aX-User-Id:%20" + ADA, List.of()),
                Arguments.of(LIST, List.of("X-User-Id: " + ADA, "X-Forwarded-User: " + ADA, "From: " + ADA)),
                Arguments.of(
                        LIST, List.of("Remote-User: " + ADA, "X-Remote-User: " + ADA, "X-Auth-Request-User: " + ADA)),
                Arguments.of(LIST, List.of("X-Hasura-User-Id: " + ADA, "X-Role: service_role", "Cookie: user=" + ADA)),
                Arguments.of(LIST, List.of("request.jwt.claims: {\"sub\":\"" + ADA + "\"}")),
                Arguments.of(LIST, List.of("Host: " + ADA + ".example.invalid", "X-Forwarded-Host: " + ADA)),
                Arguments.of(
                        LIST, List.of("X-Original-URL: " + LIST + "?user_id=" + ADA, "X-HTTP-Method-Override: POST")),
                Arguments.of(LIST, List.of("If-None-Match: W/\"" + HERS.hashCode() + "\"")),
                Arguments.of(LIST, List.of("X-Authorization: Bearer " + CURVE.tokenOf(ADA))),
                Arguments.of(LIST + "?access_token=" + CURVE.tokenOf(ADA), List.of()));
    }

    @ParameterizedTest
    @MethodSource("asGrace")
    void whoIsSomebodyElseGetsTheirOwnWhateverTheyAskFor(String path, List<String> headers) throws IOException {
        Answer answer = wire.get(
                path,
                Stream.concat(headers.stream(), Stream.of(bearer(CURVE.tokenOf(GRACE))))
                        .toArray(String[]::new));

        assertThat(answer.head().get(0), answer.status(), equalTo(200));
        assertThat(answer.body(), containsString(GRACES));
        assertNothingOfAda(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/recommendations/%s", "/v1/users/%s/recommendations", "/%s", "/v1/recommendations/..%%2f%s"})
    void thereIsNoAddressOfAnothersList(String address) throws IOException {
        Answer answer = wire.get(address.formatted(ADA), bearer(CURVE.tokenOf(GRACE)));

        assertThat(answer.status(), equalTo(404));
        assertThat(answer.body(), not(containsString(HERS)));
    }

    @Test
    void adaGetsItByEachOfHerTokens() throws IOException {
        for (Signer signer : List.of(CURVE, RSA, SHARED)) {
            String array = signed(
                    signer, ADA, it -> it.put("aud", new JsonArray().add("x").add("authenticated")));
            for (String token : List.of(signer.tokenOf(ADA), array)) {
                Answer answer = wire.get(LIST, bearer(token));

                assertThat(answer.status(), equalTo(200));
                assertThat(answer.body(), containsString(HERS));
            }
        }
    }

    @Test
    void nobodyComesForKeysToWhereATokenSays() throws IOException {
        Signer theirs = Signer.es256("theirs");
        try (KeyDesk theirDesk = new KeyDesk(theirs)) {
            JsonObject header = theirs.header().put("jku", theirDesk.url()).put("x5u", theirDesk.url());

            assertUnauthenticated(wire.get(LIST, bearer(theirs.token(header, Signer.claimsOf(ADA)))));
            assertUnauthenticated(
                    wire.get(LIST, bearer(theirs.token(header.put("kid", "curve"), Signer.claimsOf(ADA)))));

            assertThat(theirDesk.readings(), equalTo(0));
        }
    }

    @Test
    void aPublishedSecretVerifiesNothing() throws IOException {
        Signer oct = Signer.hs256("oct", "a secret that is in the key set, too bad".getBytes(StandardCharsets.UTF_8));
        SignInForFunction.desk.publish(
                new JsonArray().add(CURVE.jwk()).add(RSA.jwk()).add(oct.privateJwk()));

        assertUnauthenticated(wire.get(LIST, bearer(oct.tokenOf(ADA))));
        assertUnauthenticated(
                wire.get(LIST, bearer(oct.token(oct.header().put("alg", "ES256"), Signer.claimsOf(ADA)))));
    }

    @Test
    void whereKeysCannotBeReadThatIsSaidAndWhoHasAKnownKeyIsServed() throws IOException {
        assertThat(wire.get(LIST, bearer(CURVE.tokenOf(ADA))).status(), equalTo(200));
        SignInForFunction.desk.is(Mood.BROKEN);
        try {
            String token = CURVE.called("new").tokenOf(ADA);
            Answer answer = await().until(() -> wire.get(LIST, bearer(token)), it -> it.status() != 401);

            assertProblem(answer, 503, "keys-unreachable");
            assertThat(answer.header("Retry-After").map(Integer::valueOf).orElse(0), greaterThan(0));
            assertThat(wire.get(LIST, bearer(RSA.tokenOf(ADA))).status(), equalTo(200));
            assertThat(lines.texts(), hasItem(containsString("cannot be read")));
        } finally {
            SignInForFunction.desk.is(Mood.WELL);
        }
    }

    @Test
    void aTasteIsBehindTheSameDoor() throws IOException {
        for (Object[] row : forged().map(Arguments::get).toList())
            assertUnauthenticated(wire.get(TASTE, bearer((String) row[1])));
        assertProblem(wire.get(TASTE, bearer(signed(CURVE, ADA, it -> it.put("role", "anon")))), 403, "forbidden");

        Answer hers = wire.get(TASTE, bearer(CURVE.tokenOf(ADA)));

        assertThat(hers.body(), containsString(HERS));
        assertThat(hers.header("Cache-Control").orElse(""), startsWith("private"));
    }

    @Test
    void badTokensAreNotWorthALine() throws IOException {
        for (Object[] row : forged().map(Arguments::get).toList()) wire.get(LIST, bearer((String) row[1]));

        assertThat(lines.texts(), is(empty()));
    }

    private static void assertUnauthenticated(Answer answer) {
        assertProblem(answer, 401, "unauthenticated");
        assertThat(answer.header("WWW-Authenticate").orElse(""), startsWith("Bearer"));
    }

    private static void assertProblem(Answer answer, int status, String name) {
        assertThat(answer.head().get(0), answer.status(), equalTo(status));
        assertThat(answer.header("Content-Type").orElse(""), startsWith("application/problem+json"));
        assertThat(answer.header("Cache-Control").orElse(""), equalTo("no-store"));
        assertThat(answer.header("ETag").isPresent(), is(false));
        JsonObject problem = new JsonObject(answer.body());
        assertThat(problem.getString("type"), equalTo("urn:cineai:problem:" + name));
        assertThat(problem.getInteger("status"), equalTo(status));
        assertNothingOfAda(answer);
    }

    private static void assertNothingOfAda(Answer answer) {
        assertThat(answer.body(), not(containsString(HERS)));
        assertThat(answer.body(), not(containsString(ADA.toString())));
        assertThat(String.join("\n", answer.head()), not(containsString(ADA.toString())));
    }

    private static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }

    private static Arguments claims(String what, Consumer<JsonObject> change) {
        return Arguments.of(what, change);
    }

    private static String signed(Signer signer, UUID user, Consumer<JsonObject> change) {
        JsonObject claims = Signer.claimsOf(user);
        change.accept(claims);
        return signer.token(claims);
    }

    private static String secretly(Signer signer, String publicKey) {
        return Signer.hs256(signer.kid(), publicKey.getBytes(StandardCharsets.UTF_8))
                .tokenOf(ADA);
    }

    private static JsonObject without(JsonObject header, String name) {
        JsonObject rest = header.copy();
        rest.remove(name);
        return rest;
    }

    private static String withClaimsOf(UUID user, String token) {
        String[] parts = token.split("\\.");
        return parts[0] + "." + Signer.base64(Signer.claimsOf(user).encode()) + "." + parts[2];
    }

    private void listOf(UUID user, String film) throws SQLException, IOException {
        db.run("insert into auth.users (id) values (?) on conflict do nothing", user);
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write("{\"recommendations\":[{\"movies\":{\"title\":\"%s\"}}]}"
                    .formatted(film)
                    .getBytes(StandardCharsets.UTF_8));
        }
        db.run("""
                insert into public.recommendation_feeds (user_id, generation, body, etag, algorithm_used, input_digest,
                                                         made_with, generated_at, checked_at, fresh_until)
                values (?, 1, ?, ?, 'hybrid', 'digest', 'settings', now(), now(), now() + interval '1 hour')""", user, zipped.toByteArray(), String.valueOf(film.hashCode()));
        db.run(
                "insert into public.taste_profiles (user_id, films, profile)"
                        + " values (?, 1, jsonb_build_object('films', 1, 'themes', jsonb_build_array(?::text)))",
                user,
                film);
    }

    /** Every row of every table, as one number. */
    private String everything() throws SQLException {
        String each = db.one("""
                select string_agg(format('select md5(coalesce(string_agg(t::text, chr(10) order by t::text), '''')) from %I.%I t',
                                         table_schema, table_name), ' union all ' order by table_schema, table_name)
                  from information_schema.tables
                 where table_type = 'BASE TABLE'
                   and table_schema in ('public', 'cineai', 'auth')""");
        return String.join(" ", db.rows(each));
    }
}
