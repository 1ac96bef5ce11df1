package io.cineai.functions.warmup;

import io.cineai.testkit.anthropic.Answers;
import io.cineai.testkit.anthropic.Asked;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A model that keeps the rules, takes everything for a wish for something uplifting, and remembers what it was asked. */
final class Understander implements Answers {
    private final List<String> queries = Collections.synchronizedList(new ArrayList<>());

    @Override
    public String to(Asked question) {
        queries.add(question.document().getString("query"));
        return parse("uplifting").encode();
    }

    /** Queries of all questions that it answered. */
    List<String> queries() {
        return List.copyOf(queries);
    }

    /** A parse that says nothing but this mood. */
    static JsonObject parse(String... moods) {
        JsonObject open = new JsonObject().put("from", 0).put("to", 0);
        JsonObject parse = new JsonObject().put("intent", "mood_match").put("moods", new JsonArray(List.of(moods)));
        for (String none : List.of(
                "references",
                "dissimilar",
                "shifts",
                "genres_include",
                "genres_exclude",
                "themes",
                "styles",
                "exclude",
                "people",
                "unresolved")) parse.put(none, new JsonArray());
        return parse.put("years", open)
                .put("runtime_minutes", open.copy())
                .put("audience", "anybody")
                .put("limit", 0)
                .put("confidence", 0.9);
    }
}
