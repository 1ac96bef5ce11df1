package io.cineai.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Walks the catalogue: a right that is not in these lists is a mistake. */
class AccessTest {
    private static final List<String> RIGHTS_OF_THE_APPS_USERS_ON_OURS =
            """
            anon select public.ai_service_health
            anon select public.movie_cinematic_styles
            anon select public.movie_emotional_journeys
            anon select public.movie_thematic_profiles
            authenticated select public.ai_service_health
            authenticated select public.movie_cinematic_styles
            authenticated select public.movie_emotional_journeys
            authenticated select public.movie_thematic_profiles
            authenticated select public.recommendation_feedback
            authenticated select public.recommendation_feeds
            authenticated select public.recommendation_satisfaction
            authenticated select public.taste_profiles""".lines().toList();

    private static final List<String> RIGHTS_ON_THE_APPS_TABLES_WHERE_WE_MADE_THEM =
            """
            anon select public.movies
            authenticated delete public.ratings
            authenticated delete public.user_behavior_signals
            authenticated delete public.user_profiles
            authenticated delete public.watchlist
            authenticated insert public.ratings
            authenticated insert public.user_behavior_signals
            authenticated insert public.user_profiles
            authenticated insert public.watchlist
            authenticated select public.conversational_query_cache
            authenticated select public.movies
            authenticated select public.ratings
            authenticated select public.recommendations
            authenticated select public.user_behavior_signals
            authenticated select public.user_profiles
            authenticated select public.watchlist
            authenticated update public.ratings
            authenticated update public.user_behavior_signals
            authenticated update public.user_profiles
            authenticated update public.watchlist""".lines().toList();

    private static final List<String> RIGHTS_OF_THE_READER = """
            cineai_reader execute cineai.begin_search()
            cineai_reader execute cineai.count_query_hits()
            cineai_reader execute cineai.keep_query()
            cineai_reader execute cineai.mood_fit()
            cineai_reader execute cineai.mood_fits()
            cineai_reader execute cineai.moods()
            cineai_reader execute cineai.moods_of()
            cineai_reader execute cineai.own_acts()
            cineai_reader execute cineai.read_feed()
            cineai_reader execute cineai.read_taste()
            cineai_reader execute cineai.record_feedback()
            cineai_reader execute cineai.request_refresh()
            cineai_reader execute cineai.unit()
            cineai_reader execute cineai.want_query()
            cineai_reader select cineai.embedding_models.current_since
            cineai_reader select cineai.embedding_models.name
            cineai_reader select cineai.film_portraits
            cineai_reader select cineai.movie_embeddings.dimensions
            cineai_reader select cineai.movie_embeddings.embedding
            cineai_reader select cineai.movie_embeddings.model
            cineai_reader select cineai.movie_embeddings.movie_id
            cineai_reader select cineai.movie_neighbours
            cineai_reader select cineai.rec_films
            cineai_reader select cineai.similarity_model
            cineai_reader select cineai.story_vectors
            cineai_reader select public.movie_cinematic_styles
            cineai_reader select public.movie_emotional_journeys
            cineai_reader select public.movie_thematic_profiles
            cineai_reader select public.movies
            cineai_reader select public.recommendation_feeds
            cineai_reader select public.taste_profiles
            cineai_reader usage cineai""".lines().toList();

    private static final List<String> RIGHTS_OF_THE_SERVICE_IN_CINEAI = List.of(
            "service_role execute cineai.enqueue_refresh()",
            "service_role execute cineai.mood_fit()",
            "service_role execute cineai.mood_fits()",
            "service_role execute cineai.moods()",
            "service_role execute cineai.moods_of()",
            "service_role execute cineai.unit()",
            "service_role usage cineai");

    private static final List<String> RIGHTS_OF_THE_WORKER_BEYOND_OUR_TABLES =
            """
            cineai_worker execute cineai.active_users()
            cineai_worker execute cineai.analysis_calls()
            cineai_worker execute cineai.analysis_health()
            cineai_worker execute cineai.answer_doorbell()
            cineai_worker execute cineai.claim_list_opinion()
            cineai_worker execute cineai.claim_list_opinions()
            cineai_worker execute cineai.confirm_list()
            cineai_worker execute cineai.console_experiments()
            cineai_worker execute cineai.console_health()
            cineai_worker execute cineai.demand_for()
            cineai_worker execute cineai.due_users()
            cineai_worker execute cineai.embedding_index()
            cineai_worker execute cineai.end_claim()
            cineai_worker execute cineai.enqueue_refresh()
            cineai_worker execute cineai.ensure_embedding_index()
            cineai_worker execute cineai.favourite_genres()
            cineai_worker execute cineai.film_analyses()
            cineai_worker execute cineai.films_of_one()
            cineai_worker execute cineai.fold_missed()
            cineai_worker execute cineai.has_embedding_index()
            cineai_worker execute cineai.join_film_analyses()
            cineai_worker execute cineai.keep_claim()
            cineai_worker execute cineai.list_freshness()
            cineai_worker execute cineai.list_states()
            cineai_worker execute cineai.llm_free_lost()
            cineai_worker execute cineai.llm_lock_budget()
            cineai_worker execute cineai.llm_reserve()
            cineai_worker execute cineai.llm_settle()
            cineai_worker execute cineai.mood_fit()
            cineai_worker execute cineai.mood_fits()
            cineai_worker execute cineai.moods()
            cineai_worker execute cineai.moods_of()
            cineai_worker execute cineai.near_films()
            cineai_worker execute cineai.pgvector()
            cineai_worker execute cineai.replace_lists()
            cineai_worker execute cineai.run_histories()
            cineai_worker execute cineai.silent_since()
            cineai_worker execute cineai.unit()
            cineai_worker select cineai.doorbells
            cineai_worker select cineai.experiments
            cineai_worker select cineai.film_demand
            cineai_worker select cineai.film_portraits
            cineai_worker select cineai.llm_limits
            cineai_worker select cineai.llm_models
            cineai_worker select cineai.llm_prices
            cineai_worker select cineai.llm_rates
            cineai_worker select cineai.rec_film_inputs
            cineai_worker select cineai.rec_films
            cineai_worker select cineai.rec_signals
            cineai_worker select cineai.status_analysts
            cineai_worker select cineai.status_contentment
            cineai_worker select cineai.status_evaluations
            cineai_worker select cineai.status_freshness
            cineai_worker select cineai.status_functions
            cineai_worker select cineai.status_generation
            cineai_worker select cineai.status_hit_rates
            cineai_worker select cineai.status_missed
            cineai_worker select cineai.status_parsing
            cineai_worker select cineai.status_queries
            cineai_worker select cineai.status_queue
            cineai_worker select cineai.status_satisfaction
            cineai_worker select cineai.status_spend
            cineai_worker select cineai.story_vectors
            cineai_worker select cineai.uncared_films
            cineai_worker select cineai.user_films
            cineai_worker select public.movies
            cineai_worker select public.ratings
            cineai_worker select public.user_behavior_signals
            cineai_worker select public.user_profiles
            cineai_worker select public.watchlist
            cineai_worker usage cineai
            cineai_worker usage cineai.feed_generation
            cineai_worker usage cineai.model_version""".lines().toList();

    @Test
    void theAppsUsersHaveTheseRightsAndNoOther() throws Exception {
        try (Session session = TestPostgres.fresh().connect()) {
            var rights = Catalogue.privilegesOf(session, "public,anon,authenticated").stream()
                    .filter(it -> !RIGHTS_ON_THE_APPS_TABLES_WHERE_WE_MADE_THEM.contains(it))
                    .toList();

            assertEquals(RIGHTS_OF_THE_APPS_USERS_ON_OURS, rights);
            assertEquals(
                    RIGHTS_ON_THE_APPS_TABLES_WHERE_WE_MADE_THEM.size() + rights.size(),
                    Catalogue.privilegesOf(session, "public,anon,authenticated").size());
        }
    }

    @Test
    void supabasesDefaultPrivilegesGiveTheAppsUsersNothingMoreOnOurs() throws Exception {
        TestPostgres database = ExistingApp.newerMigrated();
        try (Session session = database.connect()) {
            assertEquals(
                    RIGHTS_OF_THE_APPS_USERS_ON_OURS,
                    Catalogue.privilegesOf(session, "public,anon,authenticated").stream()
                            .filter(it -> List.of(ExistingApp.UNTOUCHED.split(",")).stream()
                                    .noneMatch(theirs -> it.endsWith("public." + theirs)))
                            .toList());
        }
    }

    @Test
    void theReaderHasTheseRightsAndNoOther() throws Exception {
        try (Session session = TestPostgres.fresh().connect()) {
            assertEquals(RIGHTS_OF_THE_READER, Catalogue.privilegesOf(session, "cineai_reader"));
        }
    }

    @Test
    void theServiceOnlyEnqueuesInOurSchema() throws Exception {
        try (Session session = TestPostgres.fresh().connect()) {
            assertEquals(
                    RIGHTS_OF_THE_SERVICE_IN_CINEAI,
                    Catalogue.privilegesOf(session, "service_role").stream()
                            .filter(it -> it.contains("cineai"))
                            .toList());
        }
    }

    @Test
    void theWorkerWritesOurTablesAndOnlyReadsTheApps() throws Exception {
        try (Session session = TestPostgres.fresh().connect()) {
            var ours = session.rows("select schemaname || '.' || tablename from pg_policies"
                    + " where policyname = 'cineai_worker_writes'");

            assertEquals(
                    RIGHTS_OF_THE_WORKER_BEYOND_OUR_TABLES,
                    Catalogue.privilegesOf(session, "cineai_worker").stream()
                            .filter(it -> ours.stream().noneMatch(table -> it.endsWith(" " + table)))
                            .toList());
            assertEquals(28, ours.size());
        }
    }

    @Test
    void rowSecurityIsOnForEveryTable() throws Exception {
        try (Session session = TestPostgres.fresh().connect()) {
            assertEquals(List.of(), tablesWithoutRowSecurity(session));
        }
    }

    @Test
    void onlyTheAppsOwnTablesMayGoWithoutRowSecurity() throws Exception {
        TestPostgres database = ExistingApp.newerMigrated();
        try (Session session = database.connect()) {
            assertEquals(List.of("user_behavior_signals"), tablesWithoutRowSecurity(session));
        }
    }

    @Test
    void everyViewAsksWithTheRightsOfTheCaller() throws Exception {
        try (Session session = TestPostgres.fresh().connect()) {
            assertEquals(
                    List.of(
                            "film_demand {security_invoker=true}",
                            "film_portraits {security_invoker=true}",
                            "rec_film_inputs {security_invoker=true}",
                            "rec_films {security_invoker=true}",
                            "rec_signals {security_invoker=true}",
                            "status_analysts {security_invoker=true}",
                            "status_contentment {security_invoker=true}",
                            "status_evaluations {security_invoker=true}",
                            "status_freshness {security_invoker=true}",
                            "status_functions {security_invoker=true}",
                            "status_generation {security_invoker=true}",
                            "status_hit_rates {security_invoker=true}",
                            "status_missed {security_invoker=true}",
                            "status_parsing {security_invoker=true}",
                            "status_queries {security_invoker=true}",
                            "status_queue {security_invoker=true}",
                            "status_satisfaction {security_invoker=true}",
                            "status_spend {security_invoker=true}",
                            "story_vectors {security_invoker=true}",
                            "uncared_films {security_invoker=true}"),
                    session.rows("select relname, reloptions from pg_class where relkind = 'v'"
                            + " and relnamespace in ('public'::regnamespace, 'cineai'::regnamespace) order by 1"));
        }
    }

    /** Which is the point of their being functions: planned anew for each list, they take half as long again. */
    @Test
    void listsAreWrittenByPlansThatAreKept() throws Exception {
        try (Session session = TestPostgres.fresh().connect()) {
            String kept = " {\"search_path=\\\"\\\"\",plan_cache_mode=force_generic_plan";
            assertEquals(
                    List.of(
                            "confirm_list" + kept + "}",
                            "end_claim" + kept + "}",
                            "replace_lists" + kept + ",enable_seqscan=off}"),
                    session.rows("select proname, proconfig from pg_proc"
                            + " where proname in ('confirm_list', 'end_claim', 'replace_lists') order by 1"));
        }
    }

    @Test
    void everyDefinerFunctionHasAFixedSearchPath() throws Exception {
        try (Session session = TestPostgres.fresh().connect()) {
            assertEquals(
                    List.of(
                            "active_users {\"search_path=\\\"\\\"\"}",
                            "analysis_calls {\"search_path=\\\"\\\"\"}",
                            "analysis_health {\"search_path=\\\"\\\"\"}",
                            "answer_doorbell {\"search_path=\\\"\\\"\"}",
                            "begin_search {\"search_path=\\\"\\\"\"}",
                            "console_experiments {\"search_path=\\\"\\\"\"}",
                            "console_health {\"search_path=\\\"\\\"\",jit=off}",
                            "count_query_hits {\"search_path=\\\"\\\"\",synchronous_commit=off}",
                            "demand_for {\"search_path=\\\"\\\"\",plan_cache_mode=force_custom_plan}",
                            "due_users {\"search_path=\\\"\\\"\"}",
                            "enqueue_refresh {\"search_path=\\\"\\\"\"}",
                            "ensure_embedding_index {\"search_path=\\\"\\\"\",lock_timeout=2s}",
                            "films_of_one {\"search_path=\\\"\\\"\"}",
                            "fold_missed {\"search_path=\\\"\\\"\"}",
                            "join_film_analyses {\"search_path=\\\"\\\"\"}",
                            "keep_query {\"search_path=\\\"\\\"\",lock_timeout=200ms}",
                            "list_freshness {\"search_path=\\\"\\\"\",jit=off}",
                            "list_states {\"search_path=\\\"\\\"\"}",
                            "llm_reserve {\"search_path=\\\"\\\"\"}",
                            "llm_settle {\"search_path=\\\"\\\"\"}",
                            "near_films {\"search_path=\\\"\\\"\",enable_seqscan=off,enable_bitmapscan=off,enable_sort=off}",
                            "note_user_films {\"search_path=\\\"\\\"\"}",
                            "own_acts {\"search_path=\\\"\\\"\"}",
                            "rate_films {\"search_path=\\\"\\\"\",lock_timeout=1s}",
                            "record_feedback {\"search_path=\\\"\\\"\",lock_timeout=1s}",
                            "refresh_on_profiles {\"search_path=\\\"\\\"\",lock_timeout=100ms}",
                            "refresh_on_ratings {\"search_path=\\\"\\\"\",lock_timeout=100ms}",
                            "refresh_on_watchlist {\"search_path=\\\"\\\"\",lock_timeout=100ms}",
                            "request_refresh {\"search_path=\\\"\\\"\"}",
                            "run_histories {\"search_path=\\\"\\\"\"}",
                            "want_query {\"search_path=\\\"\\\"\",lock_timeout=200ms}",
                            "watch_later {\"search_path=\\\"\\\"\",lock_timeout=1s}"),
                    session.rows("select proname, proconfig from pg_proc where prosecdef"
                            + " and pronamespace in ('public'::regnamespace, 'cineai'::regnamespace) order by 1"));
        }
    }

    @Test
    void aPolicyAsksWhoTheCallerIsOnceAndFindsTheRowsByAnIndex() throws Exception {
        try (Session session = TestPostgres.fresh().connect()) {
            assertEquals(
                    List.of(),
                    session.rows(
                            "select tablename, policyname from pg_policies where schemaname in ('public', 'cineai')"
                                    + " and coalesce(qual, '') || coalesce(with_check, '') like '%uid()%'"
                                    + " and qual not like '%( SELECT auth.uid() AS uid)%'"));
            assertEquals(List.of(), session.rows("""
                            select distinct p.tablename
                              from pg_policies p
                             where p.schemaname = 'public'
                               and p.qual like '%user_id = %'
                               and not exists (select
                                                 from pg_index i
                                                 join pg_attribute a
                                                   on a.attrelid = i.indrelid
                                                  and a.attnum = i.indkey[0]
                                                where i.indrelid = ('public.' || p.tablename)::regclass
                                                  and i.indpred is null
                                                  and a.attname = 'user_id')"""));
        }
    }

    private static List<String> tablesWithoutRowSecurity(Session session) throws SQLException {
        return session.rows("""
                select relname
                  from pg_class
                 where relnamespace in ('public'::regnamespace, 'cineai'::regnamespace)
                   and relkind in ('r', 'p')
                   and not relrowsecurity""");
    }
}
