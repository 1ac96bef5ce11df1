package io.cineai.store.export;

import static io.cineai.testkit.TestPool.now;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.MovieId;
import io.cineai.store.export.ExportStore.Keys;
import io.cineai.store.export.ExportStore.Label;
import io.cineai.store.export.ExportStore.PersonalFeed;
import io.cineai.taste.UserId;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExportStoreTest {
    private static final Keys CRIME =
            new Keys(List.of("Crime", "crime", "Drama"), List.of("genre/crime", "genre/crime", "genre/drama"));

    private final TestPostgres database = TestPostgres.fresh();
    private final TestPool pool = TestPool.of(database, TestPostgres.WORKER);
    private final ExportStore store = new ExportStore(pool.pool());
    private Session db;

    @BeforeEach
    void connect() throws Exception {
        db = database.connect();
    }

    @AfterEach
    void close() throws Exception {
        db.close();
        pool.close();
    }

    @Nested
    class Films {
        private UUID heat;
        private UUID ronin;
        private UUID alien;

        @BeforeEach
        void threeFilms() throws SQLException {
            heat = aFilm("Heat", "{Crime,Drama}", 5);
            ronin = aFilm("Ronin", "{crime,Crime}", 7);
            alien = aFilm("Alien", "{Horror,\" \"}", 2);
        }

        @Test
        void comeByLikesThenByWhatTheCatalogueSays() throws SQLException {
            UUID unseen = SampleWorld.aFilm(db, "Unseen");
            UUID known = SampleWorld.aFilm(db, "Known");
            db.run("update public.movies set popularity = 9 where id = ?", known);

            assertEquals(ids(ronin, heat, alien, known, unseen), now(store.popular(10)));
            assertEquals(ids(ronin, heat), now(store.popular(2)));
        }

        @Test
        void genresComeWithHowManyFilmsTheyHave() {
            assertEquals(
                    List.of(
                            new Label("Crime", 2),
                            new Label("Drama", 1),
                            new Label("Horror", 1),
                            new Label("crime", 1)),
                    now(store.genres()));
        }

        @Test
        void labelsOfOneKeyAreOneListAndAFilmIsInItOnce() {
            assertEquals(
                    Map.of("genre/crime", ids(ronin, heat), "genre/drama", ids(heat)),
                    now(store.byGenre(CRIME, 10, 1)));
            assertEquals(Map.of("genre/crime", ids(ronin)), now(store.byGenre(CRIME, 1, 2)));
        }

        @Test
        void themesAreThoseOfAnalysedFilmsByLikesTimesHowSureTheyAre() throws SQLException {
            aboutRedemption(heat, 0.9);
            aboutRedemption(ronin, 0.5);
            aboutRedemption(SampleWorld.aFilm(db, "Unseen but sure"), 0.8);
            aboutRedemption(alien, null);
            Keys redemption = new Keys(List.of("redemption"), List.of("theme/redemption"));

            List<MovieId> films = now(store.byTheme(redemption, 10, 4)).get("theme/redemption");

            assertEquals(List.of(new Label("redemption", 4)), now(store.themes()));
            // 5 x 0.9, 7 x 0.5, then nobody's likes: the surer first.
            assertEquals(ids(heat, ronin), films.subList(0, 2));
            assertEquals(new MovieId(alien), films.get(3));
            assertEquals(Map.of(), now(store.byTheme(redemption, 10, 5)));
        }

        @Nested
        class OfAUser {
            private UUID ada;
            private UUID mine;

            @BeforeEach
            void aFilmOfOnesOwn() throws SQLException {
                ada = SampleWorld.aUser(db);
                mine = aFilm("Buy my pills", "{Crime}", 9);
                db.run("insert into cineai.user_films (movie_id, inserted_by) values (?, ?)", mine, ada);
                SampleWorld.rates(db, ada, mine, 5);
                aboutRedemption(mine, 1.0);
            }

            @Test
            void areInNoListWhileNobodyElseCares() {
                assertEquals(ids(ronin, heat, alien), now(store.popular(10)));
                assertEquals(new Label("Crime", 2), now(store.genres()).get(0));
                assertEquals(ids(ronin, heat), now(store.byGenre(CRIME, 10, 1)).get("genre/crime"));
                assertEquals(List.of(), now(store.themes()));
                assertEquals(
                        Map.of(),
                        now(store.byTheme(new Keys(List.of("redemption"), List.of("theme/redemption")), 10, 1)));
                assertEquals(Set.of(new MovieId(mine)), now(store.uncared(ids(mine, heat))));
            }

            @Test
            void areAsGoodAsAnyOnceSomebodyDoes() throws SQLException {
                SampleWorld.rates(db, SampleWorld.aUser(db), mine, 4);

                assertEquals(ids(mine, ronin, heat, alien), now(store.popular(10)));
                assertEquals(Set.of(), now(store.uncared(ids(mine, heat))));
            }
        }
    }

    @Nested
    class PersonalLists {
        @Test
        void areThoseOfUsersWhoAskedAndHaveOne() throws SQLException {
            UUID asked = user("{\"edge_feed\": true}");
            UUID askedInText = user("{\"edge_feed\": \"true\", \"genres\": [\"Crime\"]}");
            UUID withoutAList = user("{\"edge_feed\": true}");
            for (String other : new String[] {
                "{\"edge_feed\": false}",
                "{}",
                "[]",
                "[\"edge_feed\"]",
                "\"edge_feed\"",
                "true",
                "null",
                null,
                "{\"edge_feed\": {\"true\": true}}"
            }) feed(user(other));
            feed(asked);
            feed(askedInText);
            UUID dismissed = SampleWorld.aFilm(db, "Dismissed");
            db.run(
                    "update public.recommendation_feeds set hidden = array[?]::uuid[] where user_id = ?",
                    dismissed,
                    asked);

            Set<UserId> expected = Set.of(new UserId(asked), new UserId(askedInText));
            assertEquals(expected, Set.copyOf(now(store.members(ExportStore.FIRST, 100))));
            List<PersonalFeed> feeds = now(store.feeds(ExportStore.FIRST, 100));
            assertEquals(expected.size(), feeds.size());
            PersonalFeed feed = feeds.stream()
                    .filter(it -> it.user().value().equals(asked))
                    .findFirst()
                    .orElseThrow();
            assertEquals(Set.of(dismissed), feed.hidden());
            assertEquals(3, feed.body().length);
            assertTrue(feeds.stream().noneMatch(it -> it.user().value().equals(withoutAList)));
        }

        @Test
        void comeInPagesById() throws SQLException {
            for (int n = 0; n < 5; n++) feed(user("{\"edge_feed\": true}"));
            List<UserId> all = now(store.members(ExportStore.FIRST, 100));
            List<UserId> paged = new ArrayList<>(now(store.members(ExportStore.FIRST, 2)));
            paged.addAll(now(store.members(paged.get(1), 2)));
            paged.addAll(now(store.members(paged.get(3), 2)));

            assertEquals(5, all.size());
            assertEquals(all, paged);
            assertEquals(
                    all.subList(3, 5),
                    now(store.feeds(all.get(2), 10)).stream()
                            .map(PersonalFeed::user)
                            .toList());
        }

        private UUID user(String preferences) throws SQLException {
            UUID user = SampleWorld.aUser(db);
            db.run("insert into public.user_profiles (id, preferences) values (?, ?::jsonb)", user, preferences);
            return user;
        }

        private void feed(UUID user) throws SQLException {
            db.run("""
                    insert into public.recommendation_feeds
                           (user_id, generation, body, etag, algorithm_used, input_digest, made_with, generated_at, checked_at, fresh_until)
                    values (?, 1, '\\x010203', 'e', 'popular', 'd', 'm', now(), now(), now())""", user);
        }
    }

    private UUID aFilm(String title, String genres, int likes) throws SQLException {
        UUID film = SampleWorld.aFilm(db, title);
        db.run("update public.movies set genre = cast(? as text[]) where id = ?", genres, film);
        db.run("""
                insert into cineai.movie_neighbours (movie_id, neighbours, weights, likes, model_version)
                values (?, '{}', '{}', ?, 1)""", film, likes);
        return film;
    }

    private void aboutRedemption(UUID film, Double confidence) throws SQLException {
        db.run(
                "insert into public.movie_thematic_profiles (movie_id, themes, confidence) values (?, '{redemption}', ?)",
                film,
                confidence);
    }

    private static List<MovieId> ids(UUID... films) {
        return List.of(films).stream().map(MovieId::new).toList();
    }
}
