package io.cineai.store.fact;

import static io.cineai.testkit.TestPool.now;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.movie.MovieId;
import io.cineai.store.fact.FactStore.UserSignal;
import io.cineai.store.fact.UserFacts.ReadyList;
import io.cineai.taste.Signal;
import io.cineai.taste.Signal.Kind;
import io.cineai.taste.UserId;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FactStoreTest {
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05.678901Z");

    private final TestPostgres database = TestPostgres.fresh();
    private final TestPool pool = TestPool.of(database, TestPostgres.WORKER);
    private final FactStore facts = new FactStore(pool.pool());
    private Session session;
    private UserId ada;
    private UserId bob;
    private MovieId heat;
    private MovieId ronin;

    @BeforeEach
    void twoUsersAndTwoFilms() throws Exception {
        session = database.connect();
        ada = aUser();
        bob = aUser();
        heat = aFilm("Heat");
        ronin = aFilm("Ronin");
    }

    @AfterEach
    void close() throws Exception {
        session.close();
        pool.close();
    }

    @Test
    void everybodyAskedForIsInTheAnswer() {
        UserId nobody = new UserId(UUID.randomUUID());
        UserFacts nothing = new UserFacts(List.of(), Set.of(), Optional.empty());

        assertEquals(Map.of(ada, nothing, nobody, nothing), now(facts.of(List.of(ada, nobody))));
        assertEquals(Map.of(), now(facts.of(List.of())));
    }

    @Test
    void signalsComeOldestFirstToTheMicrosecondAndToWhomTheyBelong() throws Exception {
        rates(ada, ronin, "4.5", THEN.plusSeconds(60));
        rates(ada, heat, "0.5", THEN);
        rates(bob, heat, "3", THEN);
        session.run(
                "insert into public.watchlist (user_id, movie_id, added_at) values (?, ?, '2026-01-02T03:04:00Z')",
                bob.value(),
                ronin.value());

        Map<UserId, UserFacts> known = now(facts.of(List.of(ada, bob)));

        assertEquals(
                List.of(
                        new Signal(heat, Kind.RATING, 0.5, THEN),
                        new Signal(ronin, Kind.RATING, 4.5, THEN.plusSeconds(60))),
                known.get(ada).signals());
        assertEquals(
                List.of(
                        new Signal(ronin, Kind.WATCHLIST, 0, Instant.parse("2026-01-02T03:04:00Z")),
                        new Signal(heat, Kind.RATING, 3, THEN)),
                known.get(bob).signals());
    }

    @Test
    void everyKindOfTheViewIsKnown() throws Exception {
        session.run("""
                create or replace view cineai.rec_signals with (security_invoker = true) as
                select '%s'::uuid as user_id, '%s'::uuid as movie_id, kind, 4::double precision as value, now() as at
                  from unnest(string_to_array('%s', ',')) as kind""".formatted(ada, heat, kinds()));

        Set<Kind> known = new HashSet<>();
        now(facts.of(List.of(ada))).get(ada).signals().forEach(signal -> known.add(signal.kind()));

        assertEquals(Set.of(Kind.values()), known);
    }

    @Test
    void chosenGenresAndTheListThatIsThereAreFacts() throws Exception {
        session.run(
                "insert into public.user_profiles (id, preferences) values (?, '{\"favorite_genres\": [\"War\", \"Crime\", \"War\"]}')",
                ada.value());
        aFeed(ada, "hybrid");

        UserFacts known = now(facts.of(List.of(ada))).get(ada);

        assertEquals(Set.of("War", "Crime"), known.favouriteGenres());
        assertEquals(Optional.of(new ReadyList("digest", "etag", THEN, THEN.plusSeconds(60))), known.ready());
    }

    @Test
    void whateverAnAppCallsThemGenresAreRead() throws Exception {
        assertEquals("{War,Crime}", genres("{\"favorite_genres\": [\"War\", \"Crime\"]}"));
        assertEquals("{War}", genres("{\"favoriteGenres\": [\"War\"]}"));
        assertEquals("{War}", genres("{\"favourite_genres\": [\"War\"]}"));
        assertEquals("{War}", genres("{\"genres\": [\"War\", null]}"));
    }

    @Test
    void whatIsNoListOfGenresIsNone() throws Exception {
        for (String preferences : List.of(
                "{}",
                "[]",
                "null",
                "7",
                "\"War\"",
                "{\"genres\": \"War\"}",
                "{\"genres\": null}",
                "{\"genres\": {\"War\": true}}")) assertEquals("{}", genres(preferences), preferences);
        assertEquals("{}", genres(null));
    }

    @Test
    void moreSignalsThanAPageAreAllRead() throws Exception {
        session.run("""
                with films as (
                    insert into public.movies (title)
                    select 'Film ' || n from generate_series(1, 12500) n
                    returning id)
                insert into public.ratings (user_id, movie_id, rating, interested, rated_at)
                select person.id, films.id, 4, true, now()
                  from films, auth.users person""");

        Set<UserSignal> all = now(facts.allSignals().collect().in(HashSet<UserSignal>::new, Set::add));

        assertEquals(25_000, all.size());
    }

    @Test
    void whoReadsNoFurtherGivesTheConnectionBack() throws Exception {
        rates(ada, heat, "4", THEN);
        rates(bob, heat, "4", THEN);

        for (int round = 0; round < 20; round++)
            assertEquals(
                    1,
                    now(facts.allSignals().select().first(1).collect().asList()).size());

        assertEquals(2, now(facts.allSignals().collect().asList()).size());
    }

    @Test
    void aUserToShowThingsWithHasAPersonalListIfAnybodyHas() throws Exception {
        assertEquals(Optional.empty(), now(facts.someUserWithList()));

        aFeed(ada, "popular");
        assertEquals(Optional.of(ada), now(facts.someUserWithList()));

        aFeed(bob, "hybrid");
        assertEquals(Optional.of(bob), now(facts.someUserWithList()));
    }

    private static String kinds() {
        return String.join(
                ",",
                List.of(Kind.values()).stream()
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    private String genres(String preferences) throws Exception {
        return session.one("select cineai.favourite_genres(?::jsonb)", preferences);
    }

    private void rates(UserId user, MovieId film, String stars, Instant at) throws Exception {
        session.run("""
                insert into public.ratings (user_id, movie_id, rating, stars, interested, rated_at)
                select ?, ?, greatest(1, round(stars)), stars, true, ?::timestamptz
                  from (select ?::numeric as stars) s""", user.value(), film.value(), at.toString(), stars);
    }

    private void aFeed(UserId user, String algorithm) throws Exception {
        session.run(
                """
                insert into public.recommendation_feeds (user_id, generation, body, etag, algorithm_used, input_digest,
                                                         made_with, generated_at, checked_at, fresh_until)
                values (?, nextval('cineai.feed_generation'), '\\x1f8b', 'etag', ?, 'digest', 'defaults',
                        ?::timestamptz, now(), ?::timestamptz)""",
                user.value(),
                algorithm,
                THEN.toString(),
                THEN.plusSeconds(60).toString());
    }

    private UserId aUser() throws Exception {
        return new UserId(
                UUID.fromString(session.one("insert into auth.users (id) values (gen_random_uuid()) returning id")));
    }

    private MovieId aFilm(String title) throws Exception {
        return new MovieId(
                UUID.fromString(session.one("insert into public.movies (title) values (?) returning id", title)));
    }
}
