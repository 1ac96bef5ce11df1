package io.cineai.store.feed;

import static io.cineai.testkit.FilmBuilder.aFilm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cineai.movie.Facet;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.recommend.Algorithm;
import io.cineai.recommend.Recommendation;
import io.cineai.recommend.Recommended;
import io.cineai.recommend.Remark;
import io.cineai.recommend.likeness.Alignment;
import io.cineai.recommend.likeness.Leanings;
import io.cineai.recommend.likeness.Leanings.Leaning;
import io.cineai.recommend.reason.Reason;
import io.cineai.store.fact.UserFacts.ReadyList;
import io.cineai.testkit.FilmBuilder;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FeedRendererTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant LATER = NOW.plusSeconds(3_600);
    private static final FeedRenderer RENDERER = new FeedRenderer(Duration.ofHours(6));
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> LIST = Set.of("generatedAt", "freshUntil", "generation", "recommendations");
    private static final Set<String> ITEM = Set.of(
            "movie_id",
            "rank",
            "score",
            "reason",
            "algorithm_used",
            "thematic_factors",
            "style_similarity_score",
            "emotional_alignment_score",
            "explanation",
            "movies");
    private static final Set<String> FILM = Set.of("id", "title", "year", "genre", "director", "runtime", "poster_url");

    private static final List<String> HOSTILE = List.of(
            "\"},{\"movie_id\":\"",
            "\\",
            "\\\"",
            "}}}]]]",
            "{{{[[[",
            "</script><script>alert(1)</script>",
            "\"recommendations\":[{",
            "Amélie 愛 \uD83C\uDFAC \u2028\u2029",
            "a\tb\nc\u0001",
            "'; drop table movies; --");

    @Test
    void aListSaysWhatTheAppShows() throws Exception {
        Movie heat = aFilm("Heat")
                .of(1995)
                .withGenres("Crime", "Drama")
                .by("Michael Mann")
                .lasting(170)
                .withPoster("https://example.invalid/heat.jpg")
                .build();
        Reason reason = new Reason(Reason.Type.PEOPLE, FilmBuilder.idOf("Thief"), "Thief", "Michael Mann", 2 / 3.0);

        JsonNode list = parsed(render(of(recommendation(1, heat, reason)), NOW));

        assertEquals(JSON.readTree("""
                {"generatedAt": "2026-01-02T03:04:05Z", "freshUntil": "2026-01-02T09:04:05Z", "generation": 7,
                 "recommendations": [{
                   "movie_id": "%1$s", "rank": 1, "score": 0.99,
                   "reason": "With Michael Mann, as in Thief, which you liked",
                   "algorithm_used": "hybrid", "thematic_factors": null, "style_similarity_score": null,
                   "emotional_alignment_score": null,
                   "explanation": {
                     "primary_reason": "With Michael Mann, as in Thief, which you liked", "relevance": 0.5,
                     "reasons": [{"type": "people", "movie_id": "%2$s", "title": "Thief", "attribute": "Michael Mann",
                                  "share": 0.667}],
                     "supporting_movies": ["%2$s"]},
                   "movies": {"id": "%1$s", "title": "Heat", "year": 1995, "genre": ["Crime", "Drama"],
                              "director": ["Michael Mann"], "runtime": 170,
                              "poster_url": "https://example.invalid/heat.jpg"}}]}""".formatted(heat.id(), reason.movie())), list);
    }

    @Test
    void whatIsNotKnownIsNullAndNeverAbsent() throws Exception {
        JsonNode item = parsed(render(
                        of(recommendation(1, aFilm("Heat").of(0).lasting(0).build())), NOW))
                .get("recommendations")
                .get(0);

        assertEquals(ITEM, fields(item));
        assertEquals(FILM, fields(item.get("movies")));
        for (String unknown : List.of("reason", "explanation", "thematic_factors"))
            assertTrue(item.get(unknown).isNull(), unknown);
        for (String unknown : List.of("year", "runtime", "poster_url"))
            assertTrue(item.get("movies").get(unknown).isNull(), unknown);
        assertEquals(0, item.get("movies").get("genre").size());
    }

    @Test
    void aListWithoutReasonsHasNoExplanations() {
        assertNull(render(of(recommendation(1, aFilm("Heat").build())), NOW)
                .columns()
                .explanation(0));
    }

    @Test
    void theRowsOfAListHaveWhatItsResponseSays() throws Exception {
        Movie analysed = aFilm("Heat").about("loyalty").build();
        Leanings leanings = new Leanings(1, Map.of(Facet.THEME, List.of(new Leaning("loyalty", 1, 1))));

        RenderedList rendered = render(
                new Recommended(
                        Algorithm.HYBRID,
                        List.of(
                                recommendation(1, analysed),
                                recommendation(2, aFilm("Clue").build())),
                        leanings),
                NOW);

        JsonNode items = parsed(rendered).get("recommendations");
        assertEquals(
                items.get(0).get("thematic_factors"),
                JSON.readTree(rendered.columns().thematicFactors(0)));
        assertNull(rendered.columns().thematicFactors(1));
        assertEquals(
                "loyalty", JSON.readTree(rendered.taste()).at("/themes/0/word").textValue());
    }

    @Test
    void onlyTheFirstFiftyAreServedAndAllAreExplained() throws Exception {
        RenderedList rendered = render(hostileList(200), NOW);

        assertEquals(50, parsed(rendered).get("recommendations").size());
        for (int film = 0; film < 200; film++)
            assertTrue(JSON.readTree(rendered.columns().explanation(film)).isObject());
    }

    @Test
    void anEmptyListIsAList() throws Exception {
        RenderedList rendered = render(new Recommended(Algorithm.POPULAR, List.of()), NOW);

        assertEquals(0, parsed(rendered).get("recommendations").size());
        assertEquals(parsed(rendered), JSON.readTree(FeedSlice.first(FeedSlice.unzip(rendered.body()), 10, Set.of())));
    }

    @Nested
    class ASlice {
        @Test
        void isTheFirstFilmsAtEveryLimit() throws Exception {
            RenderedList rendered = render(hostileList(60), NOW);
            JsonNode whole = parsed(rendered);
            byte[] json = FeedSlice.unzip(rendered.body());

            for (int limit = 0; limit <= 60; limit++) {
                JsonNode slice = JSON.readTree(FeedSlice.first(json, limit, Set.of()));
                assertEquals(LIST, fields(slice));
                assertEquals(whole.get("generatedAt"), slice.get("generatedAt"));
                assertEquals(items(whole).subList(0, Math.min(limit, 50)), items(slice));
            }
        }

        @Test
        void leavesHiddenFilmsOutAndFillsUpFromBelow() throws Exception {
            RenderedList rendered = render(hostileList(60), NOW);
            List<JsonNode> whole = items(parsed(rendered));
            byte[] json = FeedSlice.unzip(rendered.body());

            for (int every = 1; every <= 7; every++)
                for (int limit = 1; limit <= 50; limit += 7) {
                    Set<UUID> hidden = new HashSet<>(Set.of(new UUID(0, 0)));
                    List<JsonNode> left = new ArrayList<>();
                    for (int place = 0; place < whole.size(); place++)
                        if (place % every == 0) hidden.add(movie(whole.get(place)));
                        else left.add(whole.get(place));

                    JsonNode slice = JSON.readTree(FeedSlice.first(json, limit, hidden));

                    assertEquals(left.subList(0, Math.min(limit, left.size())), items(slice));
                }
        }

        @Test
        void keepsHostileTextAsItIs() throws Exception {
            byte[] json =
                    FeedSlice.unzip(render(hostileList(HOSTILE.size()), NOW).body());

            List<JsonNode> items = items(JSON.readTree(FeedSlice.first(json, 50, Set.of())));

            for (int place = 0; place < HOSTILE.size(); place++) {
                JsonNode item = items.get(place);
                assertEquals(ITEM, fields(item));
                assertEquals(
                        HOSTILE.get(place) + place,
                        item.get("movies").get("title").textValue());
                assertEquals(
                        HOSTILE.get(place),
                        item.get("explanation")
                                .get("reasons")
                                .get(0)
                                .get("title")
                                .textValue());
            }
        }
    }

    @Nested
    class TheEtag {
        private final Recommended list = of(recommendation(1, aFilm("Heat").build()));
        private final RenderedList first = render(list, NOW);

        @Test
        void ofAnEqualListIsTheSameAtAnyTime() {
            assertEquals(
                    first.etag(),
                    RENDERER.render(list, 8, LATER, Optional.empty()).etag());
        }

        @Test
        void ofAnotherListIsAnother() {
            Reason reason = new Reason(Reason.Type.POPULAR, null, null, null, 1);

            assertNotEquals(
                    first.etag(),
                    render(of(recommendation(2, aFilm("Heat").build())), NOW).etag());
            assertNotEquals(
                    first.etag(),
                    render(of(recommendation(1, aFilm("Ronin").build())), NOW).etag());
            assertNotEquals(
                    first.etag(),
                    render(of(recommendation(1, aFilm("Heat").of(1996).build())), NOW)
                            .etag());
            assertNotEquals(
                    first.etag(),
                    render(of(recommendation(1, aFilm("Heat").build(), reason)), NOW)
                            .etag());
        }

        @Test
        void decidesWhetherTheListIsAsOldAsTheOneBefore() throws Exception {
            ReadyList same = new ReadyList("digest", first.etag(), NOW, NOW);
            ReadyList other = new ReadyList("digest", "another", NOW, NOW);

            RenderedList unchanged = RENDERER.render(list, 8, LATER, Optional.of(same));
            RenderedList changed = RENDERER.render(list, 8, LATER, Optional.of(other));

            assertEquals(NOW, unchanged.generatedAt());
            assertEquals(NOW.toString(), parsed(unchanged).get("generatedAt").textValue());
            assertEquals(LATER.plus(Duration.ofHours(6)), unchanged.freshUntil());
            assertEquals(LATER, changed.generatedAt());
        }
    }

    @Test
    void whereAModelHadAHandIsSaid() throws Exception {
        Movie ronin = aFilm("Ronin").build();
        Reason heat =
                new Reason(Reason.Type.BECAUSE_LIKED, aFilm("Heat").build().id(), "Heat", null, 0.5);
        Remark both = new Remark(true, "Heat leads to this film");
        Recommended list = of(
                new Recommendation(
                        1,
                        ronin,
                        new BigDecimal("0.99"),
                        0.5,
                        Algorithm.HYBRID,
                        List.of(heat),
                        null,
                        Alignment.UNKNOWN,
                        both),
                recommendation(2, ronin, heat));

        List<JsonNode> items = items(parsed(render(list, NOW)));

        assertEquals("Heat leads to this film", items.get(0).get("reason").textValue());
        JsonNode explained = items.get(0).get("explanation");
        assertEquals("Heat leads to this film", explained.get("primary_reason").textValue());
        assertEquals("model", explained.get("worded_by").textValue());
        assertTrue(explained.get("reranked").booleanValue());
        assertEquals("Because you liked Heat", items.get(1).get("reason").textValue());
        assertFalse(items.get(1).get("explanation").has("worded_by"));
        assertFalse(items.get(1).get("explanation").has("reranked"));
    }

    private static Recommended hostileList(int size) {
        return new Recommended(
                Algorithm.HYBRID,
                IntStream.range(0, size).mapToObj(FeedRendererTest::hostile).toList());
    }

    private static Recommendation hostile(int place) {
        String text = HOSTILE.get(place % HOSTILE.size());
        Movie film = aFilm(text + place)
                .withGenres(text, "{")
                .by("}", text)
                .withPoster(text)
                .build();
        Reason reason = new Reason(Reason.Type.BECAUSE_LIKED, new MovieId(new UUID(0, place)), text, text, 0.5);
        return recommendation(place + 1, film, reason);
    }

    private static Recommendation recommendation(int rank, Movie film, Reason... reasons) {
        return new Recommendation(rank, film, new BigDecimal("0.99"), 0.5, Algorithm.HYBRID, List.of(reasons));
    }

    private static Recommended of(Recommendation... films) {
        return new Recommended(Algorithm.HYBRID, List.of(films));
    }

    private static RenderedList render(Recommended list, Instant now) {
        return RENDERER.render(list, 7, now, Optional.empty());
    }

    private static JsonNode parsed(RenderedList rendered) throws IOException {
        return JSON.readTree(FeedSlice.unzip(rendered.body()));
    }

    private static List<JsonNode> items(JsonNode list) {
        List<JsonNode> items = new ArrayList<>();
        list.get("recommendations").forEach(items::add);
        return items;
    }

    private static UUID movie(JsonNode item) {
        return UUID.fromString(item.get("movie_id").textValue());
    }

    private static Set<String> fields(JsonNode node) {
        Set<String> names = new HashSet<>();
        for (Iterator<String> all = node.fieldNames(); all.hasNext(); ) names.add(all.next());
        return names;
    }
}
