package io.cineai.functions.thematic;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cineai.analyze.AnalysisKind;
import io.cineai.analyze.GoldFilm;
import io.cineai.analyze.GoldScores;
import io.cineai.analyze.GoldScores.Said;
import io.cineai.analyze.GoldScores.Score;
import io.cineai.analyze.Rubric;
import io.cineai.analyze.Verdict;
import io.cineai.ingest.SampleCatalogue;
import io.cineai.movie.Analysis;
import io.cineai.movie.Movie;
import io.cineai.movie.emotion.Emotion;
import io.cineai.movie.emotion.EmotionalJourney;
import io.cineai.movie.style.CinematicStyle;
import io.cineai.movie.thematic.ThematicProfile;
import io.cineai.testkit.Analyses;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.Session;
import io.cineai.usecase.RunReport;
import io.cineai.usecase.analysis.AnalyzeFilms;
import io.cineai.usecase.analysis.AnalyzeFilms.Request;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How near the configured analyst is to the gold: the local rules, or whatever {@code CINEAI_LLM_PROVIDER} and a key name. By the whole
 * way, so within the budget: 180 calls, and at most a dollar.
 */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
class AnalysisEval {
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final double MOST_DOLLARS = 1;

    @Inject
    AnalyzeFilms analyses;

    @Inject
    ObjectMapper json;

    @Test
    void printsHowNearItIs() throws SQLException {
        try (Session db = PostgresForFunction.database.connect()) {
            Analyses.forget(db);
            Analyses.limit(db, "usd", MOST_DOLLARS);
            List<GoldFilm> gold = GoldFilm.all();
            List<Movie> horror = SampleCatalogue.films().stream()
                    .filter(film -> film.genres().contains("Horror"))
                    .toList();
            List<UUID> ids = Stream.concat(gold.stream().map(GoldFilm::film), horror.stream())
                    .map(film -> film.id().value())
                    .distinct()
                    .toList();
            Request asked = new Request(ids, null, false, null, null, 1_500);
            RunReport style = PostgresForFunction.database.asWorker(analyses.style(asked));
            done(analyses.themes(asked));
            PostgresForFunction.database.asWorker(analyses.journeys(asked));

            GoldScores scores = new GoldScores(film -> said(db, film.film()));

            System.out.println("analyst " + style.details().get("analyst") + ", " + gold.size() + " films");
            for (Score score : scores.all()) System.out.println(score);
            double frightening = horror.stream()
                    .flatMap(film -> found(db, AnalysisKind.EMOTIONAL, film).stream())
                    .map(EmotionalJourney.class::cast)
                    .filter(journey -> journey.emotions().get(Emotion.FEAR).value() >= 0.4)
                    .count();
            System.out.printf("horror films with fear of 0.4 or more: %.0f of %d%n", frightening, horror.size());
            assertThat(frightening / horror.size(), greaterThanOrEqualTo(0.8));
        }
    }

    private Optional<Said> said(Session db, Movie film) {
        return found(db, AnalysisKind.THEMATIC, film).flatMap(themes -> found(db, AnalysisKind.STYLE, film)
                .flatMap(style -> found(db, AnalysisKind.EMOTIONAL, film)
                        .map(journey -> new Said(
                                (ThematicProfile) themes, (CinematicStyle) style, (EmotionalJourney) journey))));
    }

    /** As it is kept, read as an answer is; empty where the analysis failed. */
    private Optional<Analysis> found(Session db, AnalysisKind kind, Movie film) {
        try {
            List<String> results = db.rows(
                    "select result from cineai.movie_analyses where kind = ? and movie_id = ? and state = 'ready'",
                    kind.label(),
                    film.id().value());
            if (results.isEmpty()) return Optional.empty();
            Verdict verdict = Rubric.of(kind).judge(json.readValue(results.get(0), Object.class), film);
            return Optional.of(((Verdict.Accepted) verdict).analysis());
        } catch (SQLException unanswered) {
            throw new IllegalStateException(unanswered);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private static RunReport done(Uni<RunReport> run) {
        return run.await().atMost(PATIENCE);
    }
}
