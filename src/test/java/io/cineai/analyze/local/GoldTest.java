package io.cineai.analyze.local;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.analyze.GoldFilm;
import io.cineai.analyze.GoldScores;
import io.cineai.analyze.GoldScores.Said;
import io.cineai.analyze.GoldScores.Score;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The local analyst against what people wrote down before it was made. */
class GoldTest {
    private static final double CONFIDENCE_MAY_BE_OFF_BY = 0.15;

    private final LocalAnalyst analyst = new LocalAnalyst();
    private final List<Score> scores = new GoldScores(this::said).all();

    @Test
    void thereAreSixtyFilms() {
        assertEquals(60, GoldFilm.all().size());
    }

    @Test
    void eachMeasureBeatsTheMostFrequentLabelsOfTheFilmsGenre() {
        assertAll(
                scores.stream().map(score -> () -> assertTrue(score.ofItsGenre().atLeast() > 0, score.toString())));
    }

    /** Sixty films are too few to tell the ending's .63 from this guess's .52. */
    @Test
    void againstTheBetterGuessThatKnowsAllItsGenresNoneIsBehindAndOnlyTheEndingIsNotSurelyAhead() {
        assertAll(scores.stream()
                .map(score ->
                        () -> assertTrue(score.score() > score.ofAllItsGenres().score(), score.toString())));
        assertAll(scores.stream()
                .filter(score -> !score.name().equals("ending"))
                .map(score -> () -> assertTrue(score.ofAllItsGenres().better().low() > 0, score.toString())));
    }

    @Test
    void itKnowsHowOftenItIsRight() {
        assertAll(scores.stream()
                .map(score -> () -> assertTrue(
                        Math.abs(score.score() - score.confidence()) <= CONFIDENCE_MAY_BE_OFF_BY, score.toString())));
    }

    private Optional<Said> said(GoldFilm gold) {
        return Optional.of(
                new Said(analyst.themes(gold.film()), analyst.style(gold.film()), analyst.journey(gold.film())));
    }
}
