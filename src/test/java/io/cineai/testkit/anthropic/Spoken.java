package io.cineai.testkit.anthropic;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A message as the model gives it: blocks, reason to stop, usage. */
record Spoken(Asked question, String text, Optional<Fault.Change> change, int mostThinking) {
    /** What of the prompt was remembered, and what was written to be. */
    record Cache(long read, long written, boolean forAnHour) {
        static final Cache NONE = new Cache(0, 0, false);
    }

    JsonObject billedTo(Ledger ledger, String batch, Cache cache, AtomicLong ids) {
        boolean refusal = isIt(Fault.Change.REFUSAL);
        String said = refusal ? "" : isIt(Fault.Change.CUT_OFF) ? text.substring(0, text.length() / 2) : text;
        long thinking = refusal ? 0 : Math.floorMod(question.contentHash().hashCode(), mostThinking + 1);
        long output = refusal ? 0 : Math.min(question.maxTokens(), Tokens.of(said) + thinking);
        long input = question.promptTokens() - cache.read() - cache.written();
        if (!refusal)
            ledger.bill(new Ledger.Billed(
                    Instant.now(),
                    question.contentHash(),
                    question.film(),
                    question.function(),
                    question.model(),
                    batch,
                    input,
                    cache.read(),
                    cache.written(),
                    output,
                    thinking));
        JsonObject message = new JsonObject()
                .put("id", "msg_" + ids.incrementAndGet())
                .put("type", "message")
                .put("role", "assistant")
                .put("model", question.model())
                .put("content", content(said, thinking))
                .put("stop_reason", refusal ? "refusal" : isIt(Fault.Change.CUT_OFF) ? "max_tokens" : "end_turn")
                .put("stop_sequence", (String) null)
                .put(
                        "stop_details",
                        refusal ? new JsonObject().put("type", "refusal").putNull("category") : null);
        if (!isIt(Fault.Change.NO_USAGE)) message.put("usage", usage(input, output, thinking, cache, batch));
        return message;
    }

    private boolean isIt(Fault.Change wanted) {
        return change.filter(wanted::equals).isPresent();
    }

    private JsonArray content(String said, long thinking) {
        JsonArray content = new JsonArray();
        if (isIt(Fault.Change.REFUSAL)) return content;
        if (isIt(Fault.Change.THINKING_FIRST) || thinking > 0)
            content.add(
                    new JsonObject().put("type", "thinking").put("thinking", "").put("signature", "EqQBCgIYAhIM"));
        if (isIt(Fault.Change.UNKNOWN_BLOCK))
            content.add(new JsonObject().put("type", "hologram").put("beam", "…"));
        String before = isIt(Fault.Change.TEXT_BEFORE_JSON) ? "Here is the analysis:\n" : "";
        return content.add(new JsonObject().put("type", "text").put("text", before + said));
    }

    private JsonObject usage(long input, long output, long thinking, Cache cache, String batch) {
        JsonObject usage = new JsonObject().put("input_tokens", input).put("output_tokens", output);
        if (isIt(Fault.Change.NULL_USAGE))
            return usage.putNull("cache_creation_input_tokens")
                    .putNull("cache_read_input_tokens")
                    .putNull("cache_creation")
                    .putNull("output_tokens_details");
        return usage.put("cache_creation_input_tokens", cache.written())
                .put("cache_read_input_tokens", cache.read())
                .put(
                        "cache_creation",
                        new JsonObject()
                                .put("ephemeral_5m_input_tokens", cache.forAnHour() ? 0 : cache.written())
                                .put("ephemeral_1h_input_tokens", cache.forAnHour() ? cache.written() : 0))
                .put("output_tokens_details", new JsonObject().put("thinking_tokens", thinking))
                .put("service_tier", batch.isEmpty() ? "standard" : "batch");
    }
}
