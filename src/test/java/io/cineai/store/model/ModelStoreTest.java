package io.cineai.store.model;

import static io.cineai.testkit.TestPool.now;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.FilmRows;
import io.cineai.movie.MovieId;
import io.cineai.movie.Neighbours;
import io.cineai.recommend.Evidence.PopularFilm;
import io.cineai.store.model.ModelStore.TrainedFilm;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelStoreTest {
    private final TestPostgres database = TestPostgres.fresh();
    private final TestPool pool = TestPool.of(database, TestPostgres.WORKER);
    private final ModelStore models = new ModelStore(pool.pool());
    private Session session;
    private MovieId heat;
    private MovieId ronin;
    private MovieId clue;

    @BeforeEach
    void threeFilms() throws Exception {
        session = database.connect();
        heat = aFilm("Heat", 1);
        ronin = aFilm("Ronin", 3);
        clue = aFilm("Clue", 2);
    }

    @AfterEach
    void close() throws Exception {
        session.close();
        pool.close();
    }

    @Test
    void nothingTrainedIsVersionNought() {
        assertEquals(0, now(models.version()));
        assertEquals(List.of(FilmRows.NONE), now(models.rows(List.of(heat), 0)));
        assertEquals(List.of(), now(models.rows(List.of(), 0)));
    }

    @Test
    void versionsRise() {
        assertTrue(now(models.nextVersion()) < now(models.nextVersion()));
    }

    @Test
    void whatTrainingWroteIsReadInNumbersOfTheIndex() {
        publish(
                1,
                new TrainedFilm(heat, ids(ronin, clue), weights(0.5f, -0.25f), ids(clue), weights(0.75f), 4),
                new TrainedFilm(ronin, ids(), weights(), ids(), weights(), 0));

        List<FilmRows> read = now(models.rows(List.of(clue, heat, ronin, heat), 1));

        assertEquals(List.of(0, 2, 0, 2), sizes(read));
        assertEquals(read, now(models.rows(List.of(clue, heat, ronin, heat), 1)));
        assertSame(read.get(1), read.get(3));
        Neighbours row = read.get(1).collaborative();
        assertArrayEquals(ids(ronin, clue), models.index().films(row.films()));
        assertArrayEquals(weights(0.5f, -0.25f), row.weights());
        Neighbours alike = read.get(1).content();
        assertArrayEquals(ids(clue), models.index().films(alike.films()));
        assertArrayEquals(weights(0.75f), alike.weights());
    }

    @Test
    void rowsAreRememberedByVersion() throws Exception {
        publish(1, trained(heat, ronin));
        assertEquals(ronin, neighbour(1));
        session.run("update cineai.movie_neighbours set neighbours = array[?]", clue.value());

        assertEquals(ronin, neighbour(1));
        assertEquals(clue, neighbour(2));
    }

    @Test
    void thatAFilmHasNoRowIsRememberedToo() {
        now(models.rows(List.of(heat), 1));
        now(models.write(List.of(trained(heat, ronin)), 1));

        assertEquals(List.of(0), sizes(now(models.rows(List.of(heat), 1))));
        assertEquals(List.of(1), sizes(now(models.rows(List.of(heat), 2))));
    }

    @Test
    void aFilmThatIsGoneMeanwhileIsLeftOut() throws Exception {
        MovieId gone = new MovieId(UUID.randomUUID());

        now(models.write(List.of(trained(heat, gone), trained(gone, heat), trained(clue, ronin)), 1));
        now(models.write(List.of(), 1));

        assertEquals(2, session.count("select count(*) from cineai.movie_neighbours"));
    }

    @Test
    void publishingDropsTheRowsOfOlderVersions() throws Exception {
        publish(1, trained(heat, ronin), trained(clue, ronin));

        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("films", 1);
        figures.put("solvedBy", "ROWS");
        now(models.write(List.of(trained(heat, clue)), 2));
        now(models.publish(2, figures));

        assertEquals(2, now(models.version()));
        assertEquals(List.of(heat + " 2"), session.rows("select movie_id, model_version from cineai.movie_neighbours"));
        assertEquals(
                "1 ROWS", session.one("select report->>'films', report->>'solvedBy' from cineai.similarity_model"));
    }

    @Test
    void ofTwoTrainingsAtATimeTheLaterVersionWinsWhoeverEndsFirst() throws Exception {
        now(models.write(List.of(trained(heat, clue)), 2));
        now(models.write(List.of(trained(heat, ronin)), 1));
        now(models.publish(2, Map.of()));
        now(models.publish(1, Map.of()));

        assertEquals(2, now(models.version()));
        assertEquals(clue, neighbour(2));
        assertEquals("2", session.one("select model_version from cineai.movie_neighbours"));
    }

    @Test
    void theMostLikedComeFirstAndThenWhatTheCatalogueCallsPopular() {
        publish(1, new TrainedFilm(heat, ids(), weights(), ids(), weights(), 4));

        assertEquals(
                List.of(
                        new PopularFilm(heat, 4, List.of("Crime")),
                        new PopularFilm(ronin, 0, List.of("Crime")),
                        new PopularFilm(clue, 0, List.of("Crime"))),
                now(models.popular(1)));
    }

    @Test
    void theChartIsRememberedByVersion() throws Exception {
        assertEquals(3, now(models.popular(1)).size());
        session.run("delete from public.movies where title = 'Clue'");

        assertEquals(3, now(models.popular(1)).size());
        assertFalse(now(models.popular(2)).stream().anyMatch(film -> film.film().equals(clue)));
    }

    private static List<Integer> sizes(List<FilmRows> rows) {
        return rows.stream().map(row -> row.collaborative().size()).toList();
    }

    private MovieId neighbour(long version) {
        int[] films =
                now(models.rows(List.of(heat), version)).get(0).collaborative().films();
        assertEquals(1, films.length);
        return models.index().film(films[0]);
    }

    private void publish(long version, TrainedFilm... films) {
        now(models.write(List.of(films), version));
        now(models.publish(version, Map.of()));
    }

    private static TrainedFilm trained(MovieId film, MovieId neighbour) {
        return new TrainedFilm(film, ids(neighbour), weights(1), ids(), weights(), 1);
    }

    private static MovieId[] ids(MovieId... films) {
        return films;
    }

    private static float[] weights(float... weights) {
        return weights;
    }

    private MovieId aFilm(String title, int popularity) throws Exception {
        return new MovieId(UUID.fromString(session.one(
                "insert into public.movies (title, popularity, genre) values (?, ?, '{Crime}') returning id",
                title,
                popularity)));
    }
}
