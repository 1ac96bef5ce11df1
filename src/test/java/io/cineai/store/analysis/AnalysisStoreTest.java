package io.cineai.store.analysis;

import static io.cineai.testkit.TestPool.now;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.analyze.AnalysisKind;
import io.cineai.budget.ModelId;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.store.analysis.AnalysisStore.States;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import io.smallrye.mutiny.Uni;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnalysisStoreTest {
    private static final ModelId HAIKU = new ModelId("anthropic", "claude-haiku-5-5");
    private static final Recipe THEMES = new Recipe(AnalysisKind.THEMATIC, HAIKU, "thematic-1");
    private static final Recipe STYLE = new Recipe(AnalysisKind.STYLE, HAIKU, "style-1");
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Optional<List<MovieId>> ALL = Optional.empty();
    private static final int MANY = 1_000;

    private final TestPostgres database = TestPostgres.fresh();
    private final TestPool pool = TestPool.of(database, TestPostgres.WORKER);
    private final AnalysisStore analyses = new AnalysisStore(pool.pool());
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

    @Nested
    class Wanted {
        @Test
        void areTheMostListedThenTheMostRatedThenTheMostWishedForThenThePopular() throws Exception {
            UUID ada = aUser();
            UUID bob = aUser();
            UUID eve = aUser();
            // Numbered against the order in which they are wanted, so that no id helps.
            MovieId lowId = film(1, "Low id", null);
            MovieId highId = film(2, "High id", null);
            MovieId littleKnown = film(3, "Little known", 10);
            MovieId popular = film(4, "Popular", 90);
            MovieId wishedFor = film(5, "Wished for", 1);
            MovieId ratedOnce = film(6, "Rated once", null);
            MovieId ratedOnceAndWishedFor = film(7, "Rated once and wished for", null);
            MovieId ratedTwice = film(8, "Rated twice", 2);
            MovieId listed = film(9, "Listed", null);
            MovieId listedAndRated = film(10, "Listed and rated", null);
            MovieId listedTwice = film(11, "Listed twice", null);
            aList(ada, "1 hour", listedTwice, listedAndRated);
            aList(bob, "1 hour", listedTwice, listed);
            for (UUID user : List.of(ada, bob, eve)) rates(user, listedAndRated);
            for (UUID user : List.of(ada, bob)) rates(user, ratedTwice);
            rates(ada, ratedOnce);
            rates(ada, ratedOnceAndWishedFor);
            for (UUID user : List.of(bob, eve)) wishesFor(user, ratedOnceAndWishedFor);
            wishesFor(ada, wishedFor);

            assertEquals(
                    List.of(
                            listedTwice,
                            listedAndRated,
                            listed,
                            ratedTwice,
                            ratedOnceAndWishedFor,
                            ratedOnce,
                            wishedFor,
                            popular,
                            littleKnown,
                            lowId,
                            highId),
                    now(analyses.wanted(THEMES, ALL, MANY)));
        }

        @Test
        void doNotCareForStaleListsForTheAppsOwnNorForMereGlances() throws Exception {
            UUID ada = aUser();
            MovieId popular = film(9, "Popular", 90);
            MovieId stale = film(1, "In a stale list", 3);
            MovieId theApps = film(2, "In a list of the app", 2);
            MovieId glanced = film(3, "Looked at", 1);
            aList(ada, "-1 second", stale);
            aList(aUser(), "1 hour");
            session.run(
                    "insert into public.recommendations (user_id, movie_id, score)"
                            + " select user_id, ?, 0.9 from public.recommendation_feeds",
                    theApps.value());
            session.run(
                    "insert into public.user_behavior_signals (user_id, movie_id, action) values (?, ?, 'view')",
                    ada,
                    glanced.value());

            assertEquals(List.of(popular, stale, theApps, glanced), now(analyses.wanted(THEMES, ALL, MANY)));
        }

        @Test
        void areNoMoreThanAskedFor() throws Exception {
            MovieId popular = film(1, "Popular", 90);
            film(2, "Less so", 80);

            assertEquals(List.of(popular), now(analyses.wanted(THEMES, ALL, 1)));
        }

        @Test
        void areOnlyThoseNamed() throws Exception {
            MovieId heat = film(1, "Heat", 10);
            film(2, "Alien", 90);
            MovieId fargo = film(3, "Fargo", 50);
            MovieId nobodys = new MovieId(UUID.randomUUID());

            assertEquals(List.of(fargo, heat), now(analyses.wanted(THEMES, named(heat, fargo, nobodys), MANY)));
            assertEquals(List.of(), now(analyses.wanted(THEMES, named(), MANY)));
        }

        @Test
        void areNotThoseThatAreReadyFailedOrInWorkAlsoWhenNamed() throws Exception {
            MovieId open = film(1, "Open", null);
            MovieId handedBack = film(2, "Handed back", null);
            MovieId inWork = film(3, "In work", null);
            MovieId left = film(4, "Left by a worker that died", null);
            MovieId ready = film(5, "Ready", null);
            MovieId expired = film(6, "Expired", null);
            MovieId failed = film(7, "Failed", null);
            now(analyses.release(claimed(handedBack), false, Optional.empty()));
            claimed(inWork);
            claimed(left);
            endLease(left);
            isReady(ready, "1 day");
            isReady(expired, "-1 second");
            isFailed(failed);

            assertEquals(List.of(open, handedBack, left, expired), now(analyses.wanted(THEMES, ALL, MANY)));
            assertEquals(
                    List.of(open, handedBack, left, expired),
                    now(analyses.wanted(THEMES, named(open, handedBack, inWork, left, ready, expired, failed), MANY)));
            assertEquals(7, now(analyses.wanted(STYLE, ALL, MANY)).size());
        }

        @Test
        void areNoFilmsWithoutATitle() throws Exception {
            film(1, "  ", null);

            assertEquals(List.of(), now(analyses.wanted(THEMES, ALL, MANY)));
        }

        @Test
        void inTheWholeSampleIsEachFilmOnce() throws Exception {
            SampleWorld.fill(session);

            List<MovieId> wanted = now(analyses.wanted(THEMES, ALL, MANY));

            assertEquals(session.count("select count(*) from public.movies"), wanted.size());
            assertEquals(wanted.size(), new HashSet<>(wanted).size());
        }
    }

    @Nested
    class AFilmThatAUserBrought {
        private UUID ada;
        private MovieId hers;

        @BeforeEach
        void brought() throws Exception {
            ada = aUser();
            session.run("grant insert on public.movies to authenticated");
            session.run(
                    "create policy \"Users add films\" on public.movies for insert to authenticated with check (true)");
            session.actAs("authenticated", ada);
            hers = film(1, "My holidays", 1_000);
            session.actAs("service_role", null).run("reset role");
        }

        @Test
        void isNotWantedByItself() throws Exception {
            MovieId heat = film(2, "Heat", null);

            assertEquals(List.of(heat), now(analyses.wanted(THEMES, ALL, MANY)));
        }

        @Test
        void isNotWantedBecauseWhoBroughtItLikesIt() throws Exception {
            rates(ada, hers);
            wishesFor(ada, hers);
            aList(ada, "1 hour", hers);

            assertEquals(List.of(), now(analyses.wanted(THEMES, ALL, MANY)));
        }

        @Test
        void isWantedOnceSomebodyElseCares() throws Exception {
            rates(aUser(), hers);

            assertEquals(List.of(hers), now(analyses.wanted(THEMES, ALL, MANY)));
        }

        @Test
        void isWantedByName() throws Exception {
            assertEquals(List.of(hers), now(analyses.wanted(THEMES, named(hers), MANY)));
        }
    }

    @Nested
    class Claiming {
        @Test
        void noFilmIsClaimedTwiceAtATime() throws Exception {
            List<WantedFilm> fifty = wanted(IntStream.rangeClosed(1, 50)
                    .mapToObj(n -> film(n, "Film " + n, null))
                    .toArray(MovieId[]::new));
            Random random = new Random(23);

            List<Map<String, Claim>> claims = now(Uni.join()
                    .all(Stream.generate(() -> shuffled(fifty, random))
                            .map(films -> analyses.claim(THEMES, films, LEASE))
                            .limit(8)
                            .toList())
                    .andFailFast());

            List<Claim> all =
                    claims.stream().flatMap(it -> it.values().stream()).toList();
            assertEquals(50, all.size());
            assertEquals(50, all.stream().map(Claim::key).distinct().count());
            assertEquals(50, all.stream().map(Claim::token).distinct().count());
            assertEquals(new States(0, 50, 0, 0), now(analyses.states(THEMES, ALL)));
        }

        @Test
        void isForAsLongAsItAskedFor() throws Exception {
            MovieId heat = film(1, "Heat", null);
            WantedFilm wanted = wanted(heat).get(0);

            Claim claim = claimed(heat);

            assertEquals(wanted.key(), claim.key());
            assertEquals(0, claim.judged());
            assertEquals(Optional.empty(), claim.complaint());
            assertEquals(
                    "thematic comprehensive {} anthropic claude-haiku-5-5 thematic-1 in_progress 1 " + claim.token(),
                    row(heat, "kind, depth, focus, provider, model, prompt_version, state, attempts, claim_token"));
            assertEquals(wanted.inputHash(), row(heat, "input_hash"));
            assertEquals(
                    "true",
                    row(heat, "leased_until between now() + interval '4 minutes' and now() + interval '6 minutes'"));
        }

        @Test
        void tellsApartKindsAndWhatTheyLookAt() throws Exception {
            MovieId heat = film(1, "Heat", null);
            claimed(heat);

            Map<String, Claim> style = now(analyses.claim(STYLE, wanted(STYLE, heat), LEASE));

            assertEquals(1, style.size());
            assertEquals(
                    "{cinematography,editing,sound,production_design}",
                    session.one("select focus from cineai.movie_analyses where kind = 'style'"));
        }

        @Test
        void aLeaseThatIsOverIsClaimedAgainUnderANewToken() throws Exception {
            MovieId heat = film(1, "Heat", null);
            List<WantedFilm> wanted = wanted(heat);
            Claim first = claimed(heat);
            assertEquals(Map.of(), now(analyses.claim(THEMES, wanted, LEASE)));
            endLease(heat);

            Claim second = claimed(heat);

            assertEquals(first.key(), second.key());
            assertNotEquals(first.token(), second.token());
            assertEquals("2", row(heat, "attempts"));
        }

        @Test
        void whatIsReadyIsNotClaimedByWhoStillThinksItWanted() throws Exception {
            MovieId heat = film(1, "Heat", null);
            List<WantedFilm> wanted = wanted(heat);
            isReady(heat, "1 day");

            assertEquals(Map.of(), now(analyses.claim(THEMES, wanted, LEASE)));
            assertEquals("ready", row(heat, "state"));
        }

        @Test
        void whatFailedIsNotClaimed() throws Exception {
            MovieId heat = film(1, "Heat", null);
            List<WantedFilm> wanted = wanted(heat);
            isFailed(heat);

            assertEquals(Map.of(), now(analyses.claim(THEMES, wanted, LEASE)));
            assertEquals("failed", row(heat, "state"));
        }

        @Test
        void anExpiredResultStaysWhileItIsMadeAnew() throws Exception {
            MovieId heat = film(1, "Heat", null);
            isReady(heat, "-1 second");
            session.run("update cineai.movie_analyses set judged = 1, attempts = 7, last_error = 'themes must differ',"
                    + " batch_intent = gen_random_uuid()");

            Claim claim = claimed(heat);

            assertEquals(0, claim.judged());
            assertEquals(Optional.empty(), claim.complaint());
            assertEquals(
                    "in_progress 1 0 null null {}",
                    row(heat, "state, attempts, judged, last_error, batch_intent, result"));
        }

        @Test
        void anAnswerThatBrokeARuleIsNotForgotten() throws Exception {
            MovieId heat = film(1, "Heat", null);
            claimed(heat);
            session.run("update cineai.movie_analyses set judged = 1, last_error = 'themes must differ'");
            endLease(heat);

            Claim claim = claimed(heat);

            assertEquals(1, claim.judged());
            assertEquals(Optional.of("themes must differ"), claim.complaint());
        }

        @Test
        void aFilmThatIsGoneIsNotClaimed() throws Exception {
            MovieId heat = film(1, "Heat", null);
            List<WantedFilm> wanted = wanted(heat);
            session.run("delete from public.movies");

            assertEquals(Map.of(), now(analyses.claim(THEMES, wanted, LEASE)));
            assertEquals(0, session.count("select count(*) from cineai.movie_analyses"));
        }

        @Test
        void noFilmsAreNoClaims() {
            assertEquals(Map.of(), now(analyses.claim(THEMES, List.of(), LEASE)));
        }

        private static List<WantedFilm> shuffled(List<WantedFilm> films, Random random) {
            List<WantedFilm> shuffled = new ArrayList<>(films);
            Collections.shuffle(shuffled, random);
            return shuffled;
        }
    }

    @Nested
    class HandingBack {
        @Test
        void costsAnAttempt() throws Exception {
            MovieId heat = film(1, "Heat", null);

            now(analyses.release(claimed(heat), false, Optional.of("no answer in time")));

            assertEquals(
                    "pending 1 no answer in time null null",
                    row(heat, "state, attempts, last_error, claim_token, leased_until"));
            claimed(heat);
            assertEquals("2", row(heat, "attempts"));
        }

        @Test
        void costsNoneWhereItIsGivenBack() throws Exception {
            MovieId heat = film(1, "Heat", null);
            for (int time = 0; time < 3; time++) now(analyses.release(claimed(heat), true, Optional.empty()));

            assertEquals("pending 0 null", row(heat, "state, attempts, last_error"));
            claimed(heat);
            assertEquals("1", row(heat, "attempts"));
        }

        @Test
        void keepsTheLastReasonWhereItHasNone() throws Exception {
            MovieId heat = film(1, "Heat", null);
            now(analyses.release(claimed(heat), false, Optional.of("no answer in time")));

            now(analyses.release(claimed(heat), true, Optional.empty()));

            assertEquals("no answer in time", row(heat, "last_error"));
        }

        @Test
        void underATokenThatIsGoneChangesNothing() throws Exception {
            MovieId heat = film(1, "Heat", null);
            Claim lost = claimed(heat);
            endLease(heat);
            Claim ours = claimed(heat);

            now(analyses.release(lost, true, Optional.of("late")));

            assertEquals("in_progress 2 null " + ours.token(), row(heat, "state, attempts, last_error, claim_token"));
        }

        @Test
        void isNoMoreInABatch() throws Exception {
            MovieId heat = film(1, "Heat", null);
            Claim claim = claimed(heat);
            session.run("update cineai.movie_analyses set batch_intent = gen_random_uuid()");

            now(analyses.release(claim, true, Optional.empty()));

            assertEquals("null", row(heat, "batch_intent"));
        }
    }

    @Nested
    class Burying {
        @Test
        void failsWhatWasClaimedTooOften() throws Exception {
            MovieId left = film(1, "Left by workers that died", null);
            MovieId handedBack = film(2, "Handed back with a reason", null);
            for (int attempt = 0; attempt < 3; attempt++) {
                claimed(left);
                endLease(left);
                now(analyses.release(claimed(handedBack), false, Optional.of("no answer in time")));
            }
            assertEquals(0, now(analyses.bury(4)));

            assertEquals(2, now(analyses.bury(3)));

            assertEquals(
                    "failed 3 its worker died or got no answer 3 times null null",
                    row(left, "state, attempts, last_error, claim_token, leased_until"));
            assertEquals("failed no answer in time", row(handedBack, "state, last_error"));
            assertEquals(new States(0, 0, 0, 2), now(analyses.states(THEMES, ALL)));
        }

        @Test
        void leavesWhoeverIsStillAtIt() throws Exception {
            MovieId heat = film(1, "Heat", null);
            for (int attempt = 0; attempt < 3; attempt++) {
                if (attempt > 0) endLease(heat);
                claimed(heat);
            }

            assertEquals(0, now(analyses.bury(3)));

            assertEquals("in_progress 3", row(heat, "state, attempts"));
        }

        @Test
        void leavesWhatIsReady() throws Exception {
            MovieId heat = film(1, "Heat", null);
            isReady(heat, "-1 day");
            session.run("update cineai.movie_analyses set attempts = 9");

            assertEquals(0, now(analyses.bury(3)));
        }
    }

    @Nested
    class AKey {
        private MovieId heat;

        @BeforeEach
        void aFilm() throws Exception {
            heat = new MovieId(UUID.fromString(session.one("""
                    insert into public.movies (title, year, genre, director, "cast", runtime, description, metadata)
                    values ('Heat', 1995, '{Crime,Drama}', '{Michael Mann}', '{Al Pacino,Robert De Niro}', 170,
                            'Cops and robbers.', '{"keywords": ["Heist", "Los Angeles"]}') returning id""")));
        }

        @Test
        void isTheSameForTheSameContent() throws Exception {
            WantedFilm before = wanted(heat).get(0);

            session.run("update public.movies set poster_url = 'https://example.invalid/heat.jpg', popularity = 7,"
                    + " rating = 8.3, updated_at = now() + interval '1 day'");
            session.run("update public.movies set title = 'Hitze'");
            session.run("update public.movies set title = 'Heat'");

            WantedFilm after = wanted(heat).get(0);
            assertEquals(before.key(), after.key());
            assertEquals(before.inputHash(), after.inputHash());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "title = 'Heat 2'",
                    "year = 1996",
                    "genre = '{Drama,Crime}'",
                    "genre = '{\"Crime,Drama\"}'",
                    "genre = '{Crime}'",
                    "director = '{}'",
                    "\"cast\" = '{Al Pacino}'",
                    "runtime = 171",
                    "runtime = null",
                    "description = 'Cops and robbers'",
                    "metadata = '{\"keywords\": [\"Los Angeles\", \"Heist\"]}'"
                })
        void isAnotherForOtherContent(String change) throws Exception {
            WantedFilm before = wanted(heat).get(0);

            session.run("update public.movies set " + change);

            assertNotEquals(before.key(), wanted(heat).get(0).key());
            assertNotEquals(before.inputHash(), wanted(heat).get(0).inputHash());
        }

        @Test
        void isAnotherForAnotherFilmOfTheSameContent() throws Exception {
            WantedFilm one = wanted(heat).get(0);
            MovieId twin = new MovieId(UUID.fromString(session.one(
                    "insert into public.movies (title, year, genre, director, \"cast\", runtime, description,"
                            + " metadata) select title, year, genre, director, \"cast\", runtime, description, metadata"
                            + " from public.movies returning id")));

            WantedFilm other = wanted(twin).get(0);

            assertEquals(one.inputHash(), other.inputHash());
            assertNotEquals(one.key(), other.key());
        }

        @Test
        void isAnotherForAnotherKindModelProviderOrQuestion() {
            Set<String> keys = Stream.of(
                            THEMES,
                            STYLE,
                            new Recipe(AnalysisKind.THEMATIC, HAIKU, "thematic-2"),
                            new Recipe(
                                    AnalysisKind.THEMATIC, new ModelId("anthropic", "claude-sonnet-5-5"), "thematic-1"),
                            new Recipe(AnalysisKind.THEMATIC, new ModelId("acme", HAIKU.model()), "thematic-1"))
                    .map(recipe -> wanted(recipe, heat).get(0).key())
                    .collect(Collectors.toSet());

            assertEquals(5, keys.size());
        }

        @Test
        void ofAFailedAnalysisIsTriedAgainOnceTheContentChanged() throws Exception {
            claimed(heat);
            session.run("update cineai.movie_analyses set state = 'failed', claim_token = null, leased_until = null");
            assertEquals(List.of(), now(analyses.wanted(THEMES, named(heat), MANY)));
            assertEquals(List.of(), now(analyses.films(THEMES, List.of(heat))));

            session.run("update public.movies set title = 'Heat (1995)'");

            assertEquals(List.of(heat), now(analyses.wanted(THEMES, ALL, MANY)));
            claimed(heat);
            assertEquals(2, session.count("select count(distinct key) from cineai.movie_analyses"));
        }

        @Test
        void isThatOfTheFilmAsItIsNow() throws Exception {
            session.run("update public.movies set title = 'Heat (1995)'");

            Movie film = wanted(heat).get(0).film();

            assertEquals(
                    new Movie(
                            heat,
                            "Heat (1995)",
                            1995,
                            List.of("Crime", "Drama"),
                            List.of("Michael Mann"),
                            List.of("Al Pacino", "Robert De Niro"),
                            List.of("heist", "los angeles"),
                            170,
                            "Cops and robbers.",
                            ""),
                    film);
        }
    }

    @Nested
    class Films {
        @Test
        void comeInTheOrderInWhichTheyWereAskedFor() throws Exception {
            MovieId heat = film(1, "Heat", null);
            MovieId alien = film(2, "Alien", null);
            MovieId fargo = film(3, "Fargo", null);

            assertEquals(List.of(fargo, heat, alien), ids(now(analyses.films(THEMES, List.of(fargo, heat, alien)))));
        }

        @Test
        void areThoseThatStillWantIt() throws Exception {
            MovieId heat = film(1, "Heat", null);
            MovieId alien = film(2, "Alien", null);
            MovieId gone = film(3, "Fargo", null);
            claimed(heat);
            session.run("delete from public.movies where id = ?", gone.value());

            assertEquals(List.of(alien), ids(now(analyses.films(THEMES, List.of(gone, heat, alien)))));
        }
    }

    @Nested
    class Counting {
        @Test
        void sortsFilmsByHowFarTheyAre() throws Exception {
            film(1, "Open", null);
            MovieId handedBack = film(2, "Handed back", null);
            MovieId inWork = film(3, "In work", null);
            MovieId left = film(4, "Left by a worker that died", null);
            MovieId ready = film(5, "Ready", null);
            MovieId expired = film(6, "Expired", null);
            MovieId failed = film(7, "Failed", null);
            now(analyses.release(claimed(handedBack), false, Optional.empty()));
            claimed(inWork);
            claimed(left);
            endLease(left);
            isReady(ready, "1 day");
            isReady(expired, "-1 second");
            isFailed(failed);

            States all = now(analyses.states(THEMES, ALL));

            assertEquals(new States(4, 1, 1, 1), all);
            assertEquals(5, all.open());
            assertEquals(new States(0, 1, 1, 0), now(analyses.states(THEMES, named(inWork, ready))));
            assertEquals(new States(0, 0, 0, 0), now(analyses.states(THEMES, named())));
            assertEquals(new States(7, 0, 0, 0), now(analyses.states(STYLE, ALL)));
            assertEquals(3, now(analyses.reached(THEMES)));
            assertEquals(0, now(analyses.reached(STYLE)));
        }

        @Test
        void doesNotCountTheResultOfContentThatIsNoMore() throws Exception {
            MovieId heat = film(1, "Heat", null);
            isReady(heat, "1 day");
            assertEquals(new States(0, 0, 1, 0), now(analyses.states(THEMES, ALL)));

            session.run("update public.movies set title = 'Heat (1995)'");

            assertEquals(new States(1, 0, 0, 0), now(analyses.states(THEMES, ALL)));
        }
    }

    @Nested
    class Joining {
        @Test
        void showsInTheThematicProfileWhatTheOtherTwoSay() throws Exception {
            MovieId heat = film(1, "Heat", null);
            thematicProfile(heat, "anthropic");
            cinematicStyle(heat, "anthropic");
            emotionalJourney(heat, "anthropic", null);

            assertEquals(1, now(analyses.join()));

            assertEquals(
                    "{\"style_category\": \"neo_noir\"} {\"valence_curve\": [0.5, -0.5], \"overall_pattern\":"
                            + " \"tragic_fall\", \"overall_emotional_intensity\": 0.8}",
                    profile(heat));
            assertEquals(0, now(analyses.join()));
        }

        @Test
        void showsAChangeOnce() throws Exception {
            MovieId heat = film(1, "Heat", null);
            MovieId alien = film(2, "Alien", null);
            for (MovieId film : List.of(heat, alien)) {
                thematicProfile(film, "anthropic");
                cinematicStyle(film, "anthropic");
            }
            assertEquals(2, now(analyses.join()));

            session.run(
                    "update public.movie_cinematic_styles set cinematography = '{\"style_category\": \"noir\"}'"
                            + " where movie_id = ?",
                    alien.value());

            assertEquals(1, now(analyses.join()));
            assertEquals("{\"style_category\": \"noir\"} null", profile(alien));
        }

        @Test
        void leavesTheAppsOwnRowsAndDoesNotShowThem() throws Exception {
            MovieId heat = film(1, "Heat", null);
            thematicProfile(heat, null);
            cinematicStyle(heat, "anthropic");
            MovieId alien = film(2, "Alien", null);
            thematicProfile(alien, "anthropic");
            cinematicStyle(alien, null);
            emotionalJourney(alien, null, null);
            emotionalJourney(alien, "anthropic", "sad");

            assertEquals(0, now(analyses.join()));

            assertEquals("null null", profile(heat));
            assertEquals("null null", profile(alien));
        }

        private void thematicProfile(MovieId film, @Nullable String provider) throws SQLException {
            session.run(
                    "insert into public.movie_thematic_profiles (movie_id, provider) values (?, ?)",
                    film.value(),
                    provider);
        }

        private void cinematicStyle(MovieId film, @Nullable String provider) throws SQLException {
            session.run("""
                    insert into public.movie_cinematic_styles (movie_id, provider, cinematography)
                    values (?, ?, '{"style_category": "neo_noir"}')""", film.value(), provider);
        }

        private void emotionalJourney(MovieId film, @Nullable String provider, @Nullable String mood)
                throws SQLException {
            session.run("""
                    insert into public.movie_emotional_journeys (movie_id, provider, user_mood_context, overall_pattern,
                                                                 valence_curve, overall_emotional_intensity)
                    values (?, ?, ?, 'tragic_fall', '{0.5,-0.5}', 0.8)""", film.value(), provider, mood);
        }

        private String profile(MovieId film) throws SQLException {
            return session.one(
                    "select cinematic_style, emotional_journey from public.movie_thematic_profiles where movie_id = ?",
                    film.value());
        }
    }

    @Nested
    class TheDatabase {
        @Test
        void findsNamedFilmsByTheIndexOfTheirAnalyses() throws Exception {
            session.run("insert into public.movies (title) select 'Film ' || n from generate_series(1, 20000) n");
            session.run("""
                    insert into cineai.movie_analyses (key, movie_id, kind, depth, provider, model, prompt_version, input_hash,
                                                       state)
                    select f.id::text, f.id, 'thematic', 'comprehensive', 'anthropic', 'claude-haiku-5-5', 'thematic-1',
                           f.input_hash, 'pending'
                      from cineai.rec_film_inputs f""");
            session.run("analyze public.movies, cineai.movie_analyses");
            List<String> some = session.rows("select id from public.movies order by id limit 50");
            String named = AnalysisStore.WANTED
                    .replace("$8", "100")
                    .replace("$7", "'{" + String.join(",", some) + "}'")
                    .replace("$6", "'thematic-1'")
                    .replace("$5", "'claude-haiku-5-5'")
                    .replace("$4", "'anthropic'")
                    .replace("$3", "'{}'::text[]")
                    .replace("$2", "'comprehensive'")
                    .replace("$1", "'thematic'");
            try (Session worker = database.connect(TestPostgres.WORKER)) {
                String plan = String.join("\n", worker.rows("explain (costs off) " + named));

                assertTrue(plan.contains("using movie_analyses_film on movie_analyses"), plan);
                assertFalse(plan.contains("Seq Scan on movie_analyses"), plan);
                assertFalse(plan.contains("Seq Scan on movies"), plan);
                assertEquals(50, worker.rows(named).size());
            }
        }
    }

    private MovieId film(int number, String title, @Nullable Integer popularity) {
        MovieId id = new MovieId(new UUID(0, number));
        try {
            session.run(
                    "insert into public.movies (id, title, popularity) values (?, ?, ?)",
                    id.value(),
                    title,
                    popularity);
        } catch (SQLException refused) {
            throw new IllegalStateException("cannot insert " + title, refused);
        }
        return id;
    }

    private UUID aUser() throws SQLException {
        return SampleWorld.aUser(session);
    }

    private void rates(UUID user, MovieId film) throws SQLException {
        SampleWorld.rates(session, user, film.value(), 4);
    }

    private void wishesFor(UUID user, MovieId film) throws SQLException {
        session.run("insert into public.watchlist (user_id, movie_id) values (?, ?)", user, film.value());
    }

    /** A list of ours; freshFor may be in the past. */
    private void aList(UUID user, String freshFor, MovieId... films) throws SQLException {
        session.run("""
                insert into public.recommendation_feeds (user_id, generation, body, etag, algorithm_used, input_digest,
                                                         made_with, generated_at, checked_at, fresh_until)
                values (?, 1, '\\x1f8b', 'etag', 'hybrid', 'digest', 'settings', now(), now(), now() + ?::interval)""", user, freshFor);
        for (MovieId film : films)
            session.run(
                    "insert into public.recommendations (user_id, movie_id, score, rank, generation) values (?, ?, 0.9, 1, 1)",
                    user,
                    film.value());
    }

    private List<WantedFilm> wanted(MovieId... films) {
        return wanted(THEMES, films);
    }

    private List<WantedFilm> wanted(Recipe recipe, MovieId... films) {
        List<WantedFilm> wanted = now(analyses.films(recipe, List.of(films)));
        assertEquals(films.length, wanted.size());
        return wanted;
    }

    private Claim claimed(MovieId film) {
        Map<String, Claim> claims = now(analyses.claim(THEMES, wanted(film), LEASE));
        assertEquals(1, claims.size());
        return claims.values().iterator().next();
    }

    private void endLease(MovieId film) throws SQLException {
        session.run(
                "update cineai.movie_analyses set leased_until = now() - interval '1 second' where movie_id = ?",
                film.value());
    }

    /** validFor may be in the past. */
    private void isReady(MovieId film, String validFor) throws SQLException {
        claimed(film);
        session.run("""
                update cineai.movie_analyses
                   set state = 'ready', result = '{}', analyzed_at = now(), expires_at = now() + ?::interval,
                       claim_token = null, leased_until = null
                 where movie_id = ?""", validFor, film.value());
    }

    private void isFailed(MovieId film) throws SQLException {
        claimed(film);
        session.run(
                "update cineai.movie_analyses set state = 'failed', claim_token = null, leased_until = null"
                        + " where movie_id = ?",
                film.value());
    }

    private String row(MovieId film, String columns) throws SQLException {
        return session.one("select " + columns + " from cineai.movie_analyses where movie_id = ?", film.value());
    }

    private static Optional<List<MovieId>> named(MovieId... films) {
        return Optional.of(List.of(films));
    }

    private static List<MovieId> ids(List<WantedFilm> films) {
        return films.stream().map(it -> it.film().id()).toList();
    }
}
