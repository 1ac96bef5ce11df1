package io.cineai.testkit.anthropic;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * A message as the model gives it: blocks, reason to stop, usage.
 *
 * @param text what is said; the beginning only where the answer may not be longer
 * @param thinking tokens, said to nobody
 * @param batch the batch that it is part of, empty for a single call
 */
record Spoken(
        Asked question,
        String text,
        long thinking,
        String stop,
        Optional<Fault.Change> change,
        Memory.Use memory,
        String batch) {
    private static final String BEFORE_JSON = "Here is the analysis:\n";
    /** On average half of it, as in the reference's sample. */
    private static final int MOST_THINKING = 260;

    /** By what the model would say, what is odd about it, and the longest answer that is asked for. */
    static Spoken of(Asked question, String words, Optional<Fault.Change> change, Memory.Use memory, String batch) {
        if (change.equals(Optional.of(Fault.Change.REFUSAL)))
            return new Spoken(question, "", 0, "refusal", change, memory, batch);
        String text = change.equals(Optional.of(Fault.Change.TEXT_BEFORE_JSON)) ? BEFORE_JSON + words : words;
        long thinking = Math.min(thinking(question), question.maxTokens());
        long length = Tokens.of(text);
        boolean told = change.equals(Optional.of(Fault.Change.CUT_OFF));
        if (!told && length + thinking <= question.maxTokens())
            return new Spoken(question, text, thinking, "end_turn", change, memory, batch);
        String beginning = Tokens.first(Math.min(told ? length / 2 : length, question.maxTokens() - thinking), text);
        long rest = question.maxTokens() - Tokens.of(beginning);
        return new Spoken(question, beginning, rest, "max_tokens", change, memory, batch);
    }

    private static long thinking(Asked question) {
        boolean thinks = !ModelTraits.of(question.model()).orElseThrow().temperature();
        return thinks ? Math.floorMod(question.contentHash().hashCode(), MOST_THINKING + 1) : 0;
    }

    long output() {
        return Tokens.of(text) + thinking;
    }

    private long input() {
        return question.promptTokens() - memory.read() - memory.written();
    }

    private boolean isRefused() {
        return stop.equals("refusal");
    }

    /** Empty where it is not billed: the model would not begin. */
    Optional<Ledger.Billed> bill() {
        if (isRefused()) return Optional.empty();
        return Optional.of(new Ledger.Billed(
                Instant.now(),
                question.contentHash(),
                question.film(),
                question.function(),
                question.model(),
                batch,
                input(),
                memory.read(),
                memory.written(),
                output(),
                thinking));
    }

    JsonObject message(long id) {
        JsonObject message = new JsonObject()
                .put("id", "msg_" + id)
                .put("type", "message")
                .put("role", "assistant")
                .put("model", question.model())
                .put("content", content())
                .put("stop_reason", stop)
                .putNull("stop_sequence")
                .put(
                        "stop_details",
                        isRefused()
                                ? new JsonObject()
                                        .put("type", "refusal")
                                        .putNull("category")
                                        .putNull("explanation")
                                : null);
        return isIt(Fault.Change.NO_USAGE) ? message : message.put("usage", usage());
    }

    private boolean isIt(Fault.Change wanted) {
        return change.filter(wanted::equals).isPresent();
    }

    private JsonArray content() {
        JsonArray content = new JsonArray();
        if (isRefused()) return content;
        if (isIt(Fault.Change.THINKING_FIRST) || thinking > 0)
            content.add(
                    new JsonObject().put("type", "thinking").put("thinking", "").put("signature", "EqQBCgIYAhIM"));
        if (isIt(Fault.Change.UNKNOWN_BLOCK))
            content.add(new JsonObject().put("type", "hologram").put("beam", "…"));
        return content.add(new JsonObject().put("type", "text").put("text", text));
    }

    private JsonObject usage() {
        JsonObject usage = new JsonObject().put("input_tokens", input()).put("output_tokens", output());
        if (isIt(Fault.Change.NULL_USAGE))
            return usage.putNull("cache_creation_input_tokens")
                    .putNull("cache_read_input_tokens")
                    .putNull("cache_creation")
                    .putNull("output_tokens_details");
        return usage.put("cache_creation_input_tokens", memory.written())
                .put("cache_read_input_tokens", memory.read())
                .put(
                        "cache_creation",
                        new JsonObject()
                                .put("ephemeral_5m_input_tokens", memory.forAnHour() ? 0 : memory.written())
                                .put("ephemeral_1h_input_tokens", memory.forAnHour() ? memory.written() : 0))
                .put("output_tokens_details", new JsonObject().put("thinking_tokens", thinking))
                .put("service_tier", batch.isEmpty() ? "standard" : "batch");
    }
}
