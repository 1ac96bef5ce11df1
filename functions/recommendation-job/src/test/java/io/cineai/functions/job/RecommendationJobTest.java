package io.cineai.functions.job;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.cineai.testkit.Lists;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.usecase.TrainSimilarity;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
class RecommendationJobTest {
    private static final int USERS = 60;
    private static final int SIZE = 50;

    @Inject
    TrainSimilarity training;

    Session db;

    @BeforeEach
    void aTrainedSampleWithoutLists() throws SQLException {
        db = PostgresForFunction.database.connect();
        if (db.count("select count(*) from public.movies") == 0) SampleWorld.fill(db);
        if (db.count("select count(*) from cineai.similarity_model") == 0)
            PostgresForFunction.database.asWorker(training.run(TrainSimilarity.Request.DEFAULT));
        SampleWorld.forgetLists(db);
        db.run("truncate cineai.experiments");
    }

    @AfterEach
    void close() throws SQLException {
        db.run("drop trigger if exists refusal on public.recommendations");
        db.close();
    }

    @Test
    void everyUserGetsOneWholeList() throws SQLException {
        job("{}")
                .statusCode(200)
                .body("function", equalTo("recommendation-job"))
                .body("claimed", equalTo(USERS))
                .body("succeeded", equalTo(USERS))
                .body("failed", equalTo(0))
                .body("deferred", equalTo(0))
                .body("skipped", equalTo(0))
                .body("remaining", equalTo(0))
                .body("problems", empty())
                .body("llm.calls", equalTo(0));

        assertThat(Lists.broken(db), is(empty()));
        assertThat(db.count("select count(*) from public.recommendations"), equalTo((long) USERS * SIZE));
        assertThat(db.count("select count(*) from public.recommendation_feeds"), equalTo((long) USERS));
        assertThat(db.rows("select user_id from cineai.rec_refresh_queue"), is(empty()));
        assertThat(
                db.one(
                        "select status, report ->> 'succeeded', error, finished_at >= started_at from cineai.function_runs"),
                equalTo("succeeded 60 null true"));
    }

    @Test
    void aFilmThatTheUserKnowsIsNeverInTheList() throws SQLException {
        job("{\"limit\": 200}").statusCode(200);

        assertThat(db.count("""
                select count(*)
                  from public.recommendations r
                 where exists (select from public.ratings t where t.user_id = r.user_id and t.movie_id = r.movie_id)
                    or exists (select from public.watchlist w where w.user_id = r.user_id and w.movie_id = r.movie_id)"""), equalTo(0L));
    }

    @Test
    void theReadyResponseHoldsTheFirstFiftyOfALongerList() throws SQLException {
        UUID user = someone();

        job("{\"userId\": \"%s\", \"limit\": 120}".formatted(user)).statusCode(200);

        assertThat(db.count("select max(rank) from public.recommendations where user_id = ?", user), equalTo(120L));
        assertThat(Lists.served(db, user), hasSize(50));
        assertThat(Lists.served(db, user), equalTo(Lists.films(db, user)));
    }

    @Nested
    class WhenEveryListIsMade {
        @BeforeEach
        void allLists() {
            job("{}").statusCode(200).body("succeeded", equalTo(USERS));
        }

        @Test
        void aSecondRunFindsNothingToDo() throws SQLException {
            String before = Lists.digest(db);

            job("{}").statusCode(200).body("claimed", equalTo(0)).body("remaining", equalTo(0));

            assertThat(Lists.digest(db), equalTo(before));
        }

        @Test
        void whoseArmGetsAnotherListIsDueAndNobodyElse() throws SQLException {
            anExperiment();
            List<String> plain = usersOf("plain");
            List<String> rows = rowVersions();

            job("{\"dryRun\": true}").statusCode(200).body("remaining", equalTo(plain.size()));
            job("{}").statusCode(200).body("succeeded", equalTo(plain.size()));

            assertThat(
                    db.rows(
                            "select user_id::text from public.recommendation_feeds where made_with like 'collaborative/50/0.0/%' order by 1"),
                    equalTo(plain));
            assertThat(
                    db.count("select count(*) from public.recommendation_feeds where made_with like 'hybrid/50/0.4/%'"),
                    equalTo((long) USERS - plain.size()));
            assertThat(
                    rowVersions().stream().filter(rows::contains).count(),
                    greaterThanOrEqualTo((long) SIZE * (USERS - plain.size())));
            job("{}").statusCode(200).body("claimed", equalTo(0));
        }

        @Test
        void anExperimentThatEndsGivesEverybodyTheConfiguredListAgain() throws SQLException {
            anExperiment();
            int plain = usersOf("plain").size();
            job("{}").statusCode(200).body("succeeded", equalTo(plain));

            db.run("update cineai.experiments set ended_at = now()");

            job("{}").statusCode(200).body("succeeded", equalTo(plain));
            assertThat(
                    db.count("select count(*) from public.recommendation_feeds where made_with like 'hybrid/50/0.4/%'"),
                    equalTo((long) USERS));
        }

        @Test
        void whatACallerAsksForCountsMoreThanAnExperiment() throws SQLException {
            anExperiment();
            int plain = usersOf("plain").size();

            job("{\"algorithm\": \"content\", \"diversityFactor\": 0.2}")
                    .statusCode(200)
                    .body("succeeded", equalTo(USERS));
            assertThat(
                    db.count(
                            "select count(*) from public.recommendation_feeds where made_with like 'content/50/0.2/%'"),
                    equalTo((long) USERS));

            job("{\"algorithm\": \"content\"}").statusCode(200).body("succeeded", equalTo(USERS));
            assertThat(
                    db.count(
                            "select count(*) from public.recommendation_feeds where made_with like 'content/50/0.0/%'"),
                    equalTo((long) plain));

            job("{\"userId\": \"%s\"}".formatted(usersOf("plain").get(0))).statusCode(200);
            assertThat(
                    db.count(
                            "select count(*) from public.recommendation_feeds where made_with like 'collaborative/50/0.0/%'"),
                    equalTo(1L));
        }

        private void anExperiment() throws SQLException {
            db.run("""
                    insert into cineai.experiments (name, salt, arms)
                    values ('trial', 'salt', '[{"name": "as-is", "share": 50},
                                               {"name": "plain", "share": 50, "algorithm": "collaborative", "diversityFactor": 0}]')""");
        }

        private List<String> usersOf(String arm) throws SQLException {
            return db.rows("""
                    select u.id::text
                      from auth.users u, cineai.experiments x
                     where x.arms -> (cineai.arm_number(x.salt, '{50,50}', u.id) - 1) ->> 'name' = ?
                     order by 1""", arm);
        }

        @Test
        void anOldListThatIsStillTrueIsConfirmedAndNotWritten() throws SQLException {
            db.run("update public.recommendation_feeds set checked_at = now() - interval '8 days'");
            List<String> rows = rowVersions();
            List<String> etags = etags();

            job("{}")
                    .statusCode(200)
                    .body("claimed", equalTo(USERS))
                    .body("skipped", equalTo(USERS))
                    .body("succeeded", equalTo(0));

            assertThat(rowVersions(), equalTo(rows));
            assertThat(etags(), equalTo(etags));
            assertThat(
                    db.count(
                            "select count(*) from public.recommendation_feeds where checked_at < now() - interval '1 minute'"),
                    equalTo(0L));
            assertThat(db.rows("select user_id from cineai.rec_refresh_queue"), is(empty()));
        }

        @Test
        void forceMakesEveryListAgainButRewritesNoRowThatIsEqual() throws SQLException {
            List<String> rows = rowVersions();
            List<String> etags = etags();
            String generations = db.one("select max(generation) from public.recommendation_feeds");

            job("{\"force\": true}").statusCode(200).body("succeeded", equalTo(USERS));

            assertThat(rowVersions(), equalTo(rows));
            assertThat(etags(), equalTo(etags));
            assertThat(
                    db.count(
                            "select count(*) from public.recommendation_feeds where generation > ?",
                            Long.valueOf(generations)),
                    equalTo((long) USERS));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"limit\": 10}",
                    "{\"algorithm\": \"popular\"}",
                    "{\"diversityFactor\": 0}",
                    "{\"includeExplanations\": false}"
                })
        void otherParametersMakeEveryListDueAndSoDoesTheReturnToTheDefaults(String others) throws SQLException {
            List<String> etags = etags();

            job(others).statusCode(200).body("succeeded", equalTo(USERS));
            job(others).statusCode(200).body("claimed", equalTo(0));
            List<String> different = etags();
            assertThat(Lists.broken(db), is(empty()));
            job("{}").statusCode(200).body("succeeded", equalTo(USERS));

            assertThat(different, not(equalTo(etags)));
            assertThat(etags(), equalTo(etags));
            assertThat(Lists.broken(db), is(empty()));
        }

        @Test
        void rowsThatAUserTamperedWithAreRepairedByForce() throws SQLException {
            UUID user = someone();
            List<String> films = Lists.films(db, user);
            db.run("""
                    update public.recommendations
                       set score = 0.01, reason = 'tampered with'
                     where user_id = ?
                       and rank <= 10""", user);
            db.run("delete from public.recommendations where user_id = ? and rank between 20 and 25", user);

            job("{\"userId\": \"%s\", \"force\": true}".formatted(user)).statusCode(200);

            assertThat(Lists.broken(db), is(empty()));
            assertThat(Lists.films(db, user), equalTo(films));
            assertThat(
                    db.count("select count(*) from public.recommendations where reason = 'tampered with'"),
                    equalTo(0L));
        }

        @Test
        void aNewRatingMakesOneListDue() throws SQLException {
            UUID user = someone();
            UUID film = UUID.fromString(Lists.films(db, user).get(0));
            SampleWorld.rates(db, user, film, 5);
            try {
                job("{}").statusCode(200).body("claimed", equalTo(1)).body("succeeded", equalTo(1));

                assertThat(Lists.films(db, user), not(hasItem(film.toString())));
                assertThat(Lists.broken(db), is(empty()));
            } finally {
                db.run("delete from public.ratings where user_id = ? and movie_id = ?", user, film);
            }
        }

        @Test
        void aFilmThatWentMeanwhileIsLeftOut() throws SQLException {
            UUID film = SampleWorld.aFilm(db, "Gone Tomorrow");
            UUID user = someone();
            db.run("""
                    insert into cineai.movie_neighbours (movie_id, neighbours, weights, likes, model_version)
                    values (?, '{}', '{}', 1000, 1)""", film);
            db.run("update cineai.similarity_model set version = nextval('cineai.model_version')");
            job("{\"algorithm\": \"popular\"}").statusCode(200);
            assertThat(Lists.films(db, user), hasItem(film.toString()));
            db.run("delete from public.movies where id = ?", film);

            job("{\"algorithm\": \"popular\", \"force\": true}")
                    .statusCode(200)
                    .body("succeeded", equalTo(USERS))
                    .body("failed", equalTo(0));

            assertThat(Lists.broken(db), is(empty()));
        }
    }

    @Nested
    class WhenItOnlyCounts {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"dryRun\": true}",
                    "{\"dryRun\": true, \"force\": true}",
                    "{\"dryRun\": true, \"limit\": 7}"
                })
        void itSaysHowManyAreDueAndChangesNothing(String payload) throws SQLException {
            String before = Lists.digest(db);

            job(payload).statusCode(200).body("remaining", equalTo(USERS)).body("claimed", equalTo(0));

            assertThat(Lists.digest(db), equalTo(before));
        }

        @Test
        void forceCountsListsThatAreNotDue() throws SQLException {
            job("{}").statusCode(200);
            String before = Lists.digest(db);

            job("{\"dryRun\": true}").body("remaining", equalTo(0));
            job("{\"dryRun\": true, \"force\": true}").body("remaining", equalTo(USERS));
            job("{\"dryRun\": true, \"userId\": \"%s\"}".formatted(someone())).body("remaining", equalTo(1));

            assertThat(Lists.digest(db), equalTo(before));
        }
    }

    @Nested
    class ForOneUser {
        @Test
        void onlyThatListIsMade() throws SQLException {
            UUID user = someone();

            job("{\"userId\": \"%s\"}".formatted(user))
                    .statusCode(200)
                    .body("claimed", equalTo(1))
                    .body("succeeded", equalTo(1));

            assertThat(db.one("select user_id from public.recommendation_feeds"), equalTo(user.toString()));
            assertThat(Lists.films(db, user), hasSize(SIZE));
            assertThat(db.rows("select user_id from cineai.rec_refresh_queue"), is(empty()));
        }

        @Test
        void anUnknownOneIsRefusedAndNothingIsLeftOfIt() throws SQLException {
            UUID nobody = UUID.randomUUID();
            String before = Lists.digest(db);

            job("{\"userId\": \"%s\"}".formatted(nobody))
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("field", equalTo("userId"))
                    .body("detail", startsWith("userId must be the id of a user"));

            assertThat(Lists.digest(db), equalTo(before));
            assertThat(traces(nobody), is(empty()));
        }

        @Test
        void aNewUserGetsWhatIsPopular() throws SQLException {
            UUID user = SampleWorld.aUser(db);

            job("{\"userId\": \"%s\"}".formatted(user)).statusCode(200).body("succeeded", equalTo(1));

            assertThat(
                    db.one("select algorithm_used from public.recommendation_feeds where user_id = ?", user),
                    equalTo("popular"));
            assertThat(Lists.films(db, user), hasSize(SIZE));
        }

        @Test
        void aListThatSomebodyElseMakesRightNowIsLeftToThem() throws SQLException {
            UUID user = someone();
            db.run("""
                    insert into cineai.rec_refresh_queue (user_id, status, claim_token, claimed_gen, leased_until)
                    values (?, 'in_progress', gen_random_uuid(), 1, now() + interval '1 hour')""", user);

            job("{\"userId\": \"%s\"}".formatted(user)).statusCode(200).body("deferred", equalTo(1));

            assertThat(db.rows("select user_id from public.recommendation_feeds"), is(empty()));
            assertThat(db.one("select status, gen from cineai.rec_refresh_queue"), equalTo("in_progress 2"));
        }

        @Test
        void theWorkOfAWorkerThatDiedIsTakenOver() throws SQLException {
            UUID user = someone();
            db.run("""
                    insert into cineai.rec_refresh_queue (user_id, status, claim_token, claimed_gen, leased_until, attempts)
                    values (?, 'in_progress', gen_random_uuid(), 1, now() - interval '1 second', 1)""", user);

            job("{}").statusCode(200).body("succeeded", equalTo(USERS));

            assertThat(Lists.broken(db), is(empty()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hybrid", "collaborative", "content", "popular"})
    void algorithmUsedSaysWhatReallyRan(String asked) throws SQLException {
        job("{\"algorithm\": \"%s\"}".formatted(asked)).statusCode(200).body("succeeded", equalTo(USERS));

        assertThat(db.rows("""
                        select distinct f.algorithm_used
                          from public.recommendation_feeds f
                         where exists (select from public.ratings r where r.user_id = f.user_id)"""), equalTo(List.of(asked)));
        assertThat(db.rows("""
                        select distinct f.algorithm_used
                          from public.recommendation_feeds f
                         where not exists (select from cineai.rec_signals s where s.user_id = f.user_id)"""), equalTo(List.of("popular")));
        assertThat(
                db.count(
                        "select count(*) from public.recommendations where algorithm_used not in (?, 'popular')",
                        asked),
                equalTo(
                        asked.equals("hybrid")
                                ? db.count(
                                        "select count(*) from public.recommendations where algorithm_used in ('content', 'collaborative')")
                                : 0L));
    }

    @Test
    void withoutExplanationsThereIsNone() throws SQLException {
        UUID user = someone();

        job("{\"includeExplanations\": false}").statusCode(200);

        assertThat(
                db.count(
                        "select count(*) from public.recommendations where explanation is not null or reason is not null"),
                equalTo(0L));
        assertThat(
                Lists.response(db, user)
                        .getJsonArray("recommendations")
                        .getJsonObject(0)
                        .getValue("explanation"),
                is((Object) null));
    }

    @Test
    void rowsOfTheAppItselfStay() throws SQLException {
        UUID user = someone();
        String seen = db.one("select movie_id from public.ratings where user_id = ? limit 1", user);
        db.run(
                "insert into public.recommendations (user_id, movie_id, score, reason) values (?, ?::uuid, 0.5, 'the app says so')",
                user,
                seen);

        job("{}").statusCode(200);
        job("{\"force\": true, \"limit\": 5}").statusCode(200);

        assertThat(
                db.one(
                        "select movie_id, score, reason, generation, rank from public.recommendations where reason = 'the app says so'"),
                equalTo(seen + " 0.50 the app says so null null"));
        assertThat(Lists.broken(db), is(empty()));
    }

    @Test
    void twoInvocationsAtOnceNeverMakeAListTwice() throws SQLException {
        List<JsonPath> reports =
                Stream.of("{}", "{}")
                        .map(payload -> CompletableFuture.supplyAsync(() -> job(payload)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .map(answer -> answer.statusCode(200).extract().jsonPath())
                        .toList();

        long made = reports.stream()
                .mapToLong(report -> report.getLong("succeeded"))
                .sum();
        long taken =
                reports.stream().mapToLong(report -> report.getLong("claimed")).sum();
        assertThat(made, equalTo((long) USERS));
        assertThat(taken, equalTo((long) USERS));
        assertThat(Lists.broken(db), is(empty()));
        assertThat(db.count("select count(*) from cineai.function_runs where status = 'succeeded'"), equalTo(2L));
    }

    @Nested
    class WhenOneListCannotBeWritten {
        UUID unlucky;

        @BeforeEach
        void refusal() throws SQLException {
            unlucky = SampleWorld.aUser(db);
            db.run("""
                    create or replace function public.refuse() returns trigger language plpgsql
                    as $f$ begin raise exception 'no list for %', new.user_id; end $f$;
                    create trigger refusal before insert on public.recommendations
                       for each row when (new.user_id = '%s') execute function public.refuse()""".replace("%s", unlucky.toString()));
        }

        @Test
        void theOthersAreMadeAndItGoesBackIntoTheQueue() throws SQLException {
            job("{}")
                    .statusCode(200)
                    .body("succeeded", equalTo(USERS))
                    .body("failed", equalTo(1))
                    .body("problems", hasSize(1))
                    .body("problems[0].item", equalTo(unlucky.toString()))
                    .body("problems[0].reason", containsString("no list for"));

            assertThat(
                    db.one(
                            "select user_id, status, attempts, run_at > now(), last_error is not null from cineai.rec_refresh_queue"),
                    equalTo(unlucky + " pending 1 true true"));
            assertThat(db.one("select status from cineai.function_runs"), equalTo("succeeded"));
        }

        @Test
        void aRunThatCouldDoNothingIsAFailedOne() throws SQLException {
            job("{\"userId\": \"%s\"}".formatted(unlucky))
                    .statusCode(500)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:cineai:problem:internal"))
                    .body(not(containsString("no list for")));

            assertThat(
                    db.one("select status, error is not null, finished_at is not null from cineai.function_runs"),
                    equalTo("failed true true"));
        }

        @Test
        void aDeletedUserLeavesNoTrace() throws SQLException {
            job("{\"userId\": \"%s\"}".formatted(unlucky)).statusCode(500);
            db.run("update cineai.rec_refresh_queue set run_at = now()");
            job("{}").statusCode(200).body("failed", equalTo(1));
            db.run("drop trigger refusal on public.recommendations");
            job("{\"userId\": \"%s\"}".formatted(unlucky)).statusCode(200).body("succeeded", equalTo(1));
            assertThat(traces(unlucky), hasItem("public.recommendation_feeds"));

            db.run("delete from auth.users where id = ?", unlucky);

            assertThat(traces(unlucky), is(empty()));
        }
    }

    static ValidatableResponse job(String payload) {
        return given().auth()
                .oauth2(PostgresForFunction.SECRET)
                .body(payload)
                .post("/recommendation-job")
                .then();
    }

    private UUID someone() throws SQLException {
        return UUID.fromString(
                db.one("select user_id from public.ratings group by user_id order by count(*), user_id limit 1"));
    }

    private List<String> rowVersions() throws SQLException {
        return db.rows("select id, xmin, last_generated_at from public.recommendations order by id");
    }

    private List<String> etags() throws SQLException {
        return db.rows(
                "select user_id, etag, generated_at is not null from public.recommendation_feeds order by user_id");
    }

    /** Tables in which this id stands anywhere. */
    private List<String> traces(UUID id) throws SQLException {
        List<String> found = new ArrayList<>();
        for (String table : db.rows("""
                select format('%I.%I', schemaname, tablename)
                  from pg_catalog.pg_tables
                 where schemaname in ('public', 'cineai', 'auth')"""))
            if (db.count("select count(*) from " + table + " t where t::text like ?", "%" + id + "%") > 0)
                found.add(table);
        return found;
    }
}
