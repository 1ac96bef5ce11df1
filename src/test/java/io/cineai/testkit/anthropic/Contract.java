package io.cineai.testkit.anthropic;

import io.cineai.analyze.AnalysisKind;
import io.cineai.analyze.Rubric;
import io.cineai.testkit.anthropic.ApiCaller.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Ten calls that show what the double claims of the API: the same call to both must come to the same status and the same kind of error,
 * and an answer must have every field that the double's has, of the same type. Two of the ten are billed, some tenths of a cent.
 */
final class Contract {
    /** What all ten may cost at the worst, in USD: three prompts of 4,000 tokens remembered, three answers of 1,200. */
    static final double WORST_USD = 3 * (4_000 * 0.20 + 1_200 * 0.50) / 1_000_000;

    private static final String MODEL = "claude-haiku-5-5";

    private Contract() {}

    /** A call and what it shows. */
    record Step(String shows, Function<ApiCaller, Answer> call) {}

    static List<Step> steps() {
        return List.of(
                new Step("tokens are counted", api -> api.count(without(question(), "max_tokens"))),
                new Step("a message is answered", api -> api.message(question())),
                new Step("and again, with what is remembered", api -> api.message(question())),
                new Step("max_tokens is required", api -> api.message(without(question(), "max_tokens"))),
                new Step(
                        "an unknown model is not found",
                        api -> api.message(question().put("model", "claude-none-0"))),
                new Step("an open object in a schema is refused", api -> api.message(withOpenSchema())),
                new Step("temperature is refused", api -> api.message(question().put("temperature", 0.5))),
                new Step("a wrong key is refused", api -> api.with("x-api-key", "sk-ant-wrong")
                        .message(question())),
                new Step("a bad custom_id spoils a batch", api -> api.batch(batch("film 1"))),
                new Step("batches are listed", api -> api.get("/v1/messages/batches?limit=1")));
    }

    /** What differs, a line each. */
    static List<String> differences(Step step, ApiCaller ours, ApiCaller theirs) {
        Answer said = step.call().apply(ours);
        Answer real = step.call().apply(theirs);
        List<String> differences = new ArrayList<>();
        if (said.status() != real.status())
            differences.add(
                    step.shows() + ": status " + said.status() + ", really " + real.status() + " " + real.text());
        else if (said.status() != 200 && !said.error().equals(real.error()))
            differences.add(step.shows() + ": " + said.error() + ", really " + real.error());
        else missing(step.shows(), said.json(), real.json(), differences);
        return differences;
    }

    private static void missing(String place, JsonObject said, JsonObject real, List<String> differences) {
        for (Map.Entry<String, Object> field : said) {
            String name = place + ": " + field.getKey();
            Object there = real.getValue(field.getKey());
            if (!real.containsKey(field.getKey())) differences.add(name + " is not there really");
            else if (field.getValue() instanceof JsonObject object && there instanceof JsonObject other)
                missing(name, object, other, differences);
            else if (isOtherType(field.getValue(), there)) differences.add(name + " is really " + there);
        }
    }

    private static boolean isOtherType(Object said, Object real) {
        if (said == null || real == null) return false;
        return said instanceof Number != real instanceof Number
                || said instanceof String != real instanceof String
                || said instanceof JsonArray != real instanceof JsonArray
                || said instanceof Boolean != real instanceof Boolean;
    }

    /** As the adapter asks it: the rubric of style, of a film that does not exist. */
    private static JsonObject question() {
        Rubric rubric = Rubric.of(AnalysisKind.STYLE);
        JsonObject system = new JsonObject()
                .put("type", "text")
                .put("text", rubric.instructions())
                .put("cache_control", new JsonObject().put("type", "ephemeral"));
        JsonObject film = new JsonObject()
                .put("title", "The Lighthouse Keeper's Silence")
                .put("year", 1962)
                .put("overview", "A lighthouse keeper who never spoke of the storm must face the sea once more.");
        return new JsonObject()
                .put("model", MODEL)
                .put("max_tokens", 1_200)
                .put("system", new JsonArray().add(system))
                .put("messages", new JsonArray().add(Requests.said("user", film.encode())))
                .put(
                        "output_config",
                        new JsonObject()
                                .put("effort", "low")
                                .put("format", Requests.format(new JsonObject(rubric.schema()))));
    }

    private static JsonObject withOpenSchema() {
        JsonObject schema = new JsonObject(Rubric.of(AnalysisKind.STYLE).schema());
        JsonObject open = new JsonObject(schema.encode());
        open.remove("additionalProperties");
        return question().put("output_config", new JsonObject().put("format", Requests.format(open)));
    }

    private static JsonObject batch(String customId) {
        return new JsonObject().put("requests", new JsonArray().add(Requests.item(customId, question())));
    }

    private static JsonObject without(JsonObject request, String field) {
        request.remove(field);
        return request;
    }
}
