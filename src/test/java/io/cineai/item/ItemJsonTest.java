package io.cineai.item;

import static io.cineai.testkit.FilmBuilder.aFilm;
import static io.cineai.testkit.FilmBuilder.idOf;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cineai.movie.Facet;
import io.cineai.movie.Movie;
import io.cineai.movie.Portrait;
import io.cineai.movie.Portrait.Subject;
import io.cineai.recommend.Algorithm;
import io.cineai.recommend.Recommendation;
import io.cineai.recommend.Remark;
import io.cineai.recommend.likeness.Alignment;
import io.cineai.recommend.likeness.Leanings;
import io.cineai.recommend.likeness.Leanings.Leaning;
import io.cineai.recommend.reason.Insight;
import io.cineai.recommend.reason.Reason;
import io.cineai.recommend.reason.Reason.Type;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ItemJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Reason BY_THEME = new Reason(Type.SHARED_THEME, idOf("Heat"), "Heat", "loyalty", 2 / 3.0);
    private static final Reason LIKED = new Reason(Type.BECAUSE_LIKED, idOf("Thief"), "Thief", null, 1 / 3.0);
    private static final Insight PATTERN = new Insight(Insight.Kind.PATTERN, Insight.Discovery.STRETCH, 0.12345);

    @Test
    void thematicFactorsAreWhatTheFilmIsAboutAndHowThatGoesWithTheUser() throws IOException {
        Movie film = about(new Subject(List.of("loyalty", "greed"), 0.7, "{\"era\": \"contemporary\"}"));
        Alignment alignment = new Alignment(0.70711, null, null, List.of("loyalty"));

        assertEquals(JSON.readTree("""
                {"themes": ["loyalty", "greed"], "complexity_score": 0.7, "cultural_context": {"era": "contemporary"},
                 "alignment": 0.707, "shared_themes": ["loyalty"]}"""), JSON.readTree(factors(item(film, alignment))));
    }

    @Test
    void whatIsNotKnownOfThemIsNull() throws IOException {
        Movie film = about(new Subject(List.of(), null, null));

        assertEquals(JSON.readTree("""
                {"themes": [], "complexity_score": null, "cultural_context": null, "alignment": null, "shared_themes": []}"""), JSON.readTree(factors(item(film, Alignment.UNKNOWN))));
        assertNull(factors(item(aFilm("Heat").build(), Alignment.UNKNOWN)));
    }

    @Test
    void levelsAreInThousandthsAndNullWhereUnknown() throws IOException {
        JsonNode known = written(item(aFilm("Heat").build(), new Alignment(null, 0.12345, 0.9996, List.of())));
        JsonNode unknown = written(item(aFilm("Heat").build(), Alignment.UNKNOWN));

        assertEquals(0.123, known.get("style_similarity_score").doubleValue(), 0);
        assertEquals(1, known.get("emotional_alignment_score").doubleValue(), 0);
        for (String field : List.of("thematic_factors", "style_similarity_score", "emotional_alignment_score"))
            assertTrue(unknown.get(field).isNull(), field);
    }

    @Test
    void anExplanationSaysWhatKindItIsHowSureItIsAndWhichFilmsCarryIt() throws IOException {
        assertEquals(
                JSON.readTree("""
                {"primary_reason": "Shares the theme of loyalty with Heat, which you liked", "explanation_type": "pattern",
                 "discovery_factor": "stretch", "confidence_score": 0.123, "relevance": 0.5,
                 "reasons": [
                   {"type": "shared_theme", "movie_id": "%1$s", "title": "Heat", "attribute": "loyalty", "share": 0.667},
                   {"type": "because_liked", "movie_id": "%2$s", "title": "Thief", "share": 0.333}],
                 "supporting_movies": ["%1$s", "%2$s"]}""".formatted(idOf("Heat"), idOf("Thief"))),
                JSON.readTree(explanation(explained(PATTERN, BY_THEME, LIKED))));
    }

    @Test
    void whatIsCutOutIsWhatTheItemSays() throws IOException {
        Movie film = about(new Subject(List.of("loyalty"), 0.7, null));
        Reason foreign =
                new Reason(Type.BECAUSE_LIKED, idOf("Am\u00e9lie \uD83C\uDFAC"), "Am\u00e9lie \uD83C\uDFAC", null, 1);
        List<Recommendation> films = List.of(
                explained(PATTERN, BY_THEME, LIKED),
                item(film, Alignment.UNKNOWN),
                explained(PATTERN),
                explained(PATTERN, foreign));

        ItemColumns columns = columns(films);

        JsonNode written = JSON.readTree(ItemJson.items(films));
        for (int at = 0; at < films.size(); at++) {
            assertEquals(written.get(at).get("reason").textValue(), columns.reason(at));
            assertEquals(written.get(at).get("explanation"), JSON.readTree(orNull(columns.explanation(at))));
            assertEquals(written.get(at).get("thematic_factors"), JSON.readTree(orNull(columns.thematicFactors(at))));
        }
    }

    /** As what comes next begins where it ends. */
    @Test
    void eachTextIsFoundWhereItIsSaidToBe() throws IOException {
        ItemColumns columns = columns(List.of(explained(PATTERN), explained(PATTERN, LIKED)));
        byte[] reason = columns.reason(1).getBytes(StandardCharsets.UTF_8);
        byte[] explanation = columns.explanation(1).getBytes(StandardCharsets.UTF_8);

        assertArrayEquals(new int[] {7, 7, 7, 7}, columns.places(0, 7));
        assertArrayEquals(
                new int[] {7, 7 + reason.length, 7 + reason.length, 7 + reason.length + explanation.length},
                columns.places(1, 7));
    }

    @Test
    void fieldsOfColumnsAreInTheOrderOfJsonb() throws IOException {
        Recommendation film = new Recommendation(
                1,
                about(new Subject(List.of("loyalty"), 0.7, null)),
                new BigDecimal("0.99"),
                0.5,
                Algorithm.HYBRID,
                List.of(BY_THEME),
                PATTERN,
                Alignment.UNKNOWN,
                new Remark(true, "A tale of loyalty, as Heat is"));
        JsonNode explanation = JSON.readTree(explanation(film));

        for (JsonNode json : List.of(explanation, explanation.get("reasons").get(0), JSON.readTree(factors(film)))) {
            List<String> fields = new ArrayList<>();
            json.fieldNames().forEachRemaining(fields::add);
            assertEquals(
                    fields.stream()
                            .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                            .toList(),
                    fields);
        }
    }

    private static String orNull(String json) {
        return json == null ? "null" : json;
    }

    @Test
    void whatNoFilmCarriesNamesNone() throws IOException {
        Reason popular = new Reason(Type.POPULAR, null, null, null, 1);

        JsonNode explanation = JSON.readTree(explanation(explained(null, popular)));

        assertEquals(0, explanation.get("supporting_movies").size());
        assertFalse(explanation.has("explanation_type"), "of a list that is nobody's");
        assertNull(explanation(explained(PATTERN)));
    }

    @Test
    void aTasteProfileHasAllFacetsEmptyOnesToo() throws IOException {
        Leanings leanings = new Leanings(
                3,
                Map.of(
                        Facet.THEME, List.of(new Leaning("loyalty", 2 / 3.0, 2), new Leaning("greed", 1 / 3.0, 1)),
                        Facet.ERA, List.of(new Leaning("1995", 1, 3))));

        assertEquals(JSON.readTree("""
                {"films": 3, "genres": [], "directors": [], "cast": [], "styles": [], "arcs": [],
                 "themes": [{"word": "loyalty", "share": 0.667, "films": 2}, {"word": "greed", "share": 0.333, "films": 1}],
                 "eras": [{"word": "1995", "share": 1.0, "films": 3}]}"""), JSON.readTree(TasteJson.of(leanings)));
        assertEquals(JSON.readTree("""
                {"films": 0, "genres": [], "directors": [], "cast": [], "styles": [], "arcs": [], "themes": [], "eras": []}"""), JSON.readTree(TasteJson.of(Leanings.NONE)));
    }

    private static Movie about(Subject subject) {
        return aFilm("Ronin").build().with(new Portrait(Optional.of(subject), Optional.empty(), Optional.empty()));
    }

    private static Recommendation item(Movie film, Alignment alignment) {
        return new Recommendation(
                1,
                film,
                new BigDecimal("0.99"),
                0.5,
                Algorithm.HYBRID,
                List.of(LIKED),
                PATTERN,
                alignment,
                Remark.NONE);
    }

    private static Recommendation explained(Insight insight, Reason... reasons) {
        return new Recommendation(
                1,
                aFilm("Ronin").build(),
                new BigDecimal("0.99"),
                0.5,
                Algorithm.HYBRID,
                List.of(reasons),
                insight,
                Alignment.UNKNOWN,
                Remark.NONE);
    }

    private static String factors(Recommendation film) throws IOException {
        return columns(List.of(film)).thematicFactors(0);
    }

    private static String explanation(Recommendation film) throws IOException {
        return columns(List.of(film)).explanation(0);
    }

    private static ItemColumns columns(List<Recommendation> films) throws IOException {
        JsonBytes.Parts parts = new JsonBytes.Parts();
        ItemColumns.Writer columns = new ItemColumns.Writer(films.size());
        for (Recommendation film : films) ItemJson.write(parts, film, columns);
        return columns.written();
    }

    private static JsonNode written(Recommendation item) throws IOException {
        return JSON.readTree(ItemJson.items(List.of(item))).get(0);
    }
}
