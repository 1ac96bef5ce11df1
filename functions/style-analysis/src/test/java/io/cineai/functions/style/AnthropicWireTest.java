package io.cineai.functions.style;

import static io.cineai.functions.style.Asking.about;
import static io.cineai.functions.style.Asking.ask;
import static io.cineai.functions.style.Asking.now;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import io.cineai.budget.Outcome;
import io.cineai.llm.LanguageModel;
import io.cineai.llm.LanguageModelAdapter;
import io.cineai.llm.LanguageModels;
import io.cineai.llm.Question;
import io.cineai.llm.Reply;
import io.cineai.llm.Reply.Answered;
import io.cineai.llm.Reply.Blame;
import io.cineai.llm.Reply.Unavailable;
import io.cineai.testkit.AnthropicForFunction;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.anthropic.FakeAnthropic;
import io.cineai.testkit.anthropic.Fault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client makes of a wire that fails, and that only what is free is tried again. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
@QuarkusTestResource(AnthropicForFunction.class)
class AnthropicWireTest {
    private static final Duration CONFIGURED = AnthropicForFunction.TIMEOUT;
    private static final Duration QUICK = Duration.ofMillis(700);
    private static final Duration SLACK = Duration.ofSeconds(6);
    private static final String COUNTING = "/v1/messages/count_tokens";

    final FakeAnthropic server = AnthropicForFunction.model;

    @Inject
    LanguageModels models;

    @Inject
    @Any
    Instance<LanguageModelAdapter> adapters;

    @BeforeEach
    void asNew() {
        server.reset();
    }

    private LanguageModel configured() {
        return models.configured().orElseThrow();
    }

    private LanguageModel quick() {
        return Asking.model(adapters, Map.of());
    }

    private void wasAskedOnce() {
        assertThat(server.ledger().messages(), hasSize(1));
    }

    static Stream<Arguments> lostAnswers() {
        return Stream.of(
                Arguments.of(new Fault.Hangs(), Outcome.TIMED_OUT),
                Arguments.of(new Fault.Trickles(Duration.ofMillis(50)), Outcome.TIMED_OUT),
                Arguments.of(new Fault.Drops(), Outcome.FAILED),
                Arguments.of(new Fault.BreaksOff(), Outcome.FAILED));
    }

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void anAnswerThatIsLostMayBeBilledAndIsNotAskedForAgain(Fault fault, Outcome outcome) {
        server.next(fault);
        Instant start = Instant.now();

        Unavailable reply = (Unavailable) ask(quick(), "Heat");

        assertThat(Duration.between(start, Instant.now()), lessThan(QUICK.plus(SLACK)));
        assertThat(reply.outcome(), equalTo(outcome));
        assertThat(reply.blame(), equalTo(Blame.QUESTION));
        assertThat(reply.cooldown(), equalTo(Optional.empty()));
        assertThat(reply.mayBeBilled(), equalTo(true));
        assertThat(reply.receipt().httpStatus(), equalTo(0));
        assertThat(server.ledger().billed(), hasSize(1));
        wasAskedOnce();
    }

    @Test
    void anAnswerIsWaitedForAsLongAsConfiguredAndNoLonger() {
        server.next(new Fault.Trickles(Duration.ofMillis(200)));
        Instant start = Instant.now();

        Unavailable reply = (Unavailable) ask(configured(), "Heat");

        assertThat(reply.outcome(), equalTo(Outcome.TIMED_OUT));
        assertThat(Duration.between(start, Instant.now()), greaterThan(CONFIGURED.minusMillis(100)));
        assertThat(Duration.between(start, Instant.now()), lessThan(CONFIGURED.plus(SLACK)));
        assertThat(reply.receipt().latency(), greaterThan(CONFIGURED.minusMillis(100)));
        wasAskedOnce();
    }

    @Test
    void aSlowAnswerThatComesInTimeIsTaken() {
        server.taking(CONFIGURED.dividedBy(2));

        Reply reply = ask(configured(), "Heat");

        assertThat(reply, instanceOf(Answered.class));
        assertThat(reply.receipt().latency(), greaterThanOrEqualTo(CONFIGURED.dividedBy(2)));
    }

    @Test
    void anAnswerThatCameTooLateIsBilledAllTheSame() {
        server.taking(QUICK.multipliedBy(2));

        Unavailable reply = (Unavailable) ask(quick(), "Heat");

        assertThat(reply.outcome(), equalTo(Outcome.TIMED_OUT));
        assertThat(reply.mayBeBilled(), equalTo(true));
        await().atMost(SLACK).until(() -> server.ledger().messages().size() == 1);
        assertThat(server.ledger().billed(), hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void anAnswerThatIsGivenUpDoesNotHoldItsConnection(Fault fault, Outcome outcome) {
        try (FakeAnthropic alone = new FakeAnthropic()) {
            alone.next(fault);

            Reply reply = ask(Asking.model(adapters, Map.of("base-url", alone.url())), "Heat");

            assertThat(((Unavailable) reply).outcome(), equalTo(outcome));
            await().atMost(SLACK).until(() -> alone.connections() == 0);
        }
    }

    @Test
    void aProviderThatDoesNotListenWasNotAsked() throws IOException {
        int closed = freePort();

        Unavailable reply =
                (Unavailable) ask(Asking.model(adapters, Map.of("base-url", "http://127.0.0.1:" + closed)), "Heat");

        assertThat(reply.outcome(), equalTo(Outcome.FAILED));
        assertThat(reply.blame(), equalTo(Blame.PROVIDER));
        assertThat(reply.mayBeBilled(), equalTo(false));
        assertThat(reply.receipt().httpStatus(), equalTo(0));
    }

    @Test
    void aProviderWithoutAnAddressWasNotAsked() {
        Unavailable reply =
                (Unavailable) ask(Asking.model(adapters, Map.of("base-url", "http://nowhere.invalid")), "Heat");

        assertThat(reply.blame(), equalTo(Blame.PROVIDER));
        assertThat(reply.mayBeBilled(), equalTo(false));
    }

    @Test
    void aConnectionThatIsNotMadeInTimeWasNotAsked() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Sockets waiting = Sockets.filling(full)) {
            String url = "http://127.0.0.1:" + full.getLocalPort();
            LanguageModel model =
                    Asking.model(adapters, Map.of("base-url", url, "connect-timeout", "300ms", "timeout", "5s"));

            Unavailable reply = (Unavailable) ask(model, "Heat");

            assertThat(reply.blame(), equalTo(Blame.PROVIDER));
            assertThat(reply.mayBeBilled(), equalTo(false));
            assertThat(waiting.open(), not(empty()));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Connections that nobody accepts: the kernel takes a few, and lets the next ones wait. */
    private record Sockets(List<Socket> open) implements AutoCloseable {
        static Sockets filling(ServerSocket server) {
            Sockets sockets = new Sockets(new ArrayList<>());
            for (int i = 0; i < 16; i++) {
                try {
                    Socket socket = new Socket();
                    sockets.open.add(socket);
                    socket.connect(server.getLocalSocketAddress(), 200);
                } catch (IOException full) {
                    return sockets;
                }
            }
            throw new IllegalStateException("the kernel takes them all");
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : open) socket.close();
        }
    }

    @Test
    void everyRunUsesTheSameConnections() {
        int before = server.connections();

        for (int run = 0; run < 5; run++) ask(configured(), "Heat");

        assertThat(server.connections() - before, lessThanOrEqualTo(1));
    }

    // Counting, which is free

    @Test
    void countsWhatWillBeBilled() {
        Question question = about("Heat");

        long counted = now(configured().promptTokens(question)).orElseThrow();

        Answered reply = (Answered) now(configured().ask(question));
        assertThat(reply.usage().orElseThrow().prompt(), equalTo(counted));
        assertThat(question.mostPromptTokens(), greaterThanOrEqualTo(counted));
    }

    @Test
    void countingIsTriedOnceMoreWhereTheServerFailed() {
        server.nextFree(Fault.serverError());

        assertThat(now(configured().promptTokens(about("Heat"))).isPresent(), equalTo(true));
        assertThat(server.ledger().seen(COUNTING), equalTo(2L));
    }

    @Test
    void countingIsTriedOnceMoreWhereTheConnectionBroke() {
        server.nextFree(new Fault.Drops());

        assertThat(now(configured().promptTokens(about("Heat"))).isPresent(), equalTo(true));
        assertThat(server.ledger().seen(COUNTING), equalTo(2L));
    }

    @Test
    void countingIsGivenUpAfterTheSecondTime() {
        server.nextFree(Fault.serverError(), Fault.overloaded());

        assertThat(now(configured().promptTokens(about("Heat"))), equalTo(OptionalLong.empty()));
        assertThat(server.ledger().seen(COUNTING), equalTo(2L));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 429})
    void countingIsNotTriedAgainWhereItWasRefused(int status) {
        server.nextFree(Fault.refused(status, "refused", "No."));

        assertThat(now(configured().promptTokens(about("Heat"))), equalTo(OptionalLong.empty()));
        assertThat(server.ledger().seen(COUNTING), equalTo(1L));
    }

    @Test
    void countingThatHangsIsGivenUp() {
        server.nextFree(new Fault.Hangs(), new Fault.Hangs());

        assertThat(now(quick().promptTokens(about("Heat"))), equalTo(OptionalLong.empty()));
        assertThat(server.ledger().seen(COUNTING), equalTo(2L));
    }

    @Test
    void countingCostsNothing() {
        now(configured().promptTokens(about("Heat")));

        assertThat(server.ledger().billed(), empty());
    }
}
