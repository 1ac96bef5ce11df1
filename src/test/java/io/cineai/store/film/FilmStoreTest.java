package io.cineai.store.film;

import static io.cineai.testkit.TestPool.now;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FilmStoreTest {
    private final TestPostgres database = TestPostgres.fresh();
    private final TestPool pool = TestPool.of(database, TestPostgres.WORKER);
    private final FilmStore films = new FilmStore(pool.pool());
    private Session session;

    @BeforeEach
    void connect() throws Exception {
        session = database.connect();
    }

    @AfterEach
    void close() throws Exception {
        session.close();
        pool.close();
    }

    @Test
    void aFilmIsAsTheCatalogueDescribesIt() throws Exception {
        MovieId heat = inserted("""
                insert into public.movies (title, year, genre, director, "cast", runtime, description, poster_url, metadata)
                values ('Heat', 1995, '{Crime,Drama}', '{Michael Mann}', '{Al Pacino}', 170, 'Cops and robbers.',
                        'https://example.invalid/heat.jpg', '{"keywords": ["Heist"]}') returning id""");

        assertEquals(
                Map.of(
                        heat,
                        new Movie(
                                heat,
                                "Heat",
                                1995,
                                List.of("Crime", "Drama"),
                                List.of("Michael Mann"),
                                List.of("Al Pacino"),
                                List.of("heist"),
                                170,
                                "Cops and robbers.",
                                "https://example.invalid/heat.jpg")),
                now(films.films(List.of(heat))));
    }

    @Test
    void whatIsNotKnownIsEmpty() throws Exception {
        MovieId heat = inserted("insert into public.movies (title) values ('Heat') returning id");
        MovieId odd = inserted(
                "insert into public.movies (title, year, genre) values ('Odd', -7, '{null,\"\",War}') returning id");

        Map<MovieId, Movie> known = now(films.films(List.of(heat, odd)));

        List<String> none = List.of();
        assertEquals(new Movie(heat, "Heat", 0, none, none, none, none, 0, "", ""), known.get(heat));
        assertEquals(new Movie(odd, "Odd", 0, List.of("War"), none, none, none, 0, "", ""), known.get(odd));
    }

    @Test
    void aFilmThatIsNotThereIsAbsentAndABlankTitleSpoilsNoOther() throws Exception {
        MovieId heat = inserted("insert into public.movies (title) values ('Heat') returning id");
        MovieId blank = inserted("insert into public.movies (title) values (E'\\u2003') returning id");
        MovieId none = new MovieId(UUID.randomUUID());

        Map<MovieId, Movie> known = now(films.films(Set.of(heat, blank, none)));

        assertEquals("Heat", known.get(heat).title());
        assertEquals("Untitled", known.get(blank).title());
        assertFalse(known.containsKey(none));
        assertEquals(Map.of(), now(films.films(List.of())));
    }

    @Test
    void aFilmIsRememberedUntilForgotten() throws Exception {
        MovieId heat = inserted("insert into public.movies (title) values ('Heat') returning id");
        assertEquals(Set.of(heat), now(films.films(List.of(heat))).keySet());
        session.run("delete from public.movies");
        assertEquals(Set.of(heat), now(films.films(List.of(heat))).keySet());

        films.forget();

        assertEquals(Set.of(), now(films.films(List.of(heat))).keySet());
    }

    @Test
    void theWholeCatalogueComesInPagesEachFilmOnce() throws Exception {
        for (int size : new int[] {0, 1, 4_000, 4_001}) {
            session.run("delete from public.movies");
            session.run("insert into public.movies (title) select 'Film ' || n from generate_series(1, %d) n"
                    .formatted(size));

            List<List<Movie>> pages = now(films.pages().collect().asList());

            List<MovieId> ids =
                    pages.stream().flatMap(List::stream).map(Movie::id).toList();
            assertEquals(size, ids.size());
            assertEquals(ids.stream().distinct().sorted().toList(), ids);
            assertTrue(pages.stream().allMatch(page -> page.size() <= 2_000));
        }
    }

    private MovieId inserted(String sql) throws Exception {
        return new MovieId(UUID.fromString(session.one(sql)));
    }
}
