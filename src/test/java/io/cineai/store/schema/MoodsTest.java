package io.cineai.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.Term;
import io.cineai.movie.emotion.Mood;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MoodsTest {
    private static final String FALLS = "{.5,.4,.3,.2,.1,0,-.2,-.4,-.8,-.9}";
    private static final String RISES = "{-.5,-.4,-.3,-.2,0,.2,.4,.6,.9,.9}";

    private Session session;

    @BeforeEach
    void open() throws Exception {
        session = TestPostgres.fresh().connect();
    }

    @AfterEach
    void close() throws Exception {
        session.close();
    }

    @Test
    void everyMoodOfTheVocabularyCanBeTold() throws Exception {
        for (Mood mood : Mood.values()) {
            double fit = Double.parseDouble(fit(mood.id(), "{\"joy\": 0.5}", RISES, .5));

            assertTrue(fit >= 0 && fit <= 1, mood + ": " + fit);
        }
        assertEquals("null", fit("no_such_mood", "{\"joy\": 0.5}", RISES, .5));
    }

    @Test
    void theDatabaseKnowsTheSameMoods() throws Exception {
        String all = Arrays.stream(Mood.values()).map(Term::id).collect(Collectors.joining(","));

        assertEquals("{" + all + "}", session.one("select cineai.moods()"));
    }

    @Test
    void extremesFitWhatTheyAreNamedAfter() throws Exception {
        assertEquals(
                List.of("tense", "scary", "dark"),
                moods("{\"fear\": 1, \"disgust\": 0.6, \"anticipation\": 0.8}", FALLS, .9, "tense", "scary", "dark"));
        assertEquals(
                List.of("uplifting", "cheerful", "heartwarming"),
                moods("{\"joy\": 0.9, \"trust\": 0.8}", RISES, .5, "uplifting", "cheerful", "heartwarming"));
        assertEquals(List.of("sad"), moods("{\"sadness\": 1}", FALLS, .5, "sad"));
        assertEquals(List.of(), moods("{\"joy\": 0.9, \"trust\": 0.8}", RISES, .5, "scary", "sad", "dark", "tense"));
    }

    @Test
    void whatIsNotOursIsNoMoodAndNoError() throws Exception {
        for (String resolution : List.of(
                "{}", "[]", "{\"emotions\": 7}", "{\"emotions\": {\"joy\": \"high\", \"fear\": null}}", "null")) {
            session.rows("select cineai.moods_of(?::jsonb, ?::real[], 0.5)", resolution, RISES);
        }
        assertEquals("null", session.one("select cineai.mood_fit('sad', '{\"emotions\": {}}', null, null)"));
        assertEquals("null", session.one("select cineai.mood_fit('sad', '{\"emotions\": {}}', '{1}', 0.5)"));
        assertEquals("null", session.one("select cineai.mood_fit('sad', null, ?::real[], 0.5)", RISES));
        assertEquals("1.0", session.one("select cineai.unit('7')"));
        assertEquals("0.0", session.one("select cineai.unit('-7')"));
    }

    private List<String> moods(String emotions, String valence, double intensity, String... asked) throws Exception {
        String found = session.one(
                "select cineai.moods_of(?::jsonb, ?::real[], ?)",
                "{\"emotions\": " + emotions + "}",
                valence,
                intensity);
        return Arrays.stream(asked)
                .filter(mood ->
                        Arrays.asList(found.replaceAll("[{}]", "").split(",")).contains(mood))
                .toList();
    }

    private String fit(String mood, String emotions, String valence, double intensity) throws Exception {
        return session.one(
                "select cineai.mood_fit(?, ?::jsonb, ?::real[], ?)",
                mood,
                "{\"emotions\": " + emotions + "}",
                valence,
                intensity);
    }
}
