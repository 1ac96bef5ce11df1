package io.cineai.testkit.anthropic;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Answers that keep the rules, made from the question's own schema: words of its vocabularies, quotes of its film. The same film gets the
 * same answer.
 */
public final class PlausibleAnswers implements Answers {
    private static final int LONGEST_QUOTE = 60;

    /** A curve that draws each arc, and an ending that it may have. */
    private static final Map<String, double[]> CURVES = Map.of(
            "rags_to_riches", new double[] {-0.6, -0.5, -0.4, -0.2, 0, 0.1, 0.3, 0.4, 0.6, 0.7},
            "riches_to_rags", new double[] {0.6, 0.5, 0.4, 0.2, 0, -0.2, -0.3, -0.5, -0.6, -0.7},
            "man_in_a_hole", new double[] {0.4, 0.2, -0.1, -0.4, -0.6, -0.6, -0.3, 0, 0.3, 0.5},
            "icarus", new double[] {-0.3, 0, 0.3, 0.5, 0.6, 0.5, 0.2, -0.2, -0.5, -0.6},
            "cinderella", new double[] {-0.5, -0.1, 0.4, 0.5, 0.2, -0.4, -0.5, -0.1, 0.4, 0.6},
            "oedipus", new double[] {0.5, 0.1, -0.4, -0.5, -0.2, 0.4, 0.5, 0.1, -0.4, -0.6});

    /** Where there are fewer words than are wanted, no more come by waiting. */
    private static final int MOST_DRAWN = 100;

    @Override
    public String to(Asked question) {
        JsonObject film = question.document();
        Random random = new Random(question.contentHash().hashCode());
        JsonObject fields = question.properties();
        JsonObject answer = new JsonObject();
        for (String name : fields.fieldNames()) answer.put(name, value(name, fields.getJsonObject(name), random));
        answer.put("evidence", evidence(film, random));
        if (answer.containsKey("arc")) drawn(answer, random);
        return answer.encode();
    }

    private static Object value(String name, JsonObject schema, Random random) {
        JsonArray words = schema.getJsonArray("enum");
        if (words != null) return words.getString(random.nextInt(words.size()));
        return switch (schema.getString("type")) {
            case "number" -> (20 + random.nextInt(76)) / 100.0;
            case "array" -> list(name, schema.getJsonObject("items"), random);
            case "object" -> object(schema, random);
            default -> "";
        };
    }

    private static JsonObject object(JsonObject schema, Random random) {
        JsonObject properties = schema.getJsonObject("properties");
        JsonObject object = new JsonObject();
        for (String name : properties.fieldNames())
            object.put(name, value(name, properties.getJsonObject(name), random));
        return object;
    }

    private static JsonArray list(String name, JsonObject items, Random random) {
        if (name.equals("evidence")) return new JsonArray();
        JsonArray list = new JsonArray();
        List<String> met = new ArrayList<>();
        int size = name.equals("themes") ? 3 + random.nextInt(3) : 1 + random.nextInt(3);
        for (int drawn = 0; list.size() < size && drawn < MOST_DRAWN; drawn++) {
            Object item = value(name, items, random);
            String word = item instanceof JsonObject object ? object.getString("theme") : String.valueOf(item);
            if (!met.contains(word)) list.add(item);
            met.add(word);
        }
        return list;
    }

    /** Word for word: whole keywords, and the beginning of the overview up to a blank. */
    private static JsonArray evidence(JsonObject film, Random random) {
        JsonArray evidence = new JsonArray();
        String overview = film.getString("overview", "");
        if (!overview.isBlank()) evidence.add(quote("overview", beginning(overview)));
        JsonArray keywords = film.getJsonArray("keywords", new JsonArray());
        int quotes = Math.min(keywords.size(), 1 + random.nextInt(2));
        for (int i = 0; i < quotes; i++) evidence.add(quote("keywords", keywords.getString(i)));
        if (evidence.isEmpty()) evidence.add(quote("title", film.getString("title")));
        return evidence;
    }

    private static JsonObject quote(String field, String text) {
        return new JsonObject().put("field", field).put("quote", text);
    }

    private static String beginning(String text) {
        if (text.length() <= LONGEST_QUOTE) return text;
        int end = text.lastIndexOf(' ', LONGEST_QUOTE);
        return text.substring(0, end > 0 ? end : LONGEST_QUOTE);
    }

    private static void drawn(JsonObject answer, Random random) {
        List<String> arcs = CURVES.keySet().stream().sorted().toList();
        String arc = arcs.get(random.nextInt(arcs.size()));
        double[] curve = CURVES.get(arc);
        answer.put("arc", arc);
        answer.put(
                "valence",
                new JsonArray(
                        IntStream.range(0, curve.length).mapToObj(i -> curve[i]).toList()));
        answer.put(
                "arousal",
                new JsonArray(IntStream.range(0, curve.length)
                        .mapToObj(i -> (20 + random.nextInt(70)) / 100.0)
                        .toList()));
        answer.put("ending", curve[9] > 0 ? "happy" : "sad");
    }
}
