package io.cineai.store.alert;

import static io.cineai.testkit.TestPool.now;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.monitor.Alert;
import io.cineai.monitor.Finding;
import io.cineai.monitor.Notice;
import io.cineai.monitor.Notice.Kind;
import io.cineai.monitor.Severity;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import io.smallrye.mutiny.Uni;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AlertStoreTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final TestPostgres database = TestPostgres.fresh();
    private final TestPool pool = TestPool.of(database, TestPostgres.WORKER);
    private final AlertStore alerts = new AlertStore(pool.pool());
    private Session session;

    @BeforeEach
    void connect() throws SQLException {
        session = database.connect();
    }

    @AfterEach
    void close() throws SQLException {
        session.close();
        pool.close();
    }

    @Nested
    class WhatIsFound {
        @Test
        void standsUntilItIsFoundNoMore() throws SQLException {
            now(alerts.record(List.of(dead(3)), NOON));
            now(alerts.record(List.of(dead(4)), at(5)));
            assertEquals(
                    "3 4 null 1",
                    session.one(
                            "select extract(minute from last_seen - first_seen)::int - 2, figures ->> 'dead', resolved_at, opened"
                                    + " from cineai.alerts"));

            now(alerts.record(List.of(), at(10)));

            assertEquals(
                    "queue:dead queue warning true",
                    session.one("select key, service, severity, resolved_at = '2026-11-28 12:10Z' from cineai.alerts"));
        }

        @Test
        void isTheSameTroubleWhereTheChannelWasNotToldThatItIsOver() throws SQLException {
            now(alerts.record(List.of(dead(3)), NOON));
            tell(Kind.STARTED);
            now(alerts.record(List.of(), at(5)));
            now(alerts.record(List.of(dead(3)), at(10)));

            assertEquals(
                    "true null 2",
                    session.one("select first_seen = '2026-11-28 12:00Z', resolved_at, opened from cineai.alerts"));
        }

        @Test
        void isNewTroubleAfterIt() throws SQLException {
            now(alerts.record(List.of(dead(3)), NOON));
            tell(Kind.STARTED);
            now(alerts.record(List.of(), at(5)));
            tell(Kind.OVER);
            now(alerts.record(List.of(dead(3)), at(30)));

            assertEquals("true", session.one("select first_seen = '2026-11-28 12:30Z' from cineai.alerts"));
        }

        @Test
        void byAnOlderLookChangesNothing() throws SQLException {
            now(alerts.record(List.of(dead(4)), at(5)));

            now(alerts.record(List.of(), NOON));
            now(alerts.record(List.of(dead(1)), NOON));

            assertEquals("4 null", session.one("select figures ->> 'dead', resolved_at from cineai.alerts"));
        }

        @Test
        void raisedAloneLeavesTheOthers() throws SQLException {
            now(alerts.record(List.of(dead(4)), NOON));

            now(alerts.raise(new Finding("monitor", "monitor", Severity.CRITICAL, "Silent.", Map.of()), at(5)));

            assertEquals(2, session.count("select count(*) from cineai.alerts where resolved_at is null"));
        }

        @Test
        void byManyAtOnceIsFoundOnce() throws SQLException {
            now(Uni.join()
                    .all(IntStream.range(0, 16)
                            .mapToObj(look -> alerts.record(
                                    look % 2 == 0 ? List.of(dead(look), other()) : List.of(other()), at(look)))
                            .toList())
                    .andFailFast());

            assertEquals(
                    List.of("lists:none true", "queue:dead false"),
                    session.rows("select key, resolved_at is null from cineai.alerts order by key"));
        }
    }

    @Nested
    class AClaim {
        @Test
        void isOneSendersAtATime() {
            now(alerts.record(List.of(dead(3), other()), NOON));
            List<Notice> due = notices(Kind.STARTED);

            List<Set<String>> claims = now(Uni.join()
                    .all(IntStream.range(0, 8)
                            .mapToObj(sender -> alerts.claim(due, UUID.randomUUID(), LEASE))
                            .toList())
                    .andFailFast());

            assertEquals(2, claims.stream().mapToInt(Set::size).sum());
        }

        @Test
        void isNoMoreWhereSomebodyToldMeanwhile() {
            now(alerts.record(List.of(dead(3)), NOON));
            List<Notice> due = notices(Kind.STARTED);
            tell(Kind.STARTED);

            assertEquals(Set.of(), now(alerts.claim(due, UUID.randomUUID(), LEASE)));
        }

        @Test
        void thatIsReleasedIsFree() {
            now(alerts.record(List.of(dead(3)), NOON));
            UUID token = UUID.randomUUID();
            now(alerts.claim(notices(Kind.STARTED), token, LEASE));

            now(alerts.release(token));

            assertEquals(Set.of("queue:dead"), now(alerts.claim(notices(Kind.STARTED), UUID.randomUUID(), LEASE)));
        }

        @Test
        void ofASenderWhoDiedIsFreeAfterItsLease() throws SQLException {
            now(alerts.record(List.of(dead(3)), NOON));
            now(alerts.claim(notices(Kind.STARTED), UUID.randomUUID(), LEASE));
            assertEquals(Set.of(), now(alerts.claim(notices(Kind.STARTED), UUID.randomUUID(), LEASE)));

            session.run("update cineai.alerts set claimed_until = clock_timestamp() - interval '1 second'");

            assertEquals(Set.of("queue:dead"), now(alerts.claim(notices(Kind.STARTED), UUID.randomUUID(), LEASE)));
        }

        @Test
        void thatEndedNotesNothing() throws SQLException {
            now(alerts.record(List.of(dead(3)), NOON));

            now(alerts.told(notices(Kind.STARTED), UUID.randomUUID()));

            assertEquals("0 false", session.one("select told, told_open from cineai.alerts"));
        }
    }

    @Test
    void whatWasToldIsKnown() {
        now(alerts.record(List.of(dead(3)), NOON));
        tell(Kind.STARTED);

        Alert alert = now(alerts.known()).get(0);

        assertEquals(1, alert.told());
        assertTrue(alert.toldOpen());
        assertEquals(Optional.of(Severity.WARNING), alert.toldSeverity());
        assertTrue(alert.toldAt().isPresent());
        assertTrue(alert.stands());
    }

    @Nested
    class Silence {
        @Test
        void isNoneWhereTheMonitorIsNotInUse() throws SQLException {
            ran("queue-drain", "succeeded", 12);

            assertEquals(Optional.empty(), silence());
        }

        @Test
        void isNoneWhereItSucceededLately() throws SQLException {
            ran("queue-drain", "succeeded", 12);
            ran("monitor", "succeeded", 14);
            ran("monitor", "failed", 4);

            assertEquals(Optional.empty(), silence());
        }

        @Test
        void isToldWhereTheOthersWentOn() throws SQLException {
            ran("queue-drain", "succeeded", 12);
            ran("monitor", "succeeded", 40);
            ran("monitor", "failed", 16);
            ran("monitor", "running", 1);

            assertEquals(
                    "true",
                    session.one(
                            "select abs(extract(epoch from clock_timestamp() - ?::timestamptz) - 2400) < 60",
                            silence().orElseThrow().since().toString()));
        }

        @Test
        void isToldWhereItNeverSucceeded() throws SQLException {
            ran("queue-drain", "succeeded", 12);
            ran("monitor", "failed", 16);

            assertTrue(silence().isPresent());
        }

        @Test
        void isNoneWhereTheWholeMachineSlept() throws SQLException {
            ran("queue-drain", "succeeded", 600);
            ran("queue-drain", "succeeded", 1);
            ran("monitor", "succeeded", 600);

            assertEquals(Optional.empty(), silence());
        }

        private Optional<AlertStore.Silence> silence() {
            return now(alerts.silence("monitor", "queue-drain", Duration.ofMinutes(15)));
        }

        private void ran(String function, String status, int minutesAgo) throws SQLException {
            session.run(
                    "insert into cineai.function_runs (run_id, function, status, started_at)"
                            + " values (gen_random_uuid(), ?, ?, clock_timestamp() - make_interval(mins => ?))",
                    function,
                    status,
                    minutesAgo);
        }
    }

    private void tell(Kind kind) {
        UUID token = UUID.randomUUID();
        List<Notice> notices = notices(kind);
        now(alerts.claim(notices, token, LEASE));
        now(alerts.told(notices, token));
    }

    private List<Notice> notices(Kind kind) {
        return now(alerts.known()).stream().map(it -> new Notice(kind, it)).toList();
    }

    private static Finding dead(int users) {
        return new Finding("queue:dead", "queue", Severity.WARNING, users + " users are dead.", Map.of("dead", users));
    }

    private static Finding other() {
        return new Finding("lists:none", "lists", Severity.CRITICAL, "One has no list.", Map.of());
    }

    private static Instant at(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }
}
