package io.cineai.testkit.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The ten calls of {@link AnthropicLive}, with a second double in the provider's place. */
class ContractTest {
    @Test
    void aDoubleIsAsItIsAndTwoCallsOfTheTenAreBilled() {
        try (FakeAnthropic one = new FakeAnthropic();
                FakeAnthropic other = new FakeAnthropic()) {
            for (Contract.Step step : Contract.steps())
                assertEquals(List.of(), Contract.differences(step, ApiCaller.of(one), ApiCaller.of(other)));

            assertEquals(10, Contract.steps().size());
            assertEquals(10, other.ledger().seen().size());
            assertEquals(2, other.ledger().billed().size());
            assertTrue(Contract.WORST_USD < 0.05);
        }
    }

    @Test
    void whatDiffersIsTold() {
        try (FakeAnthropic one = new FakeAnthropic();
                FakeAnthropic other = new FakeAnthropic()) {
            other.next(Fault.overloaded());

            assertEquals(
                    List.of("a message is answered: status 200, really 529"),
                    Contract.differences(Contract.steps().get(1), ApiCaller.of(one), ApiCaller.of(other)).stream()
                            .map(it -> it.replaceFirst(" \\{.*$", ""))
                            .toList());
        }
    }

    @Test
    void aFieldThatIsNotThereIsTold() {
        try (FakeAnthropic one = new FakeAnthropic();
                FakeAnthropic other = new FakeAnthropic()) {
            other.next(new Fault.Changed(Fault.Change.NO_USAGE));

            assertEquals(
                    List.of("a message is answered: usage is not there really"),
                    Contract.differences(Contract.steps().get(1), ApiCaller.of(one), ApiCaller.of(other)));
        }
    }
}
