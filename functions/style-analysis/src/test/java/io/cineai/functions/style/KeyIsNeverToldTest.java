package io.cineai.functions.style;

import static io.cineai.functions.style.Asking.about;
import static io.cineai.functions.style.Asking.now;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.not;

import io.cineai.llm.Batches;
import io.cineai.llm.LanguageModel;
import io.cineai.llm.LanguageModelAdapter;
import io.cineai.llm.LanguageModels;
import io.cineai.llm.Question;
import io.cineai.testkit.AnthropicForFunction;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.anthropic.FakeAnthropic;
import io.cineai.testkit.anthropic.Fault;
import io.cineai.testkit.anthropic.Fault.Change;
import io.cineai.testkit.anthropic.Leaks;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key is in no reply, no failure and no line of the log, whatever goes wrong. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
@QuarkusTestResource(AnthropicForFunction.class)
class KeyIsNeverToldTest {
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

    private static List<Fault> faults() {
        List<Fault> all = new ArrayList<>(List.of(
                Fault.rateLimited(Duration.ofSeconds(1)),
                Fault.spendCap(),
                Fault.ownLimit("2030-01-01"),
                Fault.overloaded(),
                Fault.serverError(),
                Fault.gatewayTimeout(),
                Fault.billingError(),
                Fault.refused(401, "authentication_error", "invalid x-api-key"),
                new Fault.Hangs(),
                new Fault.Drops(),
                new Fault.BreaksOff(),
                new Fault.Truncated(),
                new Fault.Trickles(Duration.ofMillis(100)),
                new Fault.Says("No.")));
        for (Change change : Change.values()) all.add(new Fault.Changed(change));
        return all;
    }

    private static void look(Leaks leaks, Uni<?> answer) {
        try {
            leaks.look(now(answer));
        } catch (RuntimeException failure) {
            leaks.look(failure);
        }
    }

    @Test
    void whateverGoesWrong() {
        LanguageModel quick = Asking.model(adapters, Map.of());
        Batches batches = quick.batches().orElseThrow();
        Question question = about("Heat");
        try (Leaks leaks = new Leaks(FakeAnthropic.KEY)) {
            leaks.look(question);
            for (Fault fault : faults()) {
                server.next(fault);
                look(leaks, quick.ask(question));
                server.reset();
                server.next(fault);
                look(leaks, batches.send(Map.of("film-0", question)));
                server.reset();
                server.nextFree(fault, fault);
                look(leaks, batches.state("msgbatch_0"));
                server.reset();
                server.nextFree(fault, fault);
                look(leaks, batches.results(server.url() + "/v1/messages/batches/msgbatch_0/results"));
                server.reset();
                server.nextFree(fault, fault);
                look(leaks, batches.since(Instant.EPOCH));
                server.reset();
                server.nextFree(fault, fault);
                look(leaks, quick.promptTokens(question));
                server.reset();
            }

            assertThat(leaks.heard(), empty());
            assertThat(leaks.lines(), greaterThan(6 * faults().size()));
        }
    }

    @Test
    void whenNobodyListens() {
        LanguageModel nobody = Asking.model(adapters, Map.of("base-url", "http://127.0.0.1:1"));
        try (Leaks leaks = new Leaks(FakeAnthropic.KEY)) {
            look(leaks, nobody.ask(about("Heat")));
            look(leaks, nobody.batches().orElseThrow().state("msgbatch_0"));

            assertThat(leaks.heard(), empty());
        }
    }

    @Test
    void itIsHeardWhereItIsTold() {
        try (Leaks leaks = new Leaks("a word")) {
            Logger.getLogger("io.cineai.some").fine("says a word");

            assertThat(leaks.heard(), not(empty()));
        }
    }

    @Test
    void theModelDoesNotTellItOfItself() {
        LanguageModel model = models.configured().orElseThrow();

        assertThat(model.toString(), not(containsString(FakeAnthropic.KEY)));
    }

    @Test
    void itsBatchesDoNotTellItOfThemselves() {
        Batches batches = models.configured().orElseThrow().batches().orElseThrow();

        assertThat(batches.toString(), not(containsString(FakeAnthropic.KEY)));
    }
}
