package io.cineai.query.match;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.Portrait.Feel;
import io.cineai.movie.emotion.Mood;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MoodFitTest {
    private static final double SINGLE_PRECISION = 1e-5;

    /** Films are found by mood in the database and here: a film must not have a mood in one and lack it in the other. */
    @Test
    void whatFitsHereFitsInTheDatabase() throws Exception {
        try (Session database = TestPostgres.fresh().connect()) {
            for (int film = 0; film < 60; film++) {
                Feel feel = SampleSpace.ANALYSED.get(film).portrait().feel().orElseThrow();
                List<String> theirs =
                        database.rows("""
                        select m.mood, cineai.mood_fit(m.mood, jsonb_build_object('emotions', ?::jsonb), ?::real[], ?)
                          from unnest(cineai.moods()) with ordinality as m (mood, place)
                         order by m.place""", json(feel.emotions()), array(feel.valence()), feel.intensity());
                for (Mood mood : Mood.values()) {
                    String[] told = theirs.get(mood.ordinal()).split(" ", 2);

                    assertEquals(mood.id(), told[0]);
                    assertEquals(
                            Double.parseDouble(told[1]),
                            MoodFit.of(mood, Felt.of(feel).orElseThrow()),
                            SINGLE_PRECISION,
                            SampleSpace.ANALYSED.get(film).title() + " " + mood);
                }
            }
        }
    }

    @Test
    void whereAPartIsMissingNothingCanBeTold() {
        List<Double> valence = List.of(.1, .2, .3, .4, .5, .6, .7, .8, .9, 1.0);
        Map<String, Double> emotions = Map.of("joy", 0.5);

        assertEquals(Optional.empty(), Felt.of(new Feel("", valence, null, emotions)));
        assertEquals(Optional.empty(), Felt.of(new Feel("", valence.subList(0, 9), 0.5, emotions)));
        assertEquals(Optional.empty(), Felt.of(new Feel("", valence, 0.5, Map.of())));
        assertTrue(Felt.of(new Feel("", valence, 0.5, emotions)).isPresent());
    }

    /** Of a film that nobody analysed. */
    @Test
    void aGuessIsALevel() {
        for (int film = 0; film < SampleSpace.UNSEEN.size(); film++)
            for (Mood mood : Mood.values()) {
                double guess = SampleSpace.UNSEEN.mood(mood, film);

                assertTrue(guess >= 0 && guess <= 1, mood + " " + guess);
            }
    }

    private static String json(Map<String, Double> emotions) {
        return emotions.entrySet().stream()
                .map(it -> '"' + it.getKey() + "\":" + it.getValue())
                .collect(joining(",", "{", "}"));
    }

    private static String array(List<Double> valence) {
        return valence.stream().map(String::valueOf).collect(joining(",", "{", "}"));
    }
}
