package io.cineai.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that cannot be right are refused by the database, whatever the code does. */
class ChecksTest {
    private static final TestPostgres DATABASE = aFilmAndAUser();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public.ratings (user_id, movie_id, interested, stars) select u, m, true, 3.7",
                "public.ratings (user_id, movie_id, interested, stars) select u, m, true, 0",
                "public.ratings (user_id, movie_id, interested, stars) select u, m, true, 5.5",
                "public.ratings (user_id, movie_id, interested, rating) select u, m, true, 6",
                "public.recommendations (user_id, movie_id, score) select u, m, 1.01",
                "public.recommendations (user_id, movie_id, score, rank) select u, m, 0.5, 0",
                "public.recommendations (user_id, movie_id, score, status) select u, m, 0.5, 'done'",
                "public.recommendations (user_id, movie_id, score, style_similarity_score) select u, m, 0.5, 1.5",
                "public.recommendations (user_id, movie_id, score, style_similarity_score) select u, m, 0.5, 'NaN'",
                "public.recommendation_feedback (user_id, client_id, movie_id, action, occurred_at) select u, u, m, 'shout', now()",
                "public.movie_thematic_profiles (movie_id, complexity_score) select m, 7",
                "public.movie_cinematic_styles (movie_id, overall_style_score) select m, -0.1",
                "public.movie_cinematic_styles (movie_id, cinematography) select m, '[]'",
                "public.movie_emotional_journeys (movie_id, valence_curve) select m, '{0,-1.5}'",
                "public.conversational_query_cache (user_id, original_query, wanted) select u, 'q', true",
                "public.conversational_query_cache (original_query, parser) select 'q', 'guess'",
                "public.ai_service_health (service_name, status) select 's', 'fine'",
                "cineai.movie_neighbours (movie_id, neighbours, weights, model_version) select m, array[m], '{0.5,0.4}', 1",
                "cineai.movie_neighbours (movie_id, neighbours, weights, content_weights, model_version) select m, '{}', '{}', '{1}', 1",
                "cineai.movie_neighbours (movie_id, neighbours, weights, likes, model_version) select m, '{}', '{}', -1, 1",
                "cineai.movie_embeddings (movie_id, model, dimensions, embedding, input_hash) select m, 'x', 3, '{1,2}', 'h'",
                "cineai.similarity_model (id, version, trained_at, report) select false, 1, now(), '{}'",
                "cineai.rec_refresh_queue (user_id, priority) select u, 0",
                "cineai.rec_refresh_queue (user_id, priority) select u, 10",
                "cineai.rec_refresh_queue (user_id, status) select u, 'done'",
                "cineai.rec_refresh_queue (user_id, status) select u, 'in_progress'",
                "cineai.rec_refresh_queue (user_id, attempts) select u, -1",
                "cineai.rec_refresh_queue (user_id, wish) select u, '[]'",
                "cineai.movie_analyses (key, movie_id, kind, depth, provider, model, prompt_version, input_hash)"
                        + " select 'k', m, 'mood', 'detailed', 'p', 'm', '1', 'h'",
                "cineai.movie_analyses (key, movie_id, kind, depth, provider, model, prompt_version, input_hash, state)"
                        + " select 'k', m, 'style', 'detailed', 'p', 'm', '1', 'h', 'ready'",
                "cineai.llm_calls (feature, provider, model, outcome) select 'f', 'p', 'm', 'vanished'",
                "cineai.llm_limits (feature, period, calls) select 'f', 'week', 1",
                "cineai.llm_limits (feature, period, calls) select 'f', 'day', -1",
                "cineai.llm_reservations (feature, provider, model, calls, tokens, usd, leased_until) select 'f', 'p', 'm', -1, 0, 0, now()",
                "cineai.llm_cooldown (provider, model, until, reason, failures) select 'p', 'm', now(), 'r', -1",
                "cineai.llm_models (provider, model, structured_output, effort, batches, max_output_tokens, source)"
                        + " select 'p', 'm', true, true, true, 0, 's'",
                "cineai.llm_calls (feature, provider, model, outcome, cost_usd) select 'f', 'p', 'm', 'failed', -1",
                "cineai.llm_budget (feature, period, starts_at) select '*', 'week', now()",
                "cineai.llm_budget (feature, period, starts_at, usd_reserved) select '*', 'day', now(), -0.01",
                "cineai.llm_batches (provider, model, feature, items, state) select 'p', 'm', 'f', '[]', 'submitted'",
                "cineai.function_runs (run_id, function, status) select u, 'f', 'done'",
                "cineai.algorithm_evaluations (experiment, algorithm, mode, metric, value, low, high, samples)"
                        + " select 'e', 'hybrid', 'offline', 'ndcg', 0.5, 0.6, 0.7, 10",
            })
    void refuse(String row) throws Exception {
        try (Session session = DATABASE.connect()) {
            Refused.byACheck(() -> session.run("insert into " + row + " from world"));
        }
    }

    @Test
    void halfStarsPass() throws Exception {
        try (Session session = DATABASE.connect()) {
            session.run("begin");
            for (String stars : List.of("0.5", "1.0", "3.5", "5.0"))
                session.run("insert into ratings (user_id, movie_id, interested, stars) select u, m, true, " + stars
                        + " from world on conflict (user_id, movie_id) do update set stars = excluded.stars");
            assertEquals("5.0", session.one("select stars from ratings"));
            session.run("rollback");
        }
    }

    @Test
    void aSharedQueryIsOneRowAndUsersMayHaveTheSame() throws Exception {
        try (Session session = DATABASE.connect()) {
            session.run("begin");
            session.run(
                    "insert into conversational_query_cache (original_query, query_key, wanted) values ('Q', 'q', true)");
            session.run(
                    "insert into conversational_query_cache (user_id, original_query, query_key) select u, 'Q', 'q' from world");
            Refused.with(
                    "23505",
                    () -> session.run(
                            "insert into conversational_query_cache (original_query, query_key) values ('q!', 'q')"));
            session.run("rollback");
        }
    }

    private static TestPostgres aFilmAndAUser() {
        TestPostgres database = TestPostgres.fresh();
        try (Session session = database.connect()) {
            session.run("create schema test; create table test.world (u uuid, m uuid)");
            session.run("insert into test.world values (?, ?)", World.aUser(session), World.aFilm(session, "Heat"));
            session.run(
                    "do $$ begin execute format('alter database %I set search_path = public, test', current_database()); end $$");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return database;
    }
}
