package io.cineai.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.taste.Signal;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalsViewTest {
    private static final TestPostgres DATABASE = TestPostgres.fresh();

    private Session session;
    private UUID ada;
    private UUID heat;

    @BeforeEach
    void aUserAndAFilm() throws Exception {
        session = DATABASE.connect();
        session.run("begin");
        ada = World.aUser(session);
        heat = World.aFilm(session, "Heat");
    }

    @AfterEach
    void close() throws Exception {
        session.close();
    }

    @ParameterizedTest(name = "rating {0}, stars {1}, interested {2}, {3} is {4} {5}")
    @CsvSource(nullValues = "-", textBlock = """
            4, -,   true,  quick_rate, rating,         4.0
            4, 3.5, true,  quick_rate, rating,         3.5
            3, 2.5, false, -,          rating,         2.5
            1, 0.5, false, -,          rating,         0.5
            5, 5.0, true,  like,       rating,         5.0
            2, 3.5, false, -,          rating,         2.0
            5, 0.5, true,  -,          rating,         5.0
            1, -,   true,  browse,     rating,         1.0
            -, 3.5, true,  like,       like,           0.0
            -, -,   false, like,       like,           0.0
            -, -,   true,  dislike,    dislike,        0.0
            -, -,   false, watchlist,  watchlist,      0.0
            -, -,   false, browse,     browse,         0.0
            -, -,   true,  browse,     browse,         0.0
            -, -,   true,  spotlight,  interested,     0.0
            -, -,   false, spotlight,  browse,         0.0
            -, -,   true,  quick_rate, interested,     0.0
            -, -,   false, quick_rate, not_interested, 0.0
            -, -,   true,  -,          interested,     0.0
            -, -,   false, -,          not_interested, 0.0
            """)
    void aRatingSays(Integer rating, Double stars, boolean interested, String type, String kind, double value)
            throws Exception {
        session.run(
                "insert into ratings (user_id, movie_id, rating, stars, interested, interaction_type, rated_at)"
                        + " values (?, ?, ?, ?, ?, ?, '2025-05-01Z')",
                ada,
                heat,
                rating,
                stars,
                interested,
                type);

        assertEquals(
                "%s %s %s %s 2025-05-01".formatted(ada, heat, kind, value),
                session.one(
                        "select user_id, movie_id, kind, value, (at at time zone 'UTC')::date from cineai.rec_signals"));
    }

    @ParameterizedTest(name = "watched {0}, rating {1}, rated elsewhere {2} is {3}")
    @CsvSource(nullValues = "-", textBlock = """
            false, -, -, watchlist 0.0 2025-01-01
            true,  -, -, watched 0.0 2025-02-02
            true,  4, -, rating 4.0 2025-02-02
            true,  4, 2, watched 0.0 2025-02-02
            false, 4, 2, watchlist 0.0 2025-01-01
            """)
    void aWatchlistEntrySays(boolean watched, Integer rating, Integer ratedElsewhere, String signal) throws Exception {
        session.run(
                "insert into watchlist (user_id, movie_id, watched, rating, added_at, watched_at) values (?, ?, ?, ?, '2025-01-01Z', ?::timestamptz)",
                ada,
                heat,
                watched,
                rating,
                watched ? "2025-02-02Z" : null);
        if (ratedElsewhere != null)
            session.run(
                    "insert into ratings (user_id, movie_id, rating, interested, rated_at) values (?, ?, ?, true, '2020-01-01Z')",
                    ada,
                    heat,
                    ratedElsewhere);

        assertEquals(
                signal,
                session.one(
                        "select kind, value, (at at time zone 'UTC')::date from cineai.rec_signals where at > '2024-01-01Z'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"view", "click", "save", "skip", "remove", "watch_time"})
    void behaviourSaysWhatItIsCalled(String action) throws Exception {
        behaves(action, 42.5);

        assertEquals(action + " 42.5", session.one("select kind, value from cineai.rec_signals"));
    }

    @Test
    void aRateWithoutARatingIsOneAndWithARatingIsNone() throws Exception {
        behaves("rate", 4.5);
        assertEquals("rating 4.5", session.one("select kind, value from cineai.rec_signals"));

        session.run("insert into ratings (user_id, movie_id, rating, interested) values (?, ?, 2, false)", ada, heat);
        assertEquals("rating 2.0", session.one("select kind, value from cineai.rec_signals"));
    }

    @Test
    void aRateOutOfRangeOrOfNoFilmIsNoSignal() throws Exception {
        behaves("rate", 9.0);
        session.run("insert into user_behavior_signals (user_id, action) values (?, 'view')", ada);

        assertEquals(List.of(), session.rows("select * from cineai.rec_signals"));
    }

    @Test
    void feedbackCountsAtTheTimeOfTheActAndBeingShownDoesNot() throws Exception {
        feedback("dismissed");
        feedback("impression");

        assertEquals(
                "dismissed 0.0 2025-03-03",
                session.one("select kind, value, (at at time zone 'UTC')::date from cineai.rec_signals"));
    }

    @Test
    void aRatingThatWasChangedCountsFromThen() throws Exception {
        session.run(
                "insert into ratings (user_id, movie_id, rating, interested, rated_at, updated_at)"
                        + " values (?, ?, 2, false, '2024-01-01Z', '2025-01-01Z')",
                ada,
                heat);

        assertTrue(
                session.one("select at = '2025-01-01Z' from cineai.rec_signals").startsWith("t"));
    }

    @Test
    void everyKindOfFeedbackAndBehaviourIsAKindOfSignal() throws Exception {
        List<String> kinds = Arrays.stream(Signal.Kind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList();
        for (String action :
                List.of("view", "click", "save", "skip", "like", "dislike", "not_interested", "dismissed", "watched"))
            feedback(action);
        for (String action : List.of("view", "click", "save", "skip", "remove", "watch_time")) behaves(action, 1.0);

        List<String> seen = session.rows("select distinct kind from cineai.rec_signals");

        assertTrue(kinds.containsAll(seen), seen.toString());
    }

    @Test
    void theSignalsOfOneUserAreFoundByIndex() throws Exception {
        session.run("set enable_seqscan = off");

        String plan = String.join(
                "\n", session.rows("explain select * from cineai.rec_signals where user_id = '" + ada + "'"));

        assertFalse(plan.contains("Seq Scan"), plan);
    }

    private void behaves(String action, double value) throws Exception {
        session.run(
                "insert into user_behavior_signals (user_id, movie_id, action, value) values (?, ?, ?, ?)",
                ada,
                heat,
                action,
                value);
    }

    private void feedback(String action) throws Exception {
        session.run(
                "insert into recommendation_feedback (user_id, client_id, movie_id, action, occurred_at)"
                        + " values (?, gen_random_uuid(), ?, ?, '2025-03-03Z')",
                ada,
                heat,
                action);
    }
}
