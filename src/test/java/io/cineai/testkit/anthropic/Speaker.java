package io.cineai.testkit.anthropic;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The model: says what it is told to say, remembers prompts, and everything it says is billed. */
final class Speaker {
    private final Ledger ledger;
    private final AtomicLong ids;
    private final Memory memory = new Memory();
    private volatile Answers answers = new PlausibleAnswers();
    private volatile Function<Asked, Optional<Fault>> faultOf = question -> Optional.empty();

    Speaker(Ledger ledger, AtomicLong ids) {
        this.ledger = ledger;
        this.ids = ids;
    }

    void answering(Answers other) {
        answers = other;
    }

    void whenAsked(Function<Asked, Optional<Fault>> fault) {
        faultOf = fault;
    }

    /** What goes wrong by what is asked. */
    Optional<Fault> faultOf(Asked question) {
        return faultOf.apply(question);
    }

    /** Of its prompt, in tokens. */
    long known(Asked question) {
        return memory.known(question, Instant.now());
    }

    /** An answer, billed. batch: empty for a single call. */
    Spoken say(Asked question, @Nullable Fault fault, String batch) {
        String words = fault instanceof Fault.Says says ? says.text() : answers.to(question);
        Optional<Fault.Change> change =
                fault instanceof Fault.Changed changed ? Optional.of(changed.change()) : Optional.empty();
        Memory.Use use = batch.isEmpty() ? memory.use(question, Instant.now()) : Memory.Use.NONE;
        Spoken spoken = Spoken.of(question, words, change, use, batch);
        spoken.bill().ifPresent(ledger::bill);
        return spoken;
    }

    /** The same as the result of a batch's request: a refusal is one, too. */
    JsonObject result(Asked question, String batch) {
        Fault fault = faultOf(question).orElse(null);
        if (fault instanceof Fault.Refused refused) return errored(refused.error());
        return new JsonObject().put("type", "succeeded").put("message", message(say(question, fault, batch)));
    }

    static JsonObject errored(ApiError error) {
        return new JsonObject().put("type", "errored").put("error", error.body(null));
    }

    JsonObject message(Spoken spoken) {
        return spoken.message(ids.incrementAndGet());
    }

    void reset() {
        memory.clear();
        answers = new PlausibleAnswers();
        faultOf = question -> Optional.empty();
    }
}
