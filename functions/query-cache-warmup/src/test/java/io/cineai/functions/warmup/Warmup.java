package io.cineai.functions.warmup;

import static io.restassured.RestAssured.given;

import io.cineai.query.rubric.QueryRubric;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.usecase.query.WarmQueries;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/** Invocations of the function, and the rows that they are about. */
final class Warmup {
    /** Queries that come with the library. */
    static final int COMMON = 102;

    private Warmup() {}

    static ValidatableResponse warm(String payload) {
        return given().header("Authorization", "Bearer " + PostgresForFunction.SECRET)
                .contentType("application/json")
                .body(payload)
                .when()
                .post("/query-cache-warmup")
                .then();
    }

    static void asNew(Session db) throws SQLException {
        if (db.count("select count(*) from public.movies") == 0) SampleWorld.fill(db);
        db.run("truncate public.conversational_query_cache, cineai.query_parsing, cineai.llm_calls, cineai.llm_budget,"
                + " cineai.llm_cooldown, cineai.llm_reservations, cineai.llm_batches");
        db.run("update cineai.llm_limits set calls = case period when 'hour' then 100000 end");
    }

    /** As a reader leaves it whose parse was unsure. */
    static void wanted(Session db, String... queries) throws SQLException {
        for (String query : queries)
            db.run(
                    "insert into public.conversational_query_cache (original_query, query_key, wanted) values (?, ?, true)",
                    query,
                    query);
    }

    /** As if this model had been asked about all queries of ours: only the others are left. */
    static void commonAreKnown(Session db) throws SQLException {
        db.run("""
                insert into public.conversational_query_cache
                       (original_query, query_key, parser, provider, model, prompt_version, expires_at, parsed_query)
                select key, key, 'model', 'anthropic', 'claude-haiku-5-5', ?, now() + interval '1 day', '{}'
                  from unnest(string_to_array(?, chr(10))) as c (key)""", QueryRubric.VERSION, common());
    }

    private static String common() {
        try (InputStream file = WarmQueries.class.getResourceAsStream("common.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<String> states(Session db) throws SQLException {
        return db.rows("select state, count(*) from cineai.query_parsing group by 1 order by 1");
    }

    static String parserOf(Session db, String query) throws SQLException {
        return db.one(
                "select coalesce(parser, 'none') || ' ' || wanted from public.conversational_query_cache where query_key = ?",
                query);
    }
}
