package io.cineai.store.evaluation;

import static io.cineai.testkit.TestPool.now;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.evaluate.Figure;
import io.cineai.evaluate.Figure.Mode;
import io.cineai.evaluate.UserMean;
import io.cineai.evaluate.UserRate;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EvaluationStoreTest {
    private static final Duration MONTH = Duration.ofDays(28);

    private final TestPostgres database = TestPostgres.fresh();
    private final Map<String, UUID> films = new HashMap<>();
    private Session session;
    private TestPool pool;
    private EvaluationStore store;
    private UUID ada;
    private UUID bob;
    private UUID cal;

    @BeforeEach
    void threeUsersAndFourFilms() throws Exception {
        session = database.connect();
        pool = TestPool.of(database, TestPostgres.WORKER);
        store = new EvaluationStore(pool.pool());
        ada = SampleWorld.aUser(session);
        bob = SampleWorld.aUser(session);
        cal = SampleWorld.aUser(session);
        for (String title : List.of("Heat", "Ronin", "Alien", "Tootsie"))
            films.put(title, SampleWorld.aFilm(session, title));
    }

    @AfterEach
    void close() throws Exception {
        pool.close();
        session.close();
    }

    /**
     * By hand. hybrid showed ada 2 films, one of them twice, bob 3 and cal 1; ada clicked on one and watched it, bob dismissed one; cal
     * was shown the same film by content before the click, which is content's therefore.
     */
    @Test
    void usersAreAddedUpByWhatHadShownThemTheFilm() throws Exception {
        shown(ada, "Heat", "hybrid", 1);
        shown(ada, "Heat", "hybrid", 2);
        shown(ada, "Ronin", "hybrid", 1);
        does(ada, "Heat", "click", 3);
        does(ada, "Heat", "view", 4);
        does(ada, "Heat", "watched", 30);
        for (String film : List.of("Heat", "Ronin", "Alien")) shown(bob, film, "hybrid", 2);
        does(bob, "Ronin", "click", 1);
        does(bob, "Alien", "dismissed", 3);
        shown(cal, "Heat", "hybrid", 1);
        shown(cal, "Heat", "content", 2);
        does(cal, "Heat", "save", 3);
        shown(cal, "Tootsie", null, 1);
        does(cal, "Tootsie", "click", 2);

        Shown hybrid = of("everybody", "hybrid");

        assertEquals(Optional.of(new UserRate(3, 6, 1, 14, 2, 1)), hybrid.clicks());
        assertEquals(Optional.of(new UserRate(3, 6, 1, 14, 2, 1)), hybrid.watched());
        assertEquals(Optional.of(new UserRate(3, 6, 1, 14, 3, 1)), hybrid.dismissals());
        assertEquals(Optional.of(UserRate.ofUsers(3, 1)), hybrid.clickers());
        assertEquals(Optional.of(UserRate.ofUsers(3, 1)), hybrid.watchers());
        assertEquals(Optional.empty(), hybrid.content());
        assertEquals(
                Optional.of(new UserRate(1, 1, 1, 1, 1, 1)),
                of("everybody", "content").clicks());
        assertEquals(2, now(store.shown(MONTH)).size());
    }

    @Test
    void anArmIsWhatItsUsersGotWhateverHadShownIt() throws Exception {
        shown(ada, "Heat", "hybrid", 1);
        shown(ada, "Ronin", "popular", 1);
        shown(bob, "Heat", "hybrid", 1);
        does(ada, "Ronin", "click", 2);
        session.run(
                "update recommendation_feedback set experiment = 'trial', arm = case user_id when ? then 'a' else 'b' end"
                        + " where action = 'impression'",
                ada);

        assertEquals(
                Optional.of(new UserRate(1, 2, 1, 4, 2, 1)),
                of("trial/a", "all").clicks());
        assertEquals(
                Optional.of(new UserRate(1, 1, 0, 1, 0, 0)),
                of("trial/b", "all").clicks());
        assertEquals(
                Optional.of(UserRate.ofUsers(2, 0)), of("everybody", "hybrid").clickers());
    }

    /** By hand: ada says 5 and 3, which is 4; bob 2; what cal says is of no list that we know. */
    @Test
    void contentmentIsTheMeanOfUsersMeans() throws Exception {
        says(ada, 5, "hybrid");
        says(ada, 3, "hybrid");
        says(bob, 2, "hybrid");
        says(cal, 1, null);

        Shown hybrid = of("everybody", "hybrid");

        assertEquals(Optional.of(new UserMean(2, 6, 20)), hybrid.content());
        assertEquals(Optional.empty(), hybrid.clicks());
        assertEquals(1, now(store.shown(MONTH)).size());
    }

    @Test
    void whatCameInLongAgoIsPast() throws Exception {
        shown(ada, "Heat", "hybrid", 1);
        says(ada, 5, "hybrid");
        session.run("update recommendation_feedback set received_at = now() - interval '29 days'");
        session.run("update recommendation_satisfaction set received_at = now() - interval '29 days'");

        assertEquals(List.of(), now(store.shown(MONTH)));
    }

    @Test
    void aRunsNumbersAreWrittenAtOneTime() throws Exception {
        UUID run = UUID.randomUUID();

        now(store.write(run, List.of()));
        now(store.write(
                run,
                List.of(
                        new Figure(Mode.OFFLINE, "diversity=0.4", "hybrid", "recall@20", 0.2, 0.1, 0.3, 60),
                        new Figure(Mode.OFFLINE, "diversity=0.4", "hybrid", "coverage@20", 0.5, null, null, 60),
                        new Figure(Mode.ONLINE, "trial/a", "all", "click_rate", 0.02, 0.01, 0.03, 1_000))));

        assertEquals(
                List.of(
                        "offline diversity=0.4 hybrid coverage@20 0.5 null null 60",
                        "offline diversity=0.4 hybrid recall@20 0.2 0.1 0.3 60",
                        "online trial/a all click_rate 0.02 0.01 0.03 1000"),
                session.rows(
                        "select mode, experiment, algorithm, metric, value, low, high, samples from cineai.status_evaluations"));
        assertEquals(
                "1 " + run,
                session.one(
                        "select count(distinct evaluated_at), min(run_id::text) from cineai.algorithm_evaluations"));
    }

    private Shown of(String experiment, String algorithm) {
        return now(store.shown(MONTH)).stream()
                .filter(it ->
                        it.experiment().equals(experiment) && it.algorithm().equals(algorithm))
                .findFirst()
                .orElseThrow();
    }

    private void shown(UUID user, String film, @Nullable String algorithm, int minute) throws Exception {
        say(user, film, "impression", algorithm, minute);
    }

    private void does(UUID user, String film, String action, int minute) throws Exception {
        say(user, film, action, null, minute);
    }

    private void say(UUID user, String film, String action, @Nullable String algorithm, int minute) throws Exception {
        session.run("""
                insert into recommendation_feedback (user_id, client_id, movie_id, action, algorithm_used, occurred_at)
                values (?, gen_random_uuid(), ?, ?, ?, date_trunc('hour', now()) - interval '2 hours' + make_interval(mins => ?))""", user, films.get(film), action, algorithm, minute);
    }

    private void says(UUID user, int satisfaction, @Nullable String algorithm) throws Exception {
        session.run("""
                insert into recommendation_satisfaction (user_id, client_id, satisfaction, algorithm_used, occurred_at)
                values (?, gen_random_uuid(), ?, ?, now())""", user, satisfaction, algorithm);
    }
}
