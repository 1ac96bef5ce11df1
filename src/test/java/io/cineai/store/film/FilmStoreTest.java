package io.cineai.store.film;

import static io.cineai.testkit.TestPool.now;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.movie.Portrait;
import io.cineai.movie.Portrait.Feel;
import io.cineai.movie.Portrait.Look;
import io.cineai.movie.Portrait.Subject;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilmStoreTest {
    private static final String HEAT = "insert into public.movies (title) values ('Heat') returning id";

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

    @Nested
    class APortrait {
        @Test
        void ofAFilmThatNobodyAnalysedIsUnknown() throws Exception {
            assertSame(Portrait.UNKNOWN, portraitOf(inserted(HEAT)));
        }

        @Test
        void isWhatTheAnalysesSay() throws Exception {
            MovieId heat = inserted(HEAT);
            session.run("""
                    insert into public.movie_thematic_profiles (movie_id, themes, complexity_score, cultural_context)
                    values (?, '{loyalty,unknown,obsession}', 0.7, '{"era": "contemporary"}')""", heat.value());
            session.run("""
                    insert into public.movie_cinematic_styles (movie_id, cinematography, editing_style, sound_design,
                                                               production_design)
                    values (?, '{"style_category": "neo_noir", "shot_scale": "wide", "lighting": "low_key",
                                 "palette": {"temperature": "cool", "saturation": "unknown"}}',
                            '{"pace": 0.6, "structure": "parallel"}', '{"sound": ["sparse", "score"]}',
                            '{"world": ["urban"]}')""", heat.value());
            session.run("""
                    insert into public.movie_emotional_journeys (movie_id, overall_pattern, valence_curve,
                                                                 overall_emotional_intensity, resolution)
                    values (?, 'tragic_fall', '{0.5,-0.5}', 0.8, '{"emotions": {"fear": 0.5, "anticipation": 1}}')""", heat.value());

            Portrait portrait = portraitOf(heat);

            Subject subject = portrait.subject().orElseThrow();
            assertEquals(new Subject(List.of("loyalty", "obsession"), 0.7, "{\"era\": \"contemporary\"}"), subject);
            assertEquals(
                    new Look(
                            "neo_noir",
                            List.of(
                                    "shots wide",
                                    "light low_key",
                                    "colours cool",
                                    "structure parallel",
                                    "sound sparse",
                                    "world urban"),
                            0.6),
                    portrait.look().orElseThrow());
            Feel feel = portrait.feel().orElseThrow();
            assertEquals("tragic_fall", feel.pattern());
            assertEquals(List.of(0.5, -0.5), feel.valence());
            assertEquals(0.8, feel.intensity());
            assertEquals(0.5, feel.emotions().get("fear"));
            assertEquals(1, feel.emotions().get("anticipation"));
            assertEquals(0, feel.emotions().get("joy"));
            assertEquals(8, feel.emotions().size());
            assertEquals(
                    portrait,
                    now(films.pages().collect().asList()).get(0).get(0).portrait());
        }

        @Test
        void isThatOfNoMood() throws Exception {
            MovieId heat = inserted(HEAT);
            session.run("""
                    insert into public.movie_emotional_journeys (movie_id, overall_pattern, user_mood_context)
                    values (?, 'complex', 'sad'), (?, 'rollercoaster', 'happy')""", heat.value(), heat.value());
            assertEquals(Optional.empty(), portraitOf(heat).feel());

            films.forget();
            session.run(
                    "insert into public.movie_emotional_journeys (movie_id, overall_pattern) values (?, 'bittersweet')",
                    heat.value());
            assertEquals("bittersweet", portraitOf(heat).feel().orElseThrow().pattern());
        }

        /** What an app may have written into the same columns. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "insert into movie_thematic_profiles (movie_id) values (?)",
                    "insert into movie_thematic_profiles (movie_id, themes) values (?, '{null,\"\"}')",
                    "insert into movie_thematic_profiles (movie_id, themes, cultural_context) values (?, '{}', '\"words\"')",
                    "insert into movie_thematic_profiles (movie_id, themes, cultural_context) values (?, '{a}', '[1, null]')",
                    "insert into movie_cinematic_styles (movie_id) values (?)",
                    "insert into movie_cinematic_styles (movie_id, editing_style) values (?, '\"fast\"')",
                    "insert into movie_cinematic_styles (movie_id, cinematography, editing_style, sound_design, production_design)"
                            + " values (?, '{\"palette\": [1], \"lighting\": {\"key\": \"low\"}}', '[\"fast\"]', '\"loud\"', '7')",
                    "insert into movie_cinematic_styles (movie_id, cinematography, editing_style, sound_design)"
                            + " values (?, '{\"style_category\": null}', '{\"pace\": \"fast\"}', '{\"sound\": \"loud\"}')",
                    "insert into movie_cinematic_styles (movie_id, cinematography, editing_style)"
                            + " values (?, '{}', '{\"pace\": 170, \"structure\": null}')",
                    "insert into movie_emotional_journeys (movie_id) values (?)",
                    "insert into movie_emotional_journeys (movie_id, resolution) values (?, '\"happy\"')",
                    "insert into movie_emotional_journeys (movie_id, resolution) values (?, '[{\"emotions\": 1}]')",
                    "insert into movie_emotional_journeys (movie_id, resolution)"
                            + " values (?, '{\"emotions\": {\"joy\": \"much\", \"fear\": -7, \"anger\": 99}}')",
                    "insert into movie_emotional_journeys (movie_id, valence_curve) values (?, '{0.5,null,-0.5}')",
                    "insert into movie_emotional_journeys (movie_id, valence_curve) values (?, '{}')"
                })
        void ofTheAppsOwnWordsSpoilsNothing(String row) throws Exception {
            MovieId heat = inserted(HEAT);
            session.run(row, heat.value());

            Portrait portrait = portraitOf(heat);

            portrait.look().ifPresent(look -> assertTrue(look.pace() == null || look.pace() == 1, "pace"));
            portrait.feel().ifPresent(feel -> {
                assertEquals(List.of(), feel.valence());
                assertTrue(feel.emotions().values().stream().allMatch(it -> it >= 0 && it <= 1));
            });
            assertTrue(portrait.subject().stream()
                    .allMatch(it -> Set.of(List.of(), List.of("a")).contains(it.themes())));
        }

        @Test
        void isLookedUpByIndexes() throws Exception {
            session.run("""
                    with film as (insert into public.movies (title) select 'Film ' || n from generate_series(1, 3000) n
                                  returning id),
                         theme as (insert into public.movie_thematic_profiles (movie_id, themes)
                                   select id, '{loyalty}' from film),
                         style as (insert into public.movie_cinematic_styles (movie_id, cinematography)
                                   select id, '{"style_category": "noir"}' from film)
                    insert into public.movie_emotional_journeys (movie_id, overall_pattern)
                    select id, 'complex' from film""");
            session.run("analyze");

            String plan = String.join("\n", session.rows("""
                    explain select p.* from cineai.film_portraits p
                     where p.movie_id = any (array(select id from public.movies order by id limit 20))"""));

            for (String table : List.of("thematic_profiles", "cinematic_styles", "emotional_journeys"))
                assertFalse(plan.contains("Seq Scan on movie_" + table), plan);
        }

        private Portrait portraitOf(MovieId film) {
            return now(films.films(List.of(film))).get(film).portrait();
        }
    }

    private MovieId inserted(String sql) throws Exception {
        return new MovieId(UUID.fromString(session.one(sql)));
    }
}
