package io.cineai.item;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cineai.movie.Facet;
import io.cineai.recommend.likeness.Leanings;
import io.cineai.recommend.likeness.Leanings.Leaning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a user's liked films have in common, as JSON: the same facets always, empty ones too. */
public final class TasteJson {
    private static final Map<Facet, String> NAMES = new EnumMap<>(Map.of(
            Facet.THEME, "themes",
            Facet.STYLE, "styles",
            Facet.ARC, "arcs",
            Facet.ERA, "eras",
            Facet.GENRE, "genres",
            Facet.DIRECTOR, "directors",
            Facet.CAST, "cast"));

    private TasteJson() {}

    public static String of(Leanings leanings) {
        Map<Facet, List<Leaning>> most = leanings.most();
        byte[] json = JsonBytes.of(out -> {
            out.writeStartObject();
            out.writeNumberField("films", leanings.films());
            for (Map.Entry<Facet, String> facet : NAMES.entrySet()) {
                out.writeArrayFieldStart(facet.getValue());
                for (Leaning leaning : most.getOrDefault(facet.getKey(), List.of())) leaning(out, leaning);
                out.writeEndArray();
            }
            out.writeEndObject();
        });
        return new String(json, StandardCharsets.UTF_8);
    }

    private static void leaning(JsonGenerator out, Leaning leaning) throws IOException {
        out.writeStartObject();
        out.writeStringField("word", leaning.word());
        out.writeNumberField("films", leaning.films());
        out.writeNumberField("share", Math.round(leaning.share() * 1000) / 1000.0);
        out.writeEndObject();
    }
}
