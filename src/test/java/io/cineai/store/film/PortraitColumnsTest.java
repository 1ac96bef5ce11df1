package io.cineai.store.film;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cineai.analyze.AnalysisKind;
import io.cineai.analyze.local.LocalAnalyst;
import io.cineai.budget.ModelId;
import io.cineai.ingest.SampleCatalogue;
import io.cineai.movie.Analysis;
import io.cineai.movie.Movie;
import io.cineai.movie.Portrait;
import io.cineai.movie.Portrait.Feel;
import io.cineai.movie.Portrait.Subject;
import io.cineai.store.analysis.AnalysisDocument;
import io.cineai.store.analysis.Recipe;
import io.cineai.testkit.Portraits;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortraitColumnsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalAnalyst ANALYST = new LocalAnalyst();
    private static final double SINGLE_PRECISION = 1e-6;
    private static final List<Movie> FILMS = SampleCatalogue.films().subList(0, 80);

    /** What benchmarks and tests make of analyses without a database is what the view makes of them. */
    @Test
    void whatIsReadOfOurAnalysesIsWhatTheySay() throws Exception {
        TestPostgres database = TestPostgres.fresh();
        try (Session session = database.connect();
                TestPool pool = TestPool.of(database, TestPostgres.WORKER)) {
            for (Movie film : FILMS) {
                session.run(
                        "insert into public.movies (id, title) values (?, ?)",
                        film.id().value(),
                        film.title());
                write(session, "movie_thematic_profiles", film, AnalysisKind.THEMATIC, ANALYST.themes(film));
                write(session, "movie_cinematic_styles", film, AnalysisKind.STYLE, ANALYST.style(film));
                write(session, "movie_emotional_journeys", film, AnalysisKind.EMOTIONAL, ANALYST.journey(film));
            }

            Map<?, Movie> read = TestPool.now(new FilmStore(pool.pool())
                    .films(FILMS.stream().map(Movie::id).toList()));

            for (Movie film : FILMS) {
                Portrait expected = Portraits.of(ANALYST.themes(film), ANALYST.style(film), ANALYST.journey(film));
                isTheSame(expected, read.get(film.id()).portrait(), film.title());
            }
        }
    }

    private static void isTheSame(Portrait expected, Portrait read, String film) {
        assertEquals(expected.look(), read.look(), film);
        Subject subject = read.subject().orElseThrow();
        assertEquals(expected.subject().orElseThrow().themes(), subject.themes(), film);
        assertEquals(expected.subject().orElseThrow().complexity(), subject.complexity(), film);
        Feel wanted = expected.feel().orElseThrow();
        Feel feel = read.feel().orElseThrow();
        assertEquals(wanted.pattern(), feel.pattern(), film);
        assertEquals(wanted.intensity(), feel.intensity(), film);
        assertEquals(wanted.emotions(), feel.emotions(), film);
        assertEquals(wanted.valence().size(), feel.valence().size(), film);
        for (int at = 0; at < feel.valence().size(); at++)
            assertEquals(wanted.valence().get(at), feel.valence().get(at), SINGLE_PRECISION, film);
    }

    private static void write(Session session, String table, Movie film, AnalysisKind kind, Analysis analysis)
            throws Exception {
        Recipe recipe = new Recipe(kind, new ModelId("local", "rules"), LocalAnalyst.VERSION);
        Map<String, Object> row = new AnalysisDocument(film, "key", analysis, recipe).row();
        row.remove("key");
        String columns = String.join(", ", row.keySet());
        session.run(
                "insert into public.%1$s (%2$s) select %2$s from jsonb_populate_record(null::public.%1$s, ?::jsonb)"
                        .formatted(table, columns),
                JSON.writeValueAsString(row));
    }
}
