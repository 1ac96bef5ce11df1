package io.cineai.llm.anthropic;

import io.cineai.llm.Question;
import io.cineai.llm.Question.Correction;
import io.cineai.llm.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Questions as the API takes them. Holds nothing that the model's card does not allow, and nothing that is not needed. */
record AnthropicRequests(String effort) {
    private static final String UNKNOWN_ANSWER = "{}";

    /** A message to be answered at once; the provider is to remember its instructions for those that follow. */
    Map<String, Object> message(Question question) {
        return message(question, true);
    }

    /** One of a batch, in which remembering is a matter of luck, and each time that it fails costs more: the price stays known. */
    Map<String, Object> batched(Question question) {
        return message(question, false);
    }

    /** The same prompt, to be counted. */
    Map<String, Object> counted(Question question) {
        Map<String, Object> request = message(question);
        request.remove("max_tokens");
        return request;
    }

    private Map<String, Object> message(Question question, boolean remembered) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("model", question.card().id().model());
        request.put("max_tokens", Math.min(question.maxTokens(), question.card().maxOutputTokens()));
        Map<String, Object> system = ordered("type", "text", "text", question.fullInstructions());
        if (remembered) system.put("cache_control", Map.of("type", "ephemeral"));
        request.put("system", List.of(system));
        request.put("messages", messages(question));
        Map<String, Object> output = new LinkedHashMap<>();
        if (question.card().effort()) output.put("effort", effort);
        if (question.card().structuredOutput())
            output.put("format", ordered("type", "json_schema", "schema", question.schema()));
        if (!output.isEmpty()) request.put("output_config", output);
        return request;
    }

    /** After a correction the film is asked about again, with what was wrong; the beginning of the prompt stays the same. */
    private static List<Object> messages(Question question) {
        List<Object> messages = new ArrayList<>();
        messages.add(said("user", Wire.write(question.document())));
        question.correction().ifPresent(it -> {
            messages.add(said("assistant", it.answer().isBlank() ? UNKNOWN_ANSWER : it.answer()));
            messages.add(said("user", complaint(it)));
        });
        return messages;
    }

    private static String complaint(Correction correction) {
        return "That answer breaks a rule: " + correction.why() + ". Give the whole answer again, keeping every rule.";
    }

    private static Map<String, Object> said(String role, String text) {
        return ordered("role", role, "content", List.of(ordered("type", "text", "text", text)));
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        return map;
    }
}
