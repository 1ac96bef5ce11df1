package io.cineai.functions.local;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.cineai.testkit.Analyses;
import io.cineai.testkit.FunctionProcess;
import io.cineai.testkit.Lists;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.SharedArchive;
import io.cineai.testkit.TestPostgres;
import io.cineai.testkit.anthropic.FakeAnthropic;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The queue under fire: drains and analyses as the processes that they are when deployed, users who change their minds all the time, and
 * a process killed every few seconds. In the end nothing may be missing, half done or done twice.
 *
 * <p>{@code -Dcineai.soak.minutes} (5), {@code -Dcineai.soak.seed} (20). With {@code -Dcineai.soak.naive=true} the triggers forget a
 * change that meets a row in work, as simple queues do; the test must then find lost updates.
 */
class RefreshSoak {
    private static final int USERS = 2_000;
    private static final int DRAINS = 4;
    private static final int WRITERS = 3;
    private static final List<String> ANALYSES = List.of("style-analysis", "thematic-analysis", "emotional-analysis");
    private static final int ALL_ANALYSES = 900;
    private static final Duration SLOW = Duration.ofMillis(2_500);
    private static final String SECRET = "a secret of the soak";
    private static final String[] ALLOWED = {"Authorization", "Bearer " + SECRET};
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Pattern FENCED = Pattern.compile("fenced off from user");

    private final Duration time =
            Duration.ofSeconds((long) (60 * Double.parseDouble(System.getProperty("cineai.soak.minutes", "5"))));
    private final long seed = Long.getLong("cineai.soak.seed", 20);
    private final boolean naive = Boolean.getBoolean("cineai.soak.naive");

    private final TestPostgres database = TestPostgres.fresh();
    private final FakeAnthropic model = new FakeAnthropic();
    private final Map<String, FunctionProcess> running = new LinkedHashMap<>();
    private final Map<String, CompletableFuture<HttpResponse<String>>> runs = new LinkedHashMap<>();
    private final List<FunctionProcess> ended = new ArrayList<>();
    private final Map<String, String[]> archives = new LinkedHashMap<>();
    private volatile boolean writing = true;

    @AfterEach
    void close() throws IOException {
        for (FunctionProcess process : running.values()) process.close();
        for (FunctionProcess process : ended) process.close();
        model.close();
    }

    @Test
    void nothingIsLostHalfDoneOrDoneTwice() throws Exception {
        try (Session db = database.connect()) {
            prepare(db);
            long rowsBefore = db.count("select count(*) from public.ratings");
            List<CompletableFuture<Integer>> writers = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> CompletableFuture.supplyAsync(() -> write(writer)))
                    .toList();
            KilledCalls killed = new KilledCalls(db, model);

            int kills = killAll(killed);

            writing = false;
            int changes = writers.stream().mapToInt(CompletableFuture::join).sum();
            System.out.printf("%d ratings before, %d changes meanwhile%n", rowsBefore, changes);
            finish(db);
            verify(db, kills, changes, killed);
        }
    }

    private void prepare(Session db) throws Exception {
        SampleWorld.fill(db);
        Analyses.forget(db);
        moreUsers(db);
        if (naive) forgetful(db);
        model.taking(Duration.ofMillis(20));
        model.slowly(question -> question.film().hashCode() % 2 == 0, SLOW);
        try (FunctionProcess training = start("similarity-training")) {
            posted(training.awaitLive(), "similarity-training", "{}");
        }
        witnesses(db);
        db.run("analyze");
        for (int drain = 1; drain <= DRAINS; drain++) running.put("queue-drain#" + drain, start("queue-drain"));
        for (String analysis : ANALYSES) running.put(analysis, start(analysis));
        running.values().forEach(FunctionProcess::awaitLive);
        // Everybody has a list before the first change, so that what is measured is changes.
        posted(running.get("queue-drain#1"), "queue-drain", "{\"deadlineSeconds\": 240}");
        db.run("truncate public.soak_lists");
    }

    private static void moreUsers(Session db) throws SQLException {
        db.run("insert into auth.users (id, email, last_sign_in_at) select gen_random_uuid(), 'soak' || n, now()"
                + " from generate_series(1, " + (USERS - 60) + ") as n");
        db.run("""
                insert into public.ratings (user_id, movie_id, rating, interested, rated_at)
                select u.id, m.id, 1 + (random() * 4)::int, true, now() - random() * interval '100 days'
                  from auth.users u
                 cross join lateral (select id from public.movies order by md5(id::text || u.id::text) limit 12) m
                 where u.email like 'soak%'""");
        db.run("delete from cineai.rec_refresh_queue");
        db.run("insert into cineai.rec_refresh_queue (user_id) select id from auth.users");
    }

    /** What happens is counted where it happens: a killed process tells nothing. */
    private static void witnesses(Session db) throws SQLException {
        db.run("""
                create sequence public.soak_claims;
                create sequence public.soak_missed;
                create table public.soak_lists (user_id uuid, as_of timestamptz, written timestamptz);
                create table public.soak_changes (user_id uuid, at timestamptz);
                create index on public.soak_lists (user_id);
                create function public.soak_claimed() returns trigger language plpgsql security definer set search_path = '' as
                'begin if new.claim_token is distinct from old.claim_token and new.claim_token is not null
                       then perform nextval(''public.soak_claims''); end if; return null; end';
                create function public.soak_noted() returns trigger language plpgsql security definer set search_path = '' as
                'begin perform nextval(''public.soak_missed''); return null; end';
                create function public.soak_listed() returns trigger language plpgsql security definer set search_path = '' as
                'begin insert into public.soak_lists values (new.user_id, new.checked_at, clock_timestamp()); return null; end';
                create trigger soak_claimed after update on cineai.rec_refresh_queue for each row execute function public.soak_claimed();
                create trigger soak_noted after insert on cineai.rec_refresh_missed for each row execute function public.soak_noted();
                create trigger soak_listed after insert or update on public.recommendation_feeds
                    for each row execute function public.soak_listed()""");
    }

    /** The queue as it is often written: what is enqueued already is left alone. */
    private static void forgetful(Session db) throws SQLException {
        db.run("""
                create or replace function cineai.enqueue_users(p_users uuid[], p_priority smallint, p_reason text, p_delay interval)
                    returns bigint language sql volatile set search_path = '' as $$
                    with put as (
                        insert into cineai.rec_refresh_queue (user_id, priority, reason, run_at)
                        select u.id, p_priority, p_reason, clock_timestamp() + p_delay from auth.users u where u.id = any (p_users)
                        on conflict (user_id) do nothing
                        returning 1)
                    select count(*) from put
                $$""");
    }

    /** Until the time is over: schedules keep everything running, and every 2 to 5 s somebody dies. */
    private int killAll(KilledCalls killed) throws Exception {
        Random random = new Random(seed);
        Instant end = Instant.now().plus(time);
        Instant next = Instant.now();
        int kills = 0;
        while (Instant.now().isBefore(end)) {
            Instant moment = next;
            await("the next kill")
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        invokeTheIdle(running.keySet());
                        return !Instant.now().isBefore(moment);
                    });
            List<String> names = List.copyOf(running.keySet());
            kill(names.get(random.nextInt(names.size())), killed);
            kills++;
            next = Instant.now().plusMillis(2_000 + random.nextInt(3_000));
        }
        return kills;
    }

    private void kill(String name, KilledCalls killed) throws SQLException {
        FunctionProcess victim = running.get(name);
        victim.kill();
        if (ANALYSES.contains(name)) killed.note(name);
        ended.add(victim);
        CompletableFuture<HttpResponse<String>> run = runs.remove(name);
        if (run != null) run.cancel(true);
        running.put(name, start(name.replaceFirst("#.*", "")));
    }

    private void invokeTheIdle(Collection<String> names) {
        for (String name : names) {
            FunctionProcess process = running.get(name);
            CompletableFuture<HttpResponse<String>> run = runs.get(name);
            if ((run == null || run.isDone()) && process.isLive())
                runs.put(name, process.posted(path(name), payload(name), ALLOWED));
        }
    }

    private static String path(String name) {
        return "/" + name.replaceFirst("#.*", "");
    }

    private static String payload(String name) {
        return ANALYSES.contains(name) ? "{\"batch\": false, \"deadlineSeconds\": 15}" : "{\"deadlineSeconds\": 10}";
    }

    /** One more drain, and the analyses to their end. */
    private void finish(Session db) throws Exception {
        for (CompletableFuture<HttpResponse<String>> run : runs.values())
            run.handle((answer, gone) -> answer).join();
        for (int drain = 2; drain <= DRAINS; drain++) ended.add(stopped(running.remove("queue-drain#" + drain)));
        await("the dead's leases")
                .atMost(LEASE.multipliedBy(2))
                .until(() ->
                        db.count("select count(*) from cineai.rec_refresh_queue where leased_until > clock_timestamp()")
                                == 0);
        posted(running.get("queue-drain#1").awaitLive(), "queue-drain", "{\"deadlineSeconds\": 120}");
        await("all analyses")
                .atMost(Duration.ofMinutes(6))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    invokeTheIdle(ANALYSES);
                    return db.count("select count(*) from cineai.movie_analyses where state = 'ready'") == ALL_ANALYSES;
                });
    }

    private static FunctionProcess stopped(FunctionProcess process) {
        process.terminate();
        process.exitWithin(Duration.ofSeconds(20));
        return process;
    }

    private void verify(Session db, int kills, int changes, KilledCalls killed) throws Exception {
        long inQueue = db.count("select count(*) from cineai.rec_refresh_queue");
        long stuck = db.count("select count(*) from cineai.rec_refresh_queue where status = 'in_progress'");
        long dead = db.count("select count(*) from cineai.rec_refresh_queue where status = 'dead'");
        long tooOld = db.count("""
                select count(*)
                  from (select user_id, max(at) as at from public.soak_changes group by 1) c
                  join public.recommendation_feeds f on f.user_id = c.user_id
                 where f.checked_at < c.at""");
        long doubles = db.count("""
                select count(*) from (select from public.recommendations group by user_id, movie_id having count(*) > 1) d""");
        List<String> broken = Lists.broken(db);
        long lost = outOfDate(db);
        long fenced = fenced();
        long billed = model.ledger().billed().size();
        String waits = db.one("""
                select round(extract(epoch from percentile_cont(0.5) within group (order by waited))::numeric, 2) || ' / '
                       || round(extract(epoch from percentile_cont(0.95) within group (order by waited))::numeric, 2)
                  from (select (select min(l.written) from public.soak_lists l where l.user_id = c.user_id and l.as_of > c.at) - c.at as waited
                          from public.soak_changes c) w""");

        System.out.printf(
                """
                | soak, %.1f min, seed %d%s | |
                |---|---|
                | users, changes | %,d, %,d |
                | processes killed by SIGKILL | %d |
                | claims | %,d |
                | lists written or confirmed | %,d |
                | commits fenced off | %d |
                | changes that a trigger could only note | %d |
                | from change to list, median / 95th percentile | %s s |
                | lost updates: lists that were made anew when all were asked for again | %d |
                | lists older than their user's last change | %d |
                | half lists | %d |
                | double rows | %d |
                | left in the queue / stuck / dead | %d / %d / %d |
                | analyses, billed calls, in flight at the kills | %d, %d, %d |
                """,
                time.toSeconds() / 60.0,
                seed,
                naive ? ", forgetful triggers" : "",
                USERS,
                changes,
                kills,
                db.count("select last_value from public.soak_claims"),
                db.count("select count(*) from public.soak_lists"),
                fenced,
                db.count("select case when is_called then last_value else 0 end from public.soak_missed"),
                waits,
                lost,
                tooOld,
                broken.size(),
                doubles,
                inQueue,
                stuck,
                dead,
                db.count("select count(*) from cineai.movie_analyses where state = 'ready'"),
                billed,
                killed.inFlight());

        if (naive) {
            assertThat("a queue that forgets must be found out", lost, greaterThan(0L));
            return;
        }
        assertThat(kills, greaterThan(0));
        assertThat(lost, equalTo(0L));
        assertThat(tooOld, equalTo(0L));
        assertThat(broken, is(empty()));
        assertThat(doubles, equalTo(0L));
        assertThat(inQueue, equalTo(0L));
        assertThat(billed - ALL_ANALYSES, lessThanOrEqualTo(killed.inFlight()));
        assertThat(killed.paidTooOften(), is(empty()));
        assertThat(Analyses.broken(db, 3), is(empty()));
    }

    /** Everybody is asked for once more: a list that is as it should be is confirmed, and one that missed something is made anew. */
    private long outOfDate(Session db) throws Exception {
        db.run("insert into cineai.rec_refresh_queue (user_id) select id from auth.users on conflict do nothing");
        JsonObject report = posted(running.get("queue-drain#1"), "queue-drain", "{\"deadlineSeconds\": 120}");
        assertThat(report.encode(), report.getLong("claimed"), equalTo((long) USERS));
        assertThat(report.encode(), report.getLong("skipped") + report.getLong("succeeded"), equalTo((long) USERS));
        return report.getLong("succeeded");
    }

    private long fenced() {
        List<FunctionProcess> all = new ArrayList<>(ended);
        all.addAll(running.values());
        return all.stream()
                .mapToLong(it -> FENCED.matcher(it.terminal()).results().count())
                .sum();
    }

    /** One user of the app at a time, again and again; returns how many changes. */
    private int write(int writer) {
        Random random = new Random(seed * 100 + writer);
        int changes = 0;
        try (Session app = database.connect()) {
            List<String> users = app.rows("select id from auth.users order by id");
            List<String> films = app.rows("select id from public.movies order by id");
            while (writing) {
                String user = users.get(random.nextInt(users.size()));
                app.run("begin");
                int changed = change(
                        app, random.nextInt(10), user, films.get(random.nextInt(films.size())), 1 + random.nextInt(5));
                if (changed > 0) app.run("insert into public.soak_changes values (?::uuid, clock_timestamp())", user);
                app.run("commit");
                changes += changed;
                app.rows("select pg_sleep(?)", random.nextInt(40) / 1000.0);
            }
            return changes;
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** How many rows that changed: there may be nothing to delete. */
    private static int change(Session app, int kind, String user, String film, int stars) throws SQLException {
        return switch (kind) {
            case 0 -> app.run("delete from public.ratings where user_id = ?::uuid and movie_id = ?::uuid", user, film);
            case 1, 2 -> app.run("""
                    insert into public.watchlist (user_id, movie_id) values (?::uuid, ?::uuid)
                    on conflict (user_id, movie_id) do update set watched = not watchlist.watched, watched_at = clock_timestamp()""", user, film);
            case 3 -> app.run("""
                    insert into public.user_profiles as p (id, preferences) values (?::uuid, '{"changes": 1}')
                    on conflict (id) do update
                       set preferences = jsonb_build_object('changes', coalesce((p.preferences ->> 'changes')::int, 0) + 1)""", user);
            default -> app.run("""
                    insert into public.ratings (user_id, movie_id, rating, interested, rated_at)
                    values (?::uuid, ?::uuid, ?, true, clock_timestamp())
                    on conflict (user_id, movie_id) do update set rating = excluded.rating, rated_at = excluded.rated_at""", user, film, stars);
        };
    }

    private static JsonObject posted(FunctionProcess process, String function, String payload) {
        HttpResponse<String> answer = process.post("/" + function, payload, ALLOWED);
        assertThat(answer.body(), answer.statusCode(), equalTo(200));
        return new JsonObject(answer.body());
    }

    private FunctionProcess start(String function) {
        String[] cheaply = archives.computeIfAbsent(
                function,
                name -> SharedArchive.of(options -> FunctionProcess.startNeighbour(name, environment(), options)));
        return FunctionProcess.startNeighbour(function, environment(), cheaply);
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl()),
                Map.entry("QUARKUS_DATASOURCE_USERNAME", TestPostgres.WORKER),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", database.password()),
                Map.entry("QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE", "6"),
                Map.entry("CINEAI_SCHEDULER_SECRET", SECRET),
                Map.entry("CINEAI_QUEUE_LEASE", LEASE.toString()),
                Map.entry("CINEAI_QUEUE_MAX_ATTEMPTS", "100"),
                Map.entry("CINEAI_LLM_PROVIDER", "anthropic"),
                Map.entry("CINEAI_LLM_BASE_URL", model.url()),
                Map.entry("ANTHROPIC_API_KEY", FakeAnthropic.KEY),
                Map.entry("CINEAI_LLM_TIMEOUT", "8s"),
                Map.entry("CINEAI_ANALYSIS_LANES", "4"),
                Map.entry("CINEAI_ANALYSIS_LEASE", "12s"),
                Map.entry("CINEAI_ANALYSIS_MAX_ATTEMPTS", "100"),
                Map.entry("CINEAI_ANALYSIS_RESERVATION", "12s"));
    }
}
