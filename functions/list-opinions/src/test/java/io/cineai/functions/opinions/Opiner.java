package io.cineai.functions.opinions;

import io.cineai.testkit.anthropic.Answers;
import io.cineai.testkit.anthropic.Asked;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A model that keeps the rules, turns lists round, and remembers what it was asked. */
final class Opiner implements Answers {
    private static final int MOST_WORDS = 10;

    private final Queue<String> requests = new ConcurrentLinkedQueue<>();

    @Override
    public String to(Asked question) {
        requests.add(question.request().encode());
        JsonArray films = question.document().getJsonArray("films");
        List<Integer> order = IntStream.range(0, films.size())
                .mapToObj(at -> films.getJsonObject(at).getInteger("n"))
                .collect(Collectors.toList());
        Collections.reverse(order);
        JsonArray words = new JsonArray();
        for (int at = 0; at < Math.min(MOST_WORDS, films.size()); at++) words.add(word(films.getJsonObject(at)));
        JsonObject answer = new JsonObject().put("words", words);
        if (question.properties().containsKey("order")) answer.put("order", new JsonArray(order));
        return answer.encode();
    }

    private static JsonObject word(JsonObject film) {
        return new JsonObject()
                .put("n", film.getInteger("n"))
                .put("text", sentence(film.getJsonArray("reasons").getJsonObject(0)));
    }

    private static String sentence(JsonObject reason) {
        String shared = reason.getString("shared");
        return switch (reason.getString("kind")) {
            case "people" -> "See " + shared + " again, as in {1}";
            case "because_liked" ->
                shared == null ? "{1} stayed with you; this may too" : "{1} leads to this " + shared + " story";
            case "popular_with_similar" -> "A choice of people with a taste like yours";
            case "explore" -> "Near what you have an eye on";
            default -> shared == null ? "Popular today" : "Popular in " + shared;
        };
    }

    /** Bodies of all questions that it answered. */
    List<String> requests() {
        return List.copyOf(requests);
    }
}
