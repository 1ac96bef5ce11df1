-- Who may do what, on one page.
--
--   anon, authenticated  nothing in cineai; in public they read film analyses and service health, authenticated also the
--                        own rows of lists, feeds, feedback and queries, and the shared queries
--   service_role         reads and writes our tables in public; in cineai only enqueue_refresh
--   cineai_worker        reads the app's tables, reads and writes ours
--   cineai_reader        reads the catalogue and its analyses, and of users only the row that its claims name
--
-- The app's policies and grants on its own tables (with recommendations and conversational_query_cache, where it had
-- them before) stay as they are. Film analyses and ai_service_health are written by us alone: users lose that.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

-- Nobody has anything in cineai by default; Flyway's history is the owner's alone and V014 sees to its row security.
revoke all on schema cineai from public, anon, authenticated, service_role;
grant usage on schema cineai to cineai_worker, cineai_reader, service_role;

do $$
declare
    ours record;
begin
    for ours in
        select c.oid::regclass as name, c.relkind
          from pg_catalog.pg_class c
         where c.relnamespace = 'cineai'::regnamespace
           and c.relkind in ('r', 'p', 'v', 'S')
           and c.relname not like 'flyway%'
    loop
        execute format('revoke all on %s %s from public, anon, authenticated, service_role, cineai_worker, cineai_reader',
                       case ours.relkind when 'S' then 'sequence' else 'table' end, ours.name);
    end loop;
end
$$;

revoke all on function cineai.enqueue_refresh(uuid, smallint, text) from public, anon, authenticated, service_role;
revoke all on function cineai.request_refresh() from public, anon, authenticated, service_role;

-- The functions that write, on our own tables.
do $$
declare
    ours regclass;
begin
    foreach ours in array array[
        'cineai.similarity_model',
        'cineai.movie_neighbours',
        'cineai.movie_embeddings',
        'cineai.movie_analyses',
        'cineai.rec_refresh_queue',
        'cineai.rec_refresh_missed',
        'cineai.llm_calls',
        'cineai.llm_budget',
        'cineai.llm_cooldown',
        'cineai.llm_batches',
        'cineai.llm_prices',
        'cineai.function_runs',
        'cineai.algorithm_evaluations',
        'public.recommendations',
        'public.recommendation_feeds',
        'public.recommendation_feedback',
        'public.conversational_query_cache',
        'public.ai_service_health',
        'public.movie_cinematic_styles',
        'public.movie_thematic_profiles',
        'public.movie_emotional_journeys'
    ]::regclass[]
    loop
        execute format('grant select, insert, update, delete on %s to cineai_worker', ours);
        execute format('drop policy if exists cineai_worker_writes on %s', ours);
        execute format('create policy cineai_worker_writes on %s for all to cineai_worker using (true) with check (true)', ours);
    end loop;
end
$$;

grant select on cineai.rec_films, cineai.rec_signals to cineai_worker;
grant usage on sequence cineai.feed_generation, cineai.model_version to cineai_worker;
grant execute on function cineai.enqueue_refresh(uuid, smallint, text) to cineai_worker, service_role;

-- On the app's tables they read, by a policy for their own role where row security is on.
do $$
declare
    theirs regclass;
begin
    foreach theirs in array array[
        'public.movies',
        'public.ratings',
        'public.watchlist',
        'public.user_profiles',
        'public.user_behavior_signals'
    ]::regclass[]
    loop
        execute format('grant select on %s to cineai_worker', theirs);
        execute format('drop policy if exists cineai_worker_reads on %s', theirs);
        if (select relrowsecurity from pg_catalog.pg_class where oid = theirs) then
            execute format('create policy cineai_worker_reads on %s for select to cineai_worker using (true)', theirs);
        end if;
    end loop;
end
$$;

-- The read function: films and what is known of them for all.
do $$
declare
    open regclass;
begin
    foreach open in array array[
        'public.movies',
        'public.movie_cinematic_styles',
        'public.movie_thematic_profiles',
        'public.movie_emotional_journeys',
        'cineai.movie_neighbours'
    ]::regclass[]
    loop
        execute format('grant select on %s to cineai_reader', open);
        execute format('drop policy if exists cineai_reader_reads on %s', open);
        if (select relrowsecurity from pg_catalog.pg_class where oid = open) then
            execute format('create policy cineai_reader_reads on %s for select to cineai_reader using (true)', open);
        end if;
    end loop;
end
$$;

grant select on cineai.rec_films to cineai_reader;
grant select on public.recommendation_feeds to cineai_reader;
grant execute on function cineai.request_refresh() to cineai_reader;

drop policy if exists cineai_reader_reads_own on public.recommendation_feeds;
create policy cineai_reader_reads_own on public.recommendation_feeds
    for select to cineai_reader using (user_id = (select auth.uid()));

-- The app's users and its service, on ours in public. Supabase's default privileges grant everything: take it back first.
do $$
declare
    ours   regclass;
    writes record;
begin
    foreach ours in array array[
        'public.recommendation_feeds',
        'public.recommendation_feedback',
        'public.ai_service_health',
        'public.movie_cinematic_styles',
        'public.movie_thematic_profiles',
        'public.movie_emotional_journeys'
    ]::regclass[]
    loop
        for writes in
            select p.polname as name
              from pg_catalog.pg_policy p
             where p.polrelid = ours
               and p.polcmd <> 'r'
               and (0::oid = any (p.polroles)
                    or exists (select
                                 from pg_catalog.pg_roles r
                                where r.oid = any (p.polroles)
                                  and r.rolname in ('anon', 'authenticated')))
        loop
            execute format('drop policy %I on %s', writes.name, ours);
        end loop;
        execute format('revoke all on %s from public, anon, authenticated', ours);
    end loop;

    foreach ours in array array[
        'public.ai_service_health',
        'public.movie_cinematic_styles',
        'public.movie_thematic_profiles',
        'public.movie_emotional_journeys'
    ]::regclass[]
    loop
        execute format('grant select on %s to anon, authenticated', ours);
        execute format('drop policy if exists cineai_all_read on %s', ours);
        execute format('create policy cineai_all_read on %s for select to anon, authenticated using (true)', ours);
    end loop;

    foreach ours in array array[
        'public.recommendations',
        'public.recommendation_feeds',
        'public.recommendation_feedback',
        'public.conversational_query_cache'
    ]::regclass[]
    loop
        execute format('grant select on %s to authenticated', ours);
        execute format('drop policy if exists cineai_users_read_own on %s', ours);
        execute format('create policy cineai_users_read_own on %s for select to authenticated
                        using (user_id = (select auth.uid()))', ours);
    end loop;

    foreach ours in array array[
        'public.recommendations',
        'public.recommendation_feeds',
        'public.recommendation_feedback',
        'public.conversational_query_cache',
        'public.ai_service_health',
        'public.movie_cinematic_styles',
        'public.movie_thematic_profiles',
        'public.movie_emotional_journeys'
    ]::regclass[]
    loop
        execute format('grant select, insert, update, delete on %s to service_role', ours);
        execute format('drop policy if exists cineai_service_writes on %s', ours);
        execute format('create policy cineai_service_writes on %s for all to service_role using (true) with check (true)', ours);
    end loop;
end
$$;

drop policy if exists cineai_users_read_shared on public.conversational_query_cache;
create policy cineai_users_read_shared on public.conversational_query_cache
    for select to authenticated using (user_id is null);

-- Tables of which the app may have left it off.
alter table public.recommendations enable row level security;
alter table public.conversational_query_cache enable row level security;

-- The read function's one row in one round trip: claims for this transaction only, then a select under row security.
create or replace function cineai.read_feed(p_user uuid, p_claims text, p_etag text)
    returns table (
        body           bytea,
        etag           text,
        hidden         uuid[],
        generated_at   timestamptz,
        checked_at     timestamptz,
        algorithm_used text
    )
    language plpgsql
    volatile
    security invoker
as $$
begin
    perform pg_catalog.set_config('request.jwt.claims', p_claims, true);
    return query
        select case when f.etag = p_etag and f.hidden = '{}' then null else f.body end,
               f.etag,
               f.hidden,
               f.generated_at,
               f.checked_at,
               f.algorithm_used
          from public.recommendation_feeds f
         where f.user_id = p_user;
end
$$;

comment on function cineai.read_feed(uuid, text, text) is
    'The ready response of the user that the claims name, no row for any other. body is null when the caller has it: p_etag is its etag and nothing is hidden since.';

revoke all on function cineai.read_feed(uuid, text, text) from public, anon, authenticated, service_role;
grant execute on function cineai.read_feed(uuid, text, text) to cineai_reader;
