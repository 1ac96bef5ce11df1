package io.cineai.functions.drain;

import static io.cineai.testkit.Stage.ALLOWED;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import io.cineai.testkit.CutWire.Cut;
import io.cineai.testkit.FunctionProcess;
import io.cineai.testkit.Lists;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.Stage;
import io.cineai.testkit.Stage.Way;
import io.cineai.testkit.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The packaged function as a process that is killed, stopped or cut off at chosen moments, from outside. One lease later each user has the
 * list, made exactly once; a connection straight to Postgres and one through a pooler in transaction mode make no difference.
 */
@ParameterizedClass
@MethodSource("io.cineai.testkit.Stage#ways")
class QueueFaultsIT {
    private static final Duration LEASE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int USERS = 60;

    private static final String THE_CLAIM = "with expired as";
    private static final String THE_FACTS = "from unnest($1::uuid[]) as u (user_id)";
    private static final String THE_COMPLETION = "select cineai.replace_lists(";

    /** Of a list whose inputs are as they were. */
    private static final String THE_CONFIRMATION = "select cineai.confirm_list(";

    private static final Map<Way, Stage> STAGES = new EnumMap<>(Way.class);

    private final Way way;
    private final Stage stage;
    private Session db;

    QueueFaultsIT(Way way) {
        this.way = way;
        stage = STAGES.computeIfAbsent(way.orSkip(), QueueFaultsIT::stage);
    }

    /** One lane, so that the statement that is waited for is the one that matters. */
    private static Stage stage(Way way) {
        Stage stage = new Stage(
                way,
                Map.of(
                        "CINEAI_QUEUE_LANES", "1",
                        "CINEAI_QUEUE_BACK_OFF", "1s",
                        "CINEAI_QUEUE_LEASE", LEASE.toString()));
        try (Session db = stage.database().connect()) {
            // What is acknowledged must outlive a crash.
            db.run("alter database " + stage.database().name() + " set synchronous_commit = on");
            SampleWorld.fill(db);
            db.run("""
                    create table public.written (user_id uuid, generation bigint);
                    create function public.written() returns trigger language plpgsql security definer set search_path = '' as
                    'begin insert into public.written values (new.user_id, new.generation); return null; end';
                    create trigger written after insert or update on public.recommendation_feeds
                        for each row execute function public.written()""");
            db.run("analyze");
            return stage;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void usersWhoDoNotWaitYet() throws SQLException {
        db = stage.database().connect();
        db.run("""
                truncate public.recommendations, public.recommendation_feeds, cineai.rec_refresh_queue, cineai.function_runs,
                         public.written""");
        stage.worker();
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    @AfterAll
    static void closeAll() throws IOException {
        for (Stage stage : STAGES.values()) stage.close();
        STAGES.clear();
    }

    @Test
    void killedAfterItsClaim() throws Exception {
        UUID user = waits();

        killedAt(stage.wire().after(THE_CLAIM));

        assertThat(db.one("select status from cineai.rec_refresh_queue"), equalTo("in_progress"));
        assertThat(written(), is(empty()));
        aLeaseLater(1);
        isServedOnce(user);
    }

    @Test
    void killedBeforeItsCompletion() throws Exception {
        UUID user = waits();

        killedAt(stage.wire().before(THE_COMPLETION));

        assertThat(written(), is(empty()));
        aLeaseLater(1);
        isServedOnce(user);
    }

    /**
     * The server has the statement, waits for a row in the middle of it, and learns too late that nobody waits for the answer. Whether it
     * commits all the same depends on what of the connection's end reached it by then; it does so wholly, or not at all.
     */
    @Test
    void killedInsideItsCommit() throws Exception {
        UUID user = waits();
        Cut cut = stage.wire().before(THE_COMPLETION);
        CompletableFuture<HttpResponse<String>> run = drains();
        cut.awaitReached();
        try (Session other = stage.database().connect()) {
            other.run("begin");
            other.rows("select user_id from cineai.rec_refresh_queue for update");
            cut.mend();
            await("the completion to wait for the row").atMost(PATIENCE).until(() -> db.count("""
                    select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like 'select cineai.replace_lists%'""") == 1);
            stage.worker().kill();
            run.cancel(true);
            other.run("commit");
        }

        await("the server to be done with it").atMost(PATIENCE).until(() -> db.count("""
                select count(*) from pg_stat_activity where state = 'active' and query like 'select cineai.replace_lists%'""") == 0);
        aLeaseLater(written().isEmpty() ? 1 : 0);
        isServedOnce(user);
    }

    @Test
    void killedBeforeItHearsOfItsCommit() throws Exception {
        UUID user = waits();

        killedAt(stage.wire().after(THE_COMPLETION));

        assertThat(written(), hasSize(1));
        aLeaseLater(0);
        isServedOnce(user);
    }

    @Test
    void stoppedPastItsLeaseItsLateCommitIsRejected() throws Exception {
        UUID user = waits();
        Cut cut = stage.wire().after(THE_FACTS);
        CompletableFuture<HttpResponse<String>> late = drains();
        cut.awaitReached();
        stage.worker().suspend();
        try (FunctionProcess other = stage.another()) {
            cut.mend();
            aLeaseLaterBy(other, 1);
            String lists = Lists.digest(db);

            stage.worker().resume();

            JsonObject report = new JsonObject(late.get().body());
            assertThat(report.encode(), report.getInteger("deferred"), equalTo(1));
            assertThat(report.encode(), report.getInteger("succeeded"), equalTo(0));
            assertThat(stage.worker().terminal(), containsString("fenced off from user " + user));
            assertThat(Lists.digest(db), equalTo(lists));
            isServedOnce(user);
        } finally {
            stage.worker().resume();
        }
    }

    @Test
    void stoppedInsideItsCompletionItHoldsUpNobodyWhoRates() throws Exception {
        UUID user = waits();
        UUID film = bestOfTheListThatIsMadeFirst(user);
        waits();
        Cut cut = stage.wire().before(THE_CONFIRMATION);
        CompletableFuture<HttpResponse<String>> run = drains();
        cut.awaitReached();
        stage.worker().suspend();
        try (FunctionProcess other = stage.another()) {
            cut.mend();

            long start = System.nanoTime();
            SampleWorld.rates(db, user, film, 5);

            assertThat(Duration.ofNanos(System.nanoTime() - start), lessThan(Duration.ofMillis(500)));
            await("the list after the rating").atMost(PATIENCE).until(() -> {
                other.post("/queue-drain", "{}", ALLOWED);
                return db.count("select count(*) from cineai.rec_refresh_queue") == 0;
            });
            assertThat(Lists.films(db, user), not(hasItem(film.toString())));
        } finally {
            stage.worker().resume();
        }
        run.get();
        db.run("delete from public.ratings where user_id = ? and movie_id = ?", user, film);
    }

    @Test
    void aRatingBetweenClaimAndCompletionCausesExactlyOneMoreRun() throws Exception {
        UUID user = waits();
        UUID film = bestOfTheListThatIsMadeFirst(user);
        waits();
        Cut cut = stage.wire().before(THE_CONFIRMATION);
        CompletableFuture<HttpResponse<String>> run = drains();
        cut.awaitReached();

        SampleWorld.rates(db, user, film, 5);
        cut.mend();

        JsonObject report = new JsonObject(run.get().body());
        assertThat(report.encode(), report.getInteger("claimed"), equalTo(2));
        assertThat(report.encode(), report.getInteger("succeeded"), equalTo(1));
        assertThat(report.encode(), report.getInteger("skipped"), equalTo(1));
        assertThat(written(), hasSize(2));
        assertThat(Lists.films(db, user), not(hasItem(film.toString())));
        assertThat(db.rows("select user_id from cineai.rec_refresh_queue"), is(empty()));
        aLeaseLaterBy(stage.worker(), 0);
        assertThat(written(), hasSize(2));
        db.run("delete from public.ratings where user_id = ? and movie_id = ?", user, film);
    }

    @Test
    void whoseConnectionsEndInMidDrainSaysSoAndTheNextRunFinishes() throws Exception {
        everybodyWaits();
        Cut cut = stage.wire().before(THE_COMPLETION);
        CompletableFuture<HttpResponse<String>> run = drains();
        cut.awaitReached();

        long ended = db.count(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = ?",
                TestPostgres.FUNCTION);
        cut.mend();

        assertThat(ended, greaterThan(0L));
        saysSo(run.get());
        theNextRunServesAll();
    }

    /** As the kernel's out-of-memory killer does it: the server ends all its connections, recovers, and is there again. */
    @Test
    void whosePostgresCrashesInMidDrainSaysSoAndTheNextRunFinishes() throws Exception {
        everybodyWaits();
        Cut cut = stage.wire().before(THE_COMPLETION);
        CompletableFuture<HttpResponse<String>> run = drains();
        cut.awaitReached();

        long backend = db.count("select pg_backend_pid()");
        ProcessHandle.of(backend).orElseThrow().destroyForcibly();
        cut.mend();

        saysSo(run.get());
        await("Postgres")
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(SQLException.class)
                .until(() -> {
                    db = stage.database().connect();
                    return true;
                });
        theNextRunServesAll();
    }

    /** No healthy answer: it could not be served, or some of it is left for the next run. Unless a pooler had it wait until all was well. */
    private void saysSo(HttpResponse<String> answer) {
        assertThat(answer.body(), answer.statusCode(), anyOf(equalTo(200), equalTo(500), equalTo(503)));
        if (answer.statusCode() != 200) return;
        JsonObject report = new JsonObject(answer.body());
        if (way == Way.THROUGH_A_POOLER && report.getInteger("succeeded") == USERS) return;
        assertThat(report.encode(), report.getInteger("deferred") + report.getInteger("failed"), greaterThan(0));
    }

    /** The same process: it gets its connections back by itself. */
    private void theNextRunServesAll() throws SQLException {
        await("all lists").atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            stage.worker().post("/queue-drain", "{}", ALLOWED);
            return db.count("select count(*) from cineai.rec_refresh_queue") == 0;
        });
        assertThat(Lists.broken(db), is(empty()));
        assertThat(written(), hasSize(USERS));
        assertThat(db.count("select count(distinct user_id) from public.written"), equalTo((long) USERS));
    }

    private void killedAt(Cut cut) {
        CompletableFuture<HttpResponse<String>> run = drains();
        cut.awaitReached();
        stage.worker().kill();
        cut.drop();
        run.cancel(true);
    }

    private CompletableFuture<HttpResponse<String>> drains() {
        return stage.worker().posted("/queue-drain", "{}", ALLOWED);
    }

    /** A worker that comes after the lease has so many users to serve. */
    private void aLeaseLater(int claimed) throws Exception {
        aLeaseLaterBy(stage.worker(), claimed);
    }

    private void aLeaseLaterBy(FunctionProcess other, int claimed) throws SQLException {
        await("the lease")
                .atMost(LEASE.multipliedBy(3))
                .until(() ->
                        db.count("select count(*) from cineai.rec_refresh_queue where leased_until > clock_timestamp()")
                                == 0);
        HttpResponse<String> answer = other.post("/queue-drain", "{}", ALLOWED);
        assertThat(answer.body(), answer.statusCode(), equalTo(200));
        JsonObject report = new JsonObject(answer.body());
        assertThat(report.encode(), report.getInteger("claimed"), equalTo(claimed));
        assertThat(report.encode(), report.getInteger("succeeded"), equalTo(claimed));
    }

    private void isServedOnce(UUID user) throws SQLException {
        assertThat(written(), hasSize(1));
        assertThat(Lists.films(db, user), hasSize(50));
        assertThat(Lists.served(db, user), equalTo(Lists.films(db, user)));
        assertThat(db.rows("select user_id, status from cineai.rec_refresh_queue"), is(empty()));
    }

    private List<String> written() throws SQLException {
        return db.rows("select user_id, generation from public.written");
    }

    private UUID waits() throws SQLException {
        UUID user = UUID.fromString(db.one("select id from auth.users order by id limit 1"));
        db.rows("select cineai.enqueue_refresh(?)", user);
        return user;
    }

    private UUID bestOfTheListThatIsMadeFirst(UUID user) throws SQLException {
        stage.worker().post("/queue-drain", "{}", ALLOWED);
        db.run("truncate public.written");
        return UUID.fromString(Lists.films(db, user).get(0));
    }

    private void everybodyWaits() throws SQLException {
        db.rows("select cineai.enqueue_refresh(id) from auth.users");
        assertThat(db.count("select count(*) from cineai.rec_refresh_queue"), equalTo((long) USERS));
    }
}
