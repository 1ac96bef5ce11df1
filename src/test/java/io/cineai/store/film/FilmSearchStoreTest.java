package io.cineai.store.film;

import static io.cineai.testkit.TestPool.now;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.store.film.FilmSearchStore.Criteria;
import io.cineai.store.film.FilmSearchStore.Found;
import io.cineai.store.film.FilmSearchStore.Key;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten thousand films, of which each theme, style, arc and mood has its share. */
class FilmSearchStoreTest {
    private static final int FILMS = 10_000;
    private static final int PAGE = 50;
    private static final Criteria ANY = new Criteria(null, null, null, null, null, null);

    private final TestPostgres database = TestPostgres.fresh();
    private final TestPool pool = TestPool.of(database, TestPostgres.READER);
    private final FilmSearchStore films = new FilmSearchStore(pool.pool());
    private Session session;

    @BeforeEach
    void tenThousandFilms() throws Exception {
        session = database.connect();
        session.run("""
                insert into public.movies (title, popularity) select 'Film ' || n, n from generate_series(1, %1$d) n;
                create temporary table numbered as select id, row_number() over (order by id) as n from public.movies;
                insert into public.movie_thematic_profiles (movie_id, themes, complexity_score)
                select id, case when n %% 50 = 0 then '{redemption,justice_revenge}'::text[] else '{friendship}' end, (n %% 97) / 100.0
                  from numbered;
                insert into public.movie_cinematic_styles (movie_id, cinematography, overall_style_score)
                select id, jsonb_build_object('style_category', case when n %% 60 = 0 then 'neo_noir' else 'classical' end), (n %% 89) / 100.0
                  from numbered;
                insert into public.movie_emotional_journeys (movie_id, overall_pattern, resolution, valence_curve, overall_emotional_intensity)
                select id, case when n %% 70 = 0 then 'tragic_fall' else 'complex' end,
                       jsonb_build_object('emotions', case when n %% 80 = 0 then '{"fear": 0.9, "disgust": 0.8}'::jsonb else '{"joy": 0.2}' end),
                       array_fill(0::real, array[10]), 0.5
                  from numbered;
                analyze public.movies, public.movie_thematic_profiles, public.movie_cinematic_styles, public.movie_emotional_journeys""".formatted(FILMS));
    }

    @AfterEach
    void close() throws Exception {
        session.close();
        pool.close();
    }

    @Test
    void whatIsAskedForCanBeFoundByItsIndex() throws Exception {
        session.run("set enable_seqscan = off");

        finds("cineai_movie_thematic_profiles_themes", "'redemption', null, null, null, null, null");
        finds("cineai_movie_cinematic_styles_category", "null, null, 'neo_noir', 0.8, null, null");
        finds("cineai_movie_emotional_journeys_pattern", "null, null, null, null, 'tragic_fall', null");
        finds("cineai_movie_emotional_journeys_moods", "null, null, null, null, null, 'scary'");
    }

    /** To tell every film's mood would take seconds: there the index must be what Postgres chooses. */
    @Test
    void moodsAreNotToldOneByOne() throws Exception {
        finds("cineai_movie_emotional_journeys_moods", "null, null, null, null, null, 'scary'");
    }

    private void finds(String index, String criteria) throws Exception {
        String plan = plan(criteria);
        assertTrue(plan.contains(index), plan);
    }

    @Test
    void everyFilmThatFitsComesOnceBestFirst() {
        for (Criteria criteria : List.of(
                new Criteria("redemption", null, null, null, null, null),
                new Criteria("redemption", 0.5, null, null, null, null),
                new Criteria(null, null, "neo_noir", null, null, null),
                new Criteria(null, null, null, null, "tragic_fall", null),
                new Criteria(null, null, null, null, null, "scary"))) {
            Set<Object> seen = new HashSet<>();
            double last = 1;
            Key after = null;
            List<Found> page;
            do {
                page = find(criteria, after);
                for (Found film : page) {
                    assertTrue(seen.add(film.movie().id()), () -> "twice: " + film);
                    assertTrue(film.score() <= last, () -> "not best first: " + film);
                    last = film.score();
                    after = film.key();
                }
            } while (page.size() == PAGE);

            assertEquals(expected(criteria), seen.size(), criteria.toString());
        }
        assertEquals(PAGE, find(ANY, null).size());
    }

    private static int expected(Criteria criteria) {
        if (criteria.minComplexity() != null)
            return (int) IntStream.rangeClosed(1, FILMS)
                    .filter(n -> n % 50 == 0 && n % 97 >= 50)
                    .count();
        if (criteria.theme() != null) return FILMS / 50;
        if (criteria.style() != null) return FILMS / 60;
        return criteria.pattern() != null ? FILMS / 70 : FILMS / 80;
    }

    private List<Found> find(Criteria criteria, @Nullable Key after) {
        return now(films.find(criteria, after, PAGE));
    }

    private String plan(String criteria) throws Exception {
        session.run("deallocate all");
        session.run(
                "prepare find (text, float8, text, float8, text, text, float8, uuid, int) as " + FilmSearchStore.FIND);
        return String.join(
                "\n", session.rows("explain (costs off) execute find (" + criteria + ", null, null, " + PAGE + ")"));
    }
}
