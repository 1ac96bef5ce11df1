package io.cineai.functions.recommendations;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten thousand requests that nobody in their right mind sends: none may be our fault, and every refusal is a problem document. */
@QuarkusTest
@QuarkusTestResource(
        value = PostgresForFunction.class,
        initArgs = @ResourceArg(name = "role", value = TestPostgres.READER))
@QuarkusTestResource(TestKeys.class)
class FuzzTest {
    private static final int REQUESTS = Integer.getInteger("cineai.fuzz.requests", 10_000);
    private static final int USERS = 40;
    private static final long SEED = Long.getLong("cineai.fuzz.seed", 42);

    private static final List<String> METHODS =
            List.of("GET", "GET", "GET", "HEAD", "POST", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW");
    private static final List<String> PATHS = List.of(
            "/v1/recommendations",
            "/v1/movies",
            "/v1/movies/",
            "/v1/movies/{}",
            "/v1/movies/{}/similar",
            "/v1/picks",
            "/v1/search",
            "/v1/feedback",
            "/v1/openapi.json",
            "/v1/{}",
            "/{}",
            "/q/health/live",
            "/v1//recommendations",
            "/v1/recommendations/{}",
            "/v1/%2e%2e/{}");
    private static final List<String> FIELDS = List.of(
            "limit",
            "mood",
            "movieId",
            "theme",
            "minComplexity",
            "style",
            "minStyleScore",
            "arc",
            "after",
            "user_id",
            "q",
            "refine",
            "{}");
    private static final List<String> HEADERS = List.of(
            "If-None-Match",
            "Accept",
            "Accept-Encoding",
            "Origin",
            "X-Request-Id",
            "Range",
            "If-Modified-Since",
            "X-Forwarded-For",
            "Content-Type",
            "Prefer",
            "Cookie",
            "X-HTTP-Method-Override");
    private static final List<String> VALUES = List.of(
            "",
            "0",
            "1",
            "50",
            "51",
            "-1",
            "NaN",
            "Infinity",
            "1e400",
            "9223372036854775808",
            "null",
            "true",
            "*",
            "''",
            "' or 1=1 --",
            "$1",
            "{",
            "}",
            "[]",
            "\u0000",
            "\u202e",
            "é",
            "\ud83c\udfac",
            "%",
            "%00",
            "%c0%af",
            "../../etc/passwd",
            "<script>",
            "a,b;c=d",
            "\"",
            "W/\"x\"",
            "gzip;q=9",
            "uplifting",
            "redemption",
            "neo_noir",
            "tragic_fall",
            "application/json",
            "text/plain",
            "NTAvMDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw",
            "x".repeat(2_000),
            "00000000-0000-0000-0000-000000000000");

    Cinema cinema;
    List<String> tokens;

    @BeforeEach
    void usersAndFilms() throws SQLException {
        cinema = Cinema.open();
        tokens = new ArrayList<>();
        for (int user = 0; user < USERS; user++) tokens.add(TestKeys.tokenOf(cinema.aUser()));
    }

    @AfterEach
    void close() throws SQLException {
        cinema.close();
    }

    @Test
    void nothingThatIsSentIsOurFault() throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Map<Integer, Integer> statuses = new TreeMap<>();
        List<String> broken = new ArrayList<>();

        for (int n = 0; n < REQUESTS && broken.size() < 20; n++) {
            HttpRequest request = request(random);
            HttpResponse<String> answer = sent(http, request);
            statuses.merge(answer.statusCode(), 1, Integer::sum);
            String wrong = wrong(request, answer);
            if (!wrong.isEmpty()) broken.add(n + ": " + request + " " + answer.statusCode() + " " + wrong);
        }

        System.out.println("fuzz: " + statuses);
        assertThat(broken, is(empty()));
        for (int status : List.of(200, 400, 401, 404, 405, 415))
            assertThat(statuses.getOrDefault(status, 0), greaterThan(20));
    }

    /** A refusal comes before the body is read, and may close a connection that the client was about to use again. */
    private static HttpResponse<String> sent(HttpClient http, HttpRequest request) throws Exception {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException closed) {
            return http.send(request, BodyHandlers.ofString());
        }
    }

    private static String wrong(HttpRequest request, HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (status >= 500 && status != 501) return answer.body();
        boolean told = status < 400
                || request.method().equals("HEAD")
                // These end before a request is one: the server itself answers.
                || List.of(414, 431, 501).contains(status) && answer.body().isEmpty()
                || status == 400
                        && answer.body().isEmpty()
                        && answer.headers().firstValue("X-Request-Id").isEmpty();
        if (told) return "";
        boolean isProblem = answer.headers()
                        .firstValue("Content-Type")
                        .filter("application/problem+json"::equals)
                        .isPresent()
                && answer.body().contains("urn:cineai:problem:");
        return isProblem ? "" : "no problem document: " + answer.headers().map() + answer.body();
    }

    private HttpRequest request(RandomGenerator random) throws IOException {
        String method = pick(METHODS, random);
        StringBuilder address =
                new StringBuilder("http://localhost:" + RestAssured.port).append(filled(pick(PATHS, random), random));
        int fields = random.nextInt(4);
        for (int k = 0; k < fields; k++)
            address.append(k == 0 ? '?' : '&')
                    .append(filled(pick(FIELDS, random), random))
                    .append('=')
                    .append(encoded(value(random)));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address.toString()));
        if (random.nextInt(10) > 0) request.header("Authorization", "Bearer " + pick(tokens, random));
        else if (random.nextBoolean()) request.header("Authorization", printable(value(random)));
        for (int k = random.nextInt(3); k > 0; k--) request.header(pick(HEADERS, random), printable(value(random)));
        if (method.equals("POST") && random.nextInt(3) > 0) request.header("Content-Type", "application/json");
        boolean body = List.of("POST", "PUT", "PATCH", "DELETE").contains(method);
        return request.method(method, body ? BodyPublishers.ofString(body(random)) : BodyPublishers.noBody())
                .build();
    }

    private String body(RandomGenerator random) {
        return switch (random.nextInt(6)) {
            case 0 -> value(random);
            case 1 -> "[" + act(random) + "]";
            case 2 -> "[" + act(random) + "," + act(random) + "," + act(random) + "]";
            case 3 -> "[".repeat(random.nextInt(3_000));
            case 4 -> "[{" + "\"a\":{".repeat(random.nextInt(100));
            default -> "[\"" + "x".repeat(random.nextInt(300_000)) + "\"]";
        };
    }

    /** Mostly right, with something strange in it now and then. */
    private String act(RandomGenerator random) {
        Map<String, String> act = new TreeMap<>(Map.of(
                "clientId", "\"" + new UUID(random.nextLong(), random.nextLong()) + "\"",
                "movieId", "\"" + cinema.films.heat + "\"",
                "action", "\"" + pick(List.of("click", "dismissed", "satisfaction", "impression"), random) + "\"",
                "occurredAt", "\"2026-01-02T03:04:05Z\""));
        if (random.nextInt(3) > 0) {
            String field = pick(
                    List.of(
                            "clientId",
                            "movieId",
                            "action",
                            "occurredAt",
                            "satisfaction",
                            "rank",
                            "generation",
                            "context",
                            "algorithmUsed"),
                    random);
            act.put(
                    field,
                    random.nextBoolean()
                            ? "\"" + escaped(value(random)) + "\""
                            : pick(
                                    List.of(
                                            "null",
                                            "7",
                                            "-1",
                                            "{}",
                                            "[]",
                                            "1e999",
                                            "99999999999999999999",
                                            "{\"a\":\"\\u0000\"}"),
                                    random));
        }
        List<String> fields = act.entrySet().stream()
                .map(it -> "\"" + it.getKey() + "\":" + it.getValue())
                .toList();
        return "{" + String.join(",", fields) + "}";
    }

    private String filled(String template, RandomGenerator random) {
        return template.replace("{}", random.nextBoolean() ? cinema.films.heat.toString() : encoded(value(random)));
    }

    private String value(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> cinema.films.ronin.toString();
            case 1 ->
                random.ints(random.nextInt(1, 40), 1, 0xd7ff)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            default -> pick(VALUES, random);
        };
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ");
    }

    private static String printable(String value) {
        return value.replaceAll("[^\\x20-\\x7e]", "?");
    }

    private static <T> T pick(List<T> all, RandomGenerator random) {
        return all.get(random.nextInt(all.size()));
    }
}
