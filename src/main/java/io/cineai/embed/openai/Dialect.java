package io.cineai.embed.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.cineai.budget.Usage;
import io.cineai.embed.TextEmbedder.Most;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How servers that speak nearly alike differ. */
enum Dialect {
    /** Source: OpenAI's API reference, "Create embeddings": 2,048 inputs and 300,000 tokens; Ollama's and vLLM's are the same. */
    OPENAI("openai", "https://api.openai.com", "text-embedding-3-small", new Most(2_048, 300_000)) {
        @Override
        Map<String, Object> request(String model, List<String> texts, Optional<Integer> dimensions) {
            Map<String, Object> request = common(model, texts);
            request.put("encoding_format", "float");
            dimensions.ifPresent(length -> request.put("dimensions", length));
            return request;
        }
    },

    /** Source: Voyage's API reference, "Text embeddings": 1,000 inputs, and 120,000 tokens for its largest models, more for others. */
    VOYAGE("voyage", "https://api.voyageai.com", "voyage-4-lite", new Most(1_000, 120_000)) {
        @Override
        Map<String, Object> request(String model, List<String> texts, Optional<Integer> dimensions) {
            Map<String, Object> request = common(model, texts);
            request.put("input_type", "document");
            dimensions.ifPresent(length -> request.put("output_dimension", length));
            return request;
        }
    };

    final String provider;
    final String url;
    final String model;
    final Most most;

    Dialect(String provider, String url, String model, Most most) {
        this.provider = provider;
        this.url = url;
        this.model = model;
        this.most = most;
    }

    /** @param dimensions empty: the model's own, unasked */
    abstract Map<String, Object> request(String model, List<String> texts, Optional<Integer> dimensions);

    private static Map<String, Object> common(String model, List<String> texts) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("model", model);
        request.put("input", texts);
        return request;
    }

    /** {@code prompt_tokens}, or where there is no such field {@code total_tokens}, which is the same: nothing is written. */
    static Optional<Usage> usage(JsonNode usage) {
        for (String name : List.of("prompt_tokens", "total_tokens")) {
            JsonNode tokens = usage.path(name);
            if (tokens.canConvertToLong() && tokens.isIntegralNumber() && tokens.asLong() >= 0)
                return Optional.of(new Usage(tokens.asLong(), 0, 0, 0, 0, 0));
        }
        return Optional.empty();
    }
}
