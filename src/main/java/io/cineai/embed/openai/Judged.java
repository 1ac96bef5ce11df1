package io.cineai.embed.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The data of an answer, held against what was asked: one vector for each text, told by its index and not by its place, of the length that was
 * asked for, of finite numbers, and not zero. One that is amiss spoils all: nobody knows which text the others belong to.
 *
 * @param vectors by text, each of length 1; empty where a rule is broken
 * @param broken the rule, and what broke it
 */
record Judged(List<float[]> vectors, Optional<String> broken) {
    static Judged of(JsonNode data, int texts, int dimensions) {
        if (!data.isArray() || data.size() != texts)
            return no("data must have " + texts + " vectors: " + (data.isArray() ? data.size() : "none"));
        float[][] vectors = new float[texts][];
        for (JsonNode item : data) {
            JsonNode index = item.path("index");
            if (!index.isInt() || index.asInt() < 0 || index.asInt() >= texts || vectors[index.asInt()] != null)
                return no("index must be each of 0 to " + (texts - 1) + " once: "
                        + (index.isInt() ? index.asInt() : "none"));
            JsonNode embedding = item.path("embedding");
            if (!embedding.isArray() || embedding.size() != dimensions)
                return no("embedding must have " + dimensions + " numbers: "
                        + (embedding.isArray() ? embedding.size() : "no array"));
            Optional<float[]> unit = unit(embedding);
            if (unit.isEmpty()) return no("embedding must be finite numbers, not all 0");
            vectors[index.asInt()] = unit.get();
        }
        return new Judged(new ArrayList<>(Arrays.asList(vectors)), Optional.empty());
    }

    private static Judged no(String why) {
        return new Judged(List.of(), Optional.of(why));
    }

    /** Most models answer with length 1, shortened ones need not. */
    private static Optional<float[]> unit(JsonNode embedding) {
        double[] values = new double[embedding.size()];
        double squares = 0;
        for (int k = 0; k < values.length; k++) {
            if (!embedding.get(k).isNumber()) return Optional.empty();
            values[k] = embedding.get(k).asDouble();
            squares += values[k] * values[k];
        }
        if (!(squares > 0 && squares < Double.POSITIVE_INFINITY)) return Optional.empty();
        float[] unit = new float[values.length];
        for (int k = 0; k < unit.length; k++) unit[k] = (float) (values[k] / Math.sqrt(squares));
        return Optional.of(unit);
    }
}
