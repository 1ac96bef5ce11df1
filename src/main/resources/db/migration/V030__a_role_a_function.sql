-- A role a function, with what its work wants and no more. What several functions do is a role of its own, of which they are members; what
-- one alone does stands with its own role. Nobody logs in by these until a deployment says so: alter role ... login password ...
-- cineai_worker has what it had, for who runs all functions in one process.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

-- How much films are asked for is a count; who asks is nobody's business who analyses films. By the owner's rights, therefore.
create or replace function cineai.demand_for(p_films uuid[])
    returns table (movie_id uuid, lists bigint, ratings bigint, wishes bigint)
    language plpgsql
    stable
    security definer
    set search_path = ''
    set plan_cache_mode = force_custom_plan
as $$
begin
    return query
    select coalesce(l.movie_id, k.movie_id), coalesce(l.lists, 0), coalesce(k.ratings, 0), coalesce(k.wishes, 0)
      from (select r.movie_id, count(*) as lists
              from public.recommendations r
              join public.recommendation_feeds f
                on f.user_id = r.user_id
             where r.generation is not null
               and f.fresh_until > now()
               and (p_films is null or r.movie_id = any (p_films))
             group by r.movie_id) l
      full join (select s.movie_id,
                        count(*) filter (where s.kind = 'rating') as ratings,
                        count(*) filter (where s.kind = 'watchlist') as wishes
                   from cineai.rec_signals s
                  where p_films is null
                     or s.movie_id = any (p_films)
                  group by s.movie_id) k
        on k.movie_id = l.movie_id;
end
$$;

comment on function cineai.demand_for(uuid[]) is 'film_demand of these films; null: of all.';

create or replace view cineai.film_demand with (security_invoker = true) as
select d.movie_id, d.lists, d.ratings, d.wishes
  from cineai.demand_for(null) d;

create or replace function cineai.films_of_one() returns setof uuid
    language sql
    stable
    rows 100
    security definer
    set search_path = ''
as $$
    select u.movie_id
      from cineai.user_films u
     where not exists (select
                         from cineai.rec_signals s
                        where s.movie_id = u.movie_id
                          and s.user_id is distinct from u.inserted_by)
$$;

create or replace view cineai.uncared_films with (security_invoker = true) as
select o.movie_id
  from cineai.films_of_one() as o (movie_id);

revoke all on function cineai.demand_for(uuid[]) from public, anon, authenticated, service_role;
revoke all on function cineai.films_of_one() from public, anon, authenticated, service_role;
grant execute on function cineai.demand_for(uuid[]) to cineai_worker;
grant execute on function cineai.films_of_one() to cineai_worker;

-- Money moves by these two only, figures of lists come as counts, and the nearest films without a right on the extension's schema.
alter function cineai.llm_reserve(text, text, text, int, bigint, numeric, interval, uuid, int) security definer;
alter function cineai.llm_settle(uuid, text, bigint, bigint, numeric, bigint, numeric) security definer;
alter function cineai.analysis_health(text, text, text, text, int) security definer;
alter function cineai.analysis_calls(text, text, text, int) security definer;
alter function cineai.list_freshness(interval, interval) security definer;
alter function cineai.join_film_analyses() security definer;
alter function cineai.near_films(text, real[], int, uuid[]) security definer;

-- Who is what. The first column is a function's role or one that functions share, the second what it is a member of.
do $$
declare
    of record;
begin
    for of in
        select t.name, unnest(t.member_of) as shared
          from (values
                ('cineai_recommendation_job', '{cineai_runs,cineai_catalogue,cineai_histories,cineai_vectors,cineai_neighbours,cineai_lists}'::text[]),
                ('cineai_queue_drain', '{cineai_runs,cineai_catalogue,cineai_histories,cineai_vectors,cineai_neighbours,cineai_lists,cineai_silence}'),
                ('cineai_similarity_training', '{cineai_runs,cineai_catalogue,cineai_histories,cineai_vectors,cineai_neighbours,cineai_model}'),
                ('cineai_cold_start', '{cineai_runs,cineai_catalogue,cineai_histories,cineai_vectors,cineai_neighbours,cineai_model,'
                                      'cineai_lists,cineai_silence,cineai_demand,cineai_analyses,cineai_calls,cineai_batches}'),
                ('cineai_retention', '{cineai_runs}'),
                ('cineai_edge_export', '{cineai_runs,cineai_catalogue,cineai_neighbours,cineai_demand}'),
                ('cineai_evaluation', '{cineai_runs,cineai_catalogue,cineai_histories}'),
                ('cineai_style_analysis', '{cineai_runs,cineai_catalogue,cineai_demand,cineai_analyses,cineai_calls,cineai_batches}'),
                ('cineai_thematic_analysis', '{cineai_runs,cineai_catalogue,cineai_demand,cineai_analyses,cineai_calls,cineai_batches}'),
                ('cineai_emotional_analysis', '{cineai_runs,cineai_catalogue,cineai_demand,cineai_analyses,cineai_calls,cineai_batches}'),
                ('cineai_storyline_embedding', '{cineai_runs,cineai_catalogue,cineai_demand,cineai_vectors,cineai_calls}'),
                ('cineai_list_opinions', '{cineai_runs,cineai_catalogue,cineai_calls,cineai_batches}'),
                ('cineai_query_cache_warmup', '{cineai_runs,cineai_catalogue,cineai_neighbours,cineai_calls,cineai_batches}'),
                ('cineai_monitor', '{cineai_runs,cineai_silence}')) as t (name, member_of)
    loop
        declare
            missing text;
        begin
            foreach missing in array array[of.shared, of.name]
            loop
                continue when exists (select from pg_catalog.pg_roles where rolname = missing);
                if not (select rolsuper or rolcreaterole from pg_catalog.pg_roles where rolname = current_user) then
                    raise exception 'role % is missing and % may not create roles', missing, current_user
                        using hint = format('alter role %I createrole, or create role %I beforehand', current_user, missing);
                end if;
                begin
                    execute format('create role %I nologin', missing);
                exception
                    -- Roles belong to the cluster: the migration of another of its databases was faster.
                    when duplicate_object or unique_violation then null;
                end;
            end loop;
            if not exists (select
                             from pg_catalog.pg_auth_members m
                            where m.roleid = of.shared::regrole
                              and m.member = of.name::regrole) then
                begin
                    execute format('grant %I to %I', of.shared, of.name);
                exception
                    when unique_violation then null;
                    -- From Postgres 16 on, for who did not create the role.
                    when insufficient_privilege then
                        raise exception '% may not grant role %', current_user, of.shared
                            using hint = format('grant %I to %I with admin option, as who may', of.shared, current_user);
                end;
            end if;
        end;
    end loop;
end
$$;

-- Who may what, on tables and views, and of a table on which rows.
do $$
declare
    may record;
begin
    for may in
        select t.name, t.rights, t.relation, 'true' as seen, 'true' as written
          from (values
                -- What a run says of itself.
                ('cineai_runs', 'select, insert, update', 'cineai.function_runs'),
                -- What is known of films.
                ('cineai_catalogue', 'select', 'public.movies'),
                ('cineai_catalogue', 'select', 'public.movie_cinematic_styles'),
                ('cineai_catalogue', 'select', 'public.movie_thematic_profiles'),
                ('cineai_catalogue', 'select', 'public.movie_emotional_journeys'),
                ('cineai_catalogue', 'select', 'cineai.rec_films'),
                ('cineai_catalogue', 'select', 'cineai.rec_film_inputs'),
                ('cineai_catalogue', 'select', 'cineai.film_portraits'),
                -- What users did.
                ('cineai_histories', 'select', 'public.ratings'),
                ('cineai_histories', 'select', 'public.watchlist'),
                ('cineai_histories', 'select', 'public.user_behavior_signals'),
                ('cineai_histories', 'select', 'public.recommendation_feedback'),
                ('cineai_histories', 'select', 'cineai.rec_signals'),
                -- Films as vectors.
                ('cineai_vectors', 'select', 'cineai.movie_embeddings'),
                ('cineai_vectors', 'select', 'cineai.embedding_models'),
                -- The similarity model, to read and to learn.
                ('cineai_neighbours', 'select', 'cineai.similarity_model'),
                ('cineai_neighbours', 'select', 'cineai.movie_neighbours'),
                ('cineai_model', 'select, insert, update', 'cineai.similarity_model'),
                ('cineai_model', 'select, insert, update, delete', 'cineai.movie_neighbours'),
                -- Users who wait, and their lists.
                ('cineai_lists', 'select, insert, update, delete', 'cineai.rec_refresh_queue'),
                ('cineai_lists', 'select, insert, update, delete', 'public.recommendations'),
                ('cineai_lists', 'select, insert, update', 'public.recommendation_feeds'),
                ('cineai_lists', 'select, insert, update', 'public.taste_profiles'),
                ('cineai_lists', 'select, insert, update', 'cineai.list_opinions'),
                ('cineai_lists', 'select', 'public.user_profiles'),
                ('cineai_lists', 'select', 'cineai.experiments'),
                -- That something has gone silent, or wrong.
                ('cineai_silence', 'select, insert, update', 'cineai.alerts'),
                ('cineai_silence', 'select, insert', 'public.ai_service_health'),
                -- How much films are asked for.
                ('cineai_demand', 'select', 'cineai.film_demand'),
                ('cineai_demand', 'select', 'cineai.uncared_films'),
                -- Analyses of films, from a claim to a result, and how that goes.
                ('cineai_analyses', 'select, insert, update', 'cineai.movie_analyses'),
                ('cineai_analyses', 'insert', 'public.ai_service_health'),
                -- Calls of models and what they cost; batches of them.
                ('cineai_calls', 'select', 'cineai.llm_models'),
                ('cineai_calls', 'select', 'cineai.llm_prices'),
                ('cineai_calls', 'select, insert', 'cineai.llm_calls'),
                ('cineai_calls', 'select, insert, update', 'cineai.llm_cooldown'),
                ('cineai_batches', 'select, insert, update', 'cineai.llm_batches'),
                ('cineai_batches', 'select (id, leased_until), update (leased_until)', 'cineai.llm_reservations'),

                ('cineai_cold_start', 'select, insert, update', 'public.movie_cinematic_styles'),
                ('cineai_cold_start', 'select, insert, update', 'public.movie_thematic_profiles'),
                ('cineai_cold_start', 'select, insert, update', 'public.movie_emotional_journeys'),
                ('cineai_style_analysis', 'select, insert, update', 'public.movie_cinematic_styles'),
                ('cineai_thematic_analysis', 'select, insert, update', 'public.movie_thematic_profiles'),
                ('cineai_emotional_analysis', 'select, insert, update', 'public.movie_emotional_journeys'),
                ('cineai_storyline_embedding', 'select, insert, update, delete', 'cineai.movie_embeddings'),
                ('cineai_storyline_embedding', 'select, insert, update, delete', 'cineai.embedding_models'),
                ('cineai_edge_export', 'select (id, preferences)', 'public.user_profiles'),
                ('cineai_edge_export', 'select (user_id, body, hidden)', 'public.recommendation_feeds'),
                ('cineai_evaluation', 'select', 'public.recommendation_satisfaction'),
                ('cineai_evaluation', 'insert', 'cineai.algorithm_evaluations'),
                ('cineai_list_opinions', 'select, update', 'cineai.list_opinions'),
                ('cineai_list_opinions', 'select', 'cineai.llm_rates'),
                ('cineai_query_cache_warmup', 'select, insert, update, delete', 'cineai.query_parsing'),
                ('cineai_monitor', 'select', 'cineai.rec_refresh_queue'),
                ('cineai_monitor', 'select', 'cineai.rec_refresh_missed'),
                ('cineai_monitor', 'select', 'cineai.llm_limits'),
                ('cineai_monitor', 'select', 'cineai.llm_budget'),
                ('cineai_monitor', 'select (movie_id)', 'public.recommendations'),
                ('cineai_monitor', 'select (movie_id, provider, expires_at)', 'public.movie_cinematic_styles'),
                ('cineai_monitor', 'select (movie_id, provider, expires_at)', 'public.movie_thematic_profiles'),
                ('cineai_monitor', 'select (movie_id, provider, expires_at)', 'public.movie_emotional_journeys'),
                ('cineai_monitor', 'select, insert, delete', 'cineai.status_samples'),
                ('cineai_monitor', 'select', 'cineai.status_queue'),
                ('cineai_monitor', 'select', 'cineai.status_missed'),
                ('cineai_monitor', 'select', 'cineai.status_spend'),
                ('cineai_monitor', 'select', 'cineai.status_analysts'),
                ('cineai_monitor', 'select', 'cineai.status_hit_rates'),
                ('cineai_monitor', 'select', 'cineai.status_functions'),

                ('cineai_retention', 'delete, select (ctid, xmin)', 'cineai.function_runs'),
                ('cineai_retention', 'select (version)', 'cineai.similarity_model'),
                ('cineai_retention', 'select', 'public.movies'),
                ('cineai_retention', 'select', 'cineai.rec_films'),
                ('cineai_retention', 'select', 'cineai.rec_film_inputs'))
               as t (name, rights, relation)
        union all
        -- Queries that all share, and none that is somebody's.
        select 'cineai_query_cache_warmup', 'select, insert, update', 'public.conversational_query_cache', 'user_id is null', 'user_id is null'
        union all
        -- Who deletes what is old sees how old it is, and whose where that counts. To lock a row wants a right to update it; no row that was
        -- updated would pass.
        select 'cineai_retention', format('delete, select (ctid, xmin, %s), update (%s)', t.dates, split_part(t.dates, ',', 1)), t.relation,
               'true', 'false'
          from (values
                ('user_id, movie_id, rank, last_generated_at, generation', 'public.recommendations'),
                ('id, query_key, last_hit_at, created_at', 'public.conversational_query_cache'),
                ('received_at, action', 'public.recommendation_feedback'),
                ('id, called_at', 'cineai.llm_calls'),
                ('starts_at, period', 'cineai.llm_budget'),
                ('intent_id, state, ended_at, created_at', 'cineai.llm_batches'),
                ('id, service_name, last_check', 'public.ai_service_health'),
                ('id, algorithm, metric, experiment, mode, evaluated_at', 'cineai.algorithm_evaluations'),
                ('key, movie_id, kind, state, input_hash, leased_until, created_at, analyzed_at, expires_at', 'cineai.movie_analyses'),
                ('movie_id, provider, expires_at', 'public.movie_cinematic_styles'),
                ('movie_id, provider, expires_at', 'public.movie_thematic_profiles'),
                ('movie_id, provider, expires_at, user_mood_context', 'public.movie_emotional_journeys'),
                ('movie_id, model_version', 'cineai.movie_neighbours'))
               as t (dates, relation)
    loop
        execute format('revoke all on %s from %I', may.relation, may.name);
        execute format('grant %s on %s to %I', may.rights, may.relation, may.name);
        if (select c.relrowsecurity from pg_catalog.pg_class c where c.oid = may.relation::regclass) then
            execute format('drop policy if exists %I on %s', may.name, may.relation);
            execute format('create policy %I on %s for all to %I using (%s) with check (%s)',
                           may.name, may.relation, may.name, may.seen, may.written);
        end if;
    end loop;
end
$$;

-- The same for functions and sequences.
do $$
declare
    to_ record;
begin
    for to_ in
        select t.name, t.ours
          from (values
                ('cineai_runs', 'cineai.silent_since(text, text, interval)'),
                ('cineai_catalogue', 'cineai.unit(jsonb)'),
                -- An index of the journeys is by moods: who writes one must be able to tell them.
                ('cineai_catalogue', 'cineai.moods()'),
                ('cineai_catalogue', 'cineai.mood_fits(jsonb, real[], double precision)'),
                ('cineai_catalogue', 'cineai.moods_of(jsonb, real[], double precision)'),
                ('cineai_vectors', 'cineai.pgvector()'),
                ('cineai_vectors', 'cineai.embedding_index(text)'),
                ('cineai_vectors', 'cineai.has_embedding_index(text)'),
                ('cineai_vectors', 'cineai.near_films(text, real[], int, uuid[])'),
                ('cineai_lists', 'cineai.due_users(text, bigint, interval, boolean, text, int[], text[])'),
                ('cineai_lists', 'cineai.favourite_genres(jsonb)'),
                ('cineai_lists', 'cineai.fold_missed(int)'),
                ('cineai_lists', 'cineai.keep_claim(uuid, uuid, interval)'),
                ('cineai_demand', 'cineai.demand_for(uuid[])'),
                ('cineai_demand', 'cineai.films_of_one()'),
                ('cineai_analyses', 'cineai.film_analyses(text, text, text[], text, text, text)'),
                ('cineai_analyses', 'cineai.join_film_analyses()'),
                ('cineai_analyses', 'cineai.analysis_health(text, text, text, text, int)'),
                ('cineai_calls', 'cineai.llm_reserve(text, text, text, int, bigint, numeric, interval, uuid, int)'),
                ('cineai_calls', 'cineai.llm_settle(uuid, text, bigint, bigint, numeric, bigint, numeric)'),
                ('cineai_queue_drain', 'cineai.answer_doorbell(interval)'),
                ('cineai_storyline_embedding', 'cineai.ensure_embedding_index(text, int)'),
                ('cineai_list_opinions', 'cineai.claim_list_opinion(interval, int, uuid)'),
                ('cineai_list_opinions', 'cineai.claim_list_opinions(interval, int, uuid, int)'),
                ('cineai_list_opinions', 'cineai.enqueue_refresh(uuid, smallint, text)'),
                ('cineai_monitor', 'cineai.list_freshness(interval, interval)'),
                ('cineai_monitor', 'cineai.analysis_calls(text, text, text, int)')) as t (name, ours)
    loop
        execute format('grant execute on function %s to %I', to_.ours, to_.name);
    end loop;
end
$$;

grant usage on schema cineai to cineai_runs;
grant usage on sequence cineai.feed_generation to cineai_lists;
grant usage on sequence cineai.model_version to cineai_model;
