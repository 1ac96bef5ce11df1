package io.cineai.functions.console;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cineai.function.Problem;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Functions, and a platform, that do not answer as they should. */
class FunctionCallsTest {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    @BeforeEach
    void whatTakesCallsAndSaysNothing() {
        server = vertx.createHttpServer()
                .requestHandler(http -> {
                    if (http.path().equals("/identity/refuses"))
                        http.response().setStatusCode(403).end();
                    if (http.path().equals("/identity/babbles")) http.response().end("<html>Sign in</html>");
                })
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aFunctionThatDoesNotAnswerInItsTimeIsSilent() {
        Problem problem = failure(Map.of()).problem();

        assertThat(problem.status(), equalTo(504));
        assertThat(problem.name(), equalTo("function-silent"));
    }

    @Test
    void whoDoesNotGetToSayWhoTheyAreReachesNothing() {
        for (String platform : new String[] {"refuses", "babbles"})
            assertThat(
                    platform,
                    failure(Map.of("cineai.console.identity-url", here() + "/identity/" + platform))
                            .problem()
                            .name(),
                    equalTo("function-unreachable"));
    }

    @Test
    void anAddressThatIsNoneIsRefusedAtTheStart() {
        for (String address : new String[] {"metadata", "file:///etc/passwd", "http://host/identity?audience=x"})
            assertThrows(
                    IllegalArgumentException.class,
                    () -> calls(Map.of("cineai.console.identity-url", address)),
                    address);
    }

    private NoAnswer failure(Map<String, String> settings) {
        FunctionCalls calls = calls(settings);
        return assertThrows(NoAnswer.class, () -> calls.call("monitor", PATIENCE, Buffer.buffer("{}"))
                .await()
                .atMost(Duration.ofSeconds(20)));
    }

    private FunctionCalls calls(Map<String, String> settings) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(ConsoleConfig.class)
                .withDefaultValues(Map.of("cineai.console.function-url", here() + "/{function}"))
                .withDefaultValues(settings)
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .build();
        return new FunctionCalls(config.getConfigMapping(ConsoleConfig.class), vertx);
    }

    private String here() {
        return "http://localhost:" + server.actualPort();
    }
}
