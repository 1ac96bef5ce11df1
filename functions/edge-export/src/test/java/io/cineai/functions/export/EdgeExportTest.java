package io.cineai.functions.export;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.cineai.export.EdgeFolder;
import io.cineai.export.PersonalFolders;
import io.cineai.taste.UserId;
import io.cineai.testkit.EdgeReader;
import io.cineai.testkit.Lists;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.usecase.RefreshRecommendations;
import io.cineai.usecase.TrainSimilarity;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
@QuarkusTestResource(value = FolderForFunction.class, restrictToAnnotatedClass = true)
class EdgeExportTest {
    private static final int FILMS = 300;

    @Inject
    TrainSimilarity training;

    @Inject
    RefreshRecommendations lists;

    Session db;
    Path folder;
    EdgeReader reader;

    @BeforeEach
    void aTrainedSampleAndNoFolder() throws Exception {
        db = PostgresForFunction.database.connect();
        if (db.count("select count(*) from public.movies") == 0) SampleWorld.fill(db);
        if (db.count("select count(*) from cineai.similarity_model") == 0)
            PostgresForFunction.database.asWorker(training.run(TrainSimilarity.Request.DEFAULT));
        SampleWorld.forgetLists(db);
        db.run("truncate public.movie_thematic_profiles");
        db.run("update public.user_profiles set preferences = null");
        FolderForFunction.clear();
        folder = FolderForFunction.folder;
        reader = new EdgeReader(folder);
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    @Test
    void thereAreListsForEverybodyThatLeadToWholeFiles() throws Exception {
        redemption(6);
        guilt(4);

        JsonPath report = export("{}")
                .statusCode(200)
                .body("function", equalTo("edge-export"))
                .body("failed", equalTo(0))
                .body("skipped", equalTo(0))
                .body("details.similar", equalTo(FILMS))
                .body("details.switched", is(true))
                .extract()
                .jsonPath();

        int lists = report.getInt("details.lists");
        assertThat(report.getInt("succeeded"), equalTo(lists + FILMS + 1));
        assertThat(reader.readAll(), equalTo(lists + FILMS));
        assertThat(report.getLong("details.bytes"), equalTo(bytes()));
        assertThat(reader.titles("popular"), hasSize(50));
        assertThat(reader.titles("popular"), equalTo(chart("true")));
        assertThat(reader.titles("genre/crime"), equalTo(chart("'Crime' = any (genre)")));
        assertThat(reader.titles("theme/redemption"), hasSize(6));
        assertThat(reader.manifest().getJsonObject("lists").fieldNames(), not(hasItem("theme/guilt")));
        assertThat(Files.readString(folder.resolve("manifest.json")).length(), lessThan(20_000));
    }

    @Test
    void whatIsLikeAFilmIsWhatWhoLikesItWouldBeTold() throws Exception {
        export("{\"limit\": 10}").statusCode(200);
        UUID film = UUID.fromString(db.one("""
                select f.id from cineai.rec_films f join cineai.movie_neighbours n on n.movie_id = f.id order by n.likes desc, f.id limit 1"""));
        String title = db.one("select title from public.movies where id = ?", film);

        JsonObject list = reader.json(reader.similar().getString(film.toString()));

        assertThat(list.getString("name"), equalTo(title));
        assertThat(EdgeReader.titles(list), hasSize(10));
        assertThat(EdgeReader.titles(list), not(hasItem(title)));
        JsonObject first = list.getJsonArray("recommendations").getJsonObject(0);
        assertThat(first.getString("reason"), containsString(title));
        assertThat(first.getString("reason"), anyOf(startsWith("With "), startsWith("Similar to ")));
        assertThat(first.getString("algorithm_used"), equalTo("hybrid"));
        JsonObject reason =
                first.getJsonObject("explanation").getJsonArray("reasons").getJsonObject(0);
        assertThat(reason.getString("movie_id"), equalTo(film.toString()));
    }

    @Test
    void limitsAreKept() throws Exception {
        export("{\"limit\": 3, \"movies\": 7}").statusCode(200).body("details.similar", equalTo(7));

        assertThat(reader.titles("popular"), hasSize(3));
        assertThat(reader.similar().size(), equalTo(7));

        export("{\"movies\": 0}").statusCode(200).body("details.similar", equalTo(0));

        assertThat(reader.manifest().containsKey("similar"), is(false));
        assertThat(reader.titles("popular"), hasSize(50));
    }

    @Test
    void aSecondRunWritesNothing() throws Exception {
        int files = export("{}").statusCode(200).extract().path("succeeded");
        String before = digest();

        export("{}")
                .statusCode(200)
                .body("succeeded", equalTo(0))
                .body("skipped", equalTo(files))
                .body("details.bytesWritten", equalTo(0))
                .body("details.switched", is(false));

        assertThat(digest(), equalTo(before));
    }

    @Test
    void aDryRunCountsTheSameAndWritesNothing() throws Exception {
        JsonPath counted = export("{\"dryRun\": true}")
                .statusCode(200)
                .body("claimed", equalTo(0))
                .extract()
                .jsonPath();
        assertThat(Files.exists(folder), is(false));

        JsonPath done = export("{}").statusCode(200).extract().jsonPath();

        assertThat(counted.getInt("remaining"), equalTo(done.getInt("succeeded")));
        assertThat(counted.getInt("details.bytes"), equalTo(done.getInt("details.bytes")));
        assertThat(counted.getInt("details.lists"), equalTo(done.getInt("details.lists")));
        String before = digest();
        export("{\"dryRun\": true, \"limit\": 20}").statusCode(200).body("remaining", greaterThan(0));
        assertThat(digest(), equalTo(before));
    }

    @Test
    void aChangedFilmChangesTheListsThatItIsInAndNoOther() throws Exception {
        export("{\"movies\": 0}").statusCode(200);
        JsonObject before = reader.manifest().getJsonObject("lists");
        String crime = reader.titles("genre/crime").get(0);

        db.run("update public.movies set title = title || ' Redux' where title = ?", crime);
        try {
            export("{\"movies\": 0}").statusCode(200).body("details.switched", is(true));

            JsonObject after = reader.manifest().getJsonObject("lists");
            Set<String> changed = new TreeSet<>();
            for (String key : after.fieldNames())
                if (!after.getJsonObject(key).equals(before.getJsonObject(key))) changed.add(key);
            Set<String> with = new TreeSet<>();
            for (String key : after.fieldNames()) if (reader.titles(key).contains(crime + " Redux")) with.add(key);
            assertThat(changed, equalTo(with));
            assertThat(changed, hasItem("genre/crime"));
            assertThat(changed.size(), lessThan(after.size()));
            for (String key : before.fieldNames())
                assertThat(Files.exists(folder.resolve(before.getJsonObject(key).getString("href"))), is(true));
        } finally {
            db.run("update public.movies set title = ? where title = ?", crime, crime + " Redux");
        }
    }

    @Test
    void whatThereWasNoTimeForStaysAsItWas() throws Exception {
        export("{}").statusCode(200);
        JsonObject similar = reader.similar();
        try (Session busy = PostgresForFunction.database.connect()) {
            busy.run("begin");
            busy.run("lock table cineai.similarity_model in access exclusive mode");
            CompletableFuture<Void> freed = CompletableFuture.runAsync(
                    () -> commit(busy), CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS));

            export("{\"deadlineSeconds\": 1, \"limit\": 20}")
                    .statusCode(200)
                    .body("details.unfinished", contains("similar"))
                    .body("remaining", equalTo(FILMS));
            freed.join();
        }

        assertThat(reader.titles("popular"), hasSize(20));
        assertThat(reader.similar(), equalTo(similar));
        reader.readAll();
    }

    @Test
    void whoComesWhileAnotherExportsIsPutOff() throws Exception {
        try (EdgeFolder busy =
                EdgeFolder.open(folder, Instant.now(), Duration.ofDays(1)).orElseThrow()) {
            export("{}")
                    .statusCode(200)
                    .body("deferred", equalTo(1))
                    .body("succeeded", equalTo(0))
                    .body("problems.reason", contains("another export is at work"));
        }
        assertThat(reader.isThere(), is(false));

        export("{}").statusCode(200).body("deferred", equalTo(0));
    }

    @Test
    void aFolderThatCannotBeWrittenFailsTheRunAndTheDatabaseIsNotBlamed() throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("lists"), "a file where a folder should be");

        export("{}").statusCode(500).body("type", equalTo("urn:cineai:problem:internal"));

        assertThat(
                db.one("select status || ' ' || error from cineai.function_runs"),
                containsString("failed io.cineai.export.FolderFailure: the export folder cannot be written"));
        assertThat(reader.isThere(), is(false));
    }

    @Nested
    class PersonalFeeds {
        UUID ada;
        String own;

        @BeforeEach
        void adaAsksForAFile() throws SQLException {
            PostgresForFunction.database.asWorker(lists.run(RefreshRecommendations.Request.DUE));
            ada = UUID.fromString(db.one("select id from public.user_profiles order by id limit 1"));
            own = PersonalFolders.name(FolderForFunction.SECRET, new UserId(ada));
            db.run("update public.user_profiles set preferences = '{\"edge_feed\": true}' where id = ?", ada);
        }

        @Test
        void areForWhoAskedAndNobodyElse() throws Exception {
            export("{\"personal\": true}").statusCode(200).body("details.personal", equalTo(1));

            assertThat(folders(), equalTo(List.of(own)));
            assertThat(reader.personal(own), equalTo(Lists.response(db, ada)));
            assertThat(Files.readString(folder.resolve("manifest.json")), not(containsString(own)));
            assertThat(Files.readString(folder.resolve("manifest.json")), not(containsString("personal")));
        }

        @Test
        void leaveOutWhatWasDismissedSince() throws Exception {
            String worst = Lists.films(db, ada).get(0);
            db.run(
                    "update public.recommendation_feeds set hidden = array[?]::uuid[] where user_id = ?",
                    UUID.fromString(worst),
                    ada);

            export("{\"personal\": true}").statusCode(200);

            List<String> films = reader.personal(own).getJsonArray("recommendations").stream()
                    .map(item -> ((JsonObject) item).getString("movie_id"))
                    .toList();
            assertThat(films, hasSize(49));
            assertThat(films, not(hasItem(worst)));
        }

        @Test
        void areNotWrittenAgainWhileTheListIsTheSame() throws Exception {
            export("{\"personal\": true}").statusCode(200);
            String before = digest();

            export("{\"personal\": true}").statusCode(200).body("succeeded", equalTo(0));

            assertThat(digest(), equalTo(before));
        }

        @Test
        void goWithTheNextRunWhenTheirUserAsksNoMore() throws Exception {
            export("{\"personal\": true}").statusCode(200);
            db.run("update public.user_profiles set preferences = '[]' where id = ?", ada);

            export("{\"personal\": true}").statusCode(200).body("details.removed", equalTo(1));

            assertThat(folders(), is(empty()));
        }

        @Test
        void goWithTheNextRunWhenTheirUserIsDeleted() throws Exception {
            UUID bob = SampleWorld.aUser(db);
            db.run("insert into public.user_profiles (id, preferences) values (?, '{\"edge_feed\": true}')", bob);
            PostgresForFunction.database.asWorker(lists.run(RefreshRecommendations.Request.DUE));
            export("{\"personal\": true}").statusCode(200).body("details.personal", equalTo(2));
            db.run("delete from auth.users where id = ?", bob);

            export("{\"personal\": true}").statusCode(200);

            assertThat(folders(), equalTo(List.of(own)));
        }

        @Test
        void goWhereTheyAreOffAndStayWhereACallLeavesThemOut() throws Exception {
            export("{\"personal\": true}").statusCode(200);

            export("{\"personal\": false}").statusCode(200);
            assertThat(folders(), equalTo(List.of(own)));

            export("{\"dryRun\": true}").statusCode(200).body("details.removed", equalTo(1));
            assertThat(folders(), equalTo(List.of(own)));

            export("{}").statusCode(200);
            assertThat(folders(), is(empty()));
        }

        @Test
        void aDamagedListIsItsUsersFailureAlone() throws Exception {
            UUID bob = UUID.fromString(db.one("select id from public.user_profiles order by id offset 1 limit 1"));
            db.run("update public.user_profiles set preferences = '{\"edge_feed\": true}' where id = ?", bob);
            db.run("update public.recommendation_feeds set body = '\\x00' where user_id = ?", ada);

            export("{\"personal\": true}")
                    .statusCode(200)
                    .body("failed", equalTo(1))
                    .body("problems.item", contains(ada.toString()))
                    .body("details.personal", equalTo(1));

            assertThat(folders(), equalTo(List.of(PersonalFolders.name(FolderForFunction.SECRET, new UserId(bob)))));
        }

        private List<String> folders() throws IOException {
            if (!Files.exists(folder.resolve("personal"))) return List.of();
            try (Stream<Path> all = Files.list(folder.resolve("personal"))) {
                return all.map(it -> it.getFileName().toString()).toList();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"limit\": 0}|limit",
                "{\"limit\": 201}|limit",
                "{\"movies\": -1}|movies",
                "{\"movies\": \"all\"}|movies",
                "{\"personal\": \"yes\"}|personal",
                "{\"deadlineSeconds\": 0}|deadlineSeconds",
                "{\"dryRun\": 1}|dryRun",
                "{\"folder\": \"/etc\"}|folder"
            })
    void whatDoesNotFitIsRefusedByName(String payloadAndField) throws SQLException {
        String[] parts = payloadAndField.split("\\|");

        export(parts[0]).statusCode(400).body("field", equalTo(parts[1])).body("detail", startsWith(parts[1] + " "));

        assertThat(Files.exists(folder), is(false));
        assertThat(db.rows("select run_id from cineai.function_runs"), is(empty()));
    }

    @Test
    void aGetStartsNothing() {
        given().auth()
                .oauth2(PostgresForFunction.SECRET)
                .get("/edge-export")
                .then()
                .statusCode(405);
        given().post("/edge-export").then().statusCode(401);

        assertThat(Files.exists(folder), is(false));
    }

    private List<String> chart(String which) throws SQLException {
        return db.rows("""
                select m.title
                  from public.movies m
                  left join cineai.movie_neighbours n on n.movie_id = m.id
                 where %s
                 order by n.likes desc nulls last, m.popularity desc nulls last, m.rating desc nulls last, m.id
                 limit 50""".formatted(which));
    }

    private void redemption(int films) throws SQLException {
        themed("redemption", films);
    }

    private void guilt(int films) throws SQLException {
        themed("guilt", films);
    }

    private void themed(String theme, int films) throws SQLException {
        db.run("""
                insert into public.movie_thematic_profiles as p (movie_id, themes, confidence)
                select id, array[?], 0.5 from public.movies order by id limit ?
                on conflict (movie_id) do update set themes = p.themes || excluded.themes""", theme, films);
    }

    private static void commit(Session session) {
        try {
            session.run("commit");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of what readers may ask for. */
    private long bytes() throws IOException {
        long bytes = 0;
        for (Path file : files())
            if (!file.endsWith("manifest.json") && !file.endsWith("lock")) bytes += Files.size(file);
        return bytes;
    }

    private String digest() throws IOException {
        StringBuilder digest = new StringBuilder();
        for (Path file : files())
            digest.append(file)
                    .append(' ')
                    .append(Files.getLastModifiedTime(file))
                    .append(' ')
                    .append(Files.size(file))
                    .append('\n');
        return digest.toString();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static ValidatableResponse export(String payload) {
        return given().auth()
                .oauth2(PostgresForFunction.SECRET)
                .body(payload)
                .post("/edge-export")
                .then();
    }
}
