package io.cineai.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.experiment.Arm;
import io.cineai.experiment.Experiment;
import io.cineai.recommend.Algorithm;
import io.cineai.store.experiment.ExperimentStore;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator may write of an experiment, and what the worker reads of it. */
class ExperimentsTest {
    private static final String TWO_AT_A_TIME = "23P01";
    private static final String ARMS = """
            [{"name": "as-is", "share": 90}, {"name": "plain", "share": 10, "algorithm": "collaborative", "diversityFactor": 0}]""";

    private final TestPostgres database = TestPostgres.fresh();
    private Session session;

    @BeforeEach
    void open() throws Exception {
        session = database.connect();
    }

    @AfterEach
    void close() throws Exception {
        session.close();
    }

    @Test
    void theWorkerReadsTheOneThatRuns() throws Exception {
        begins("past", "2026-01-01", "2026-01-02");
        begins("now", "2026-01-02", null);

        try (TestPool pool = TestPool.of(database, TestPostgres.WORKER)) {
            ExperimentStore store = pool.store(ExperimentStore.class);
            assertEquals(
                    Optional.of(new Experiment(
                            "now",
                            "salt",
                            List.of(
                                    new Arm("as-is", 90, null, null),
                                    new Arm("plain", 10, Algorithm.COLLABORATIVE, 0.0)))),
                    TestPool.now(store.running()));

            session.run("update cineai.experiments set ended_at = now() where name = 'now'");
            assertEquals(Optional.empty(), TestPool.now(store.running()));

            begins("planned", "2999-01-01", null);
            assertEquals(Optional.empty(), TestPool.now(store.running()));
        }
    }

    @Test
    void noTwoRunAtATime() throws Exception {
        begins("one", "2026-01-02", "2026-02-01");

        Refused.with(TWO_AT_A_TIME, () -> begins("other", "2026-01-31", null));
        begins("next", "2026-02-01", null);
        Refused.with(TWO_AT_A_TIME, () -> begins("last", "2026-03-01", "2026-03-02"));
    }

    @Test
    void whatHasBegunCannotBecomeAnother() throws Exception {
        begins("begun", "2026-01-01", null);

        Refused.byACheck(() -> session.run("update cineai.experiments set salt = 'other'"));
        Refused.byACheck(() -> session.run("update cineai.experiments set arms = '[{\"name\": \"a\", \"share\": 1}]'"));
        assertEquals(1, session.run("update cineai.experiments set ended_at = '2026-01-02'"));

        begins("planned", "2999-01-01", null);
        assertEquals(1, session.run("update cineai.experiments set salt = 'other' where name = 'planned'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "[]",
                "[1]",
                "[{\"name\": \"a\"}]",
                "[{\"share\": 1}]",
                "[{\"name\": \"a\", \"share\": 0}]",
                "[{\"name\": \"a\", \"share\": 1.5}]",
                "[{\"name\": \"a\", \"share\": 10001}]",
                "[{\"name\": \"a\", \"share\": \"1\"}]",
                "[{\"name\": \"a/b\", \"share\": 1}]",
                "[{\"name\": \"a\", \"share\": 1}, {\"name\": \"a\", \"share\": 1}]",
                "[{\"name\": \"a\", \"share\": 1, \"algorithm\": \"best\"}]",
                "[{\"name\": \"a\", \"share\": 1, \"diversityFactor\": 2}]",
                "[{\"name\": \"a\", \"share\": 1, \"diversityFactor\": \"0\"}]",
                "[{\"name\": \"a\", \"share\": 1, \"factor\": 0.1}]"
            })
    void whatAreNoArmsIsRefused(String arms) {
        Refused.byACheck(() -> session.run("insert into cineai.experiments (name, arms) values ('x', ?::jsonb)", arms));
    }

    @Test
    void nobodyWritesThemButTheOwner() throws Exception {
        try (Session worker = database.connect(TestPostgres.WORKER)) {
            Refused.asForbidden(() -> worker.run("delete from cineai.experiments"));
            Refused.asForbidden(() -> worker.run("update cineai.experiments set ended_at = now()"));
            Refused.asForbidden(() -> worker.run("insert into cineai.experiments (name, arms) values ('x', '[]')"));
        }
        try (Session owner = database.connect(TestPostgres.OWNER)) {
            owner.run("insert into cineai.experiments (name, arms) values ('ours', ?::jsonb)", ARMS);
            assertEquals("ours", owner.one("select name from cineai.experiments"));
        }
    }

    private void begins(String name, String start, @Nullable String end) throws Exception {
        session.run(
                "insert into cineai.experiments (name, arms, salt, started_at, ended_at)"
                        + " values (?, ?::jsonb, 'salt', ?::timestamptz, ?::timestamptz)",
                name,
                ARMS,
                start,
                end);
    }
}
