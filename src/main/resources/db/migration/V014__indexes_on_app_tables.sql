-- Indexes on tables that may be big already, built while the app goes on writing. Each statement is its own transaction
-- (see the .conf file beside this one). A build waits for older transactions without holding anybody up, so it may wait
-- longer than the other scripts; one that was broken off leaves an invalid index, which a repeated run removes first.

set lock_timeout = '2s';
set client_min_messages = 'warning';

do $$
declare
    broken regclass;
begin
    for broken in
        select i.indexrelid::regclass
          from pg_catalog.pg_index i
          join pg_catalog.pg_class c
            on c.oid = i.indexrelid
         where not i.indisvalid
           and c.relname like 'cineai\_%'
           and c.relnamespace = 'public'::regnamespace
    loop
        execute format('drop index %s', broken);
    end loop;
end
$$;

-- Here and not in a script before: Flyway inserts into its history on another connection while a script's transaction is open.
do $$
begin
    if to_regclass('cineai.flyway_schema_history') is not null then
        alter table cineai.flyway_schema_history enable row level security;
        revoke all on cineai.flyway_schema_history from public, anon, authenticated, service_role;
    end if;
end
$$;

set lock_timeout = '60s';

-- The sweep: whose signal is newer than their list. By film: what is most wanted, and the deletion of a film.
create index concurrently if not exists cineai_ratings_movie
    on public.ratings (movie_id);
create index concurrently if not exists cineai_ratings_rated
    on public.ratings (rated_at);
create index concurrently if not exists cineai_watchlist_movie
    on public.watchlist (movie_id);
create index concurrently if not exists cineai_watchlist_added
    on public.watchlist (added_at);
create index concurrently if not exists cineai_behavior_user_created
    on public.user_behavior_signals (user_id, created_at);
create index concurrently if not exists cineai_behavior_created
    on public.user_behavior_signals (created_at);
create index concurrently if not exists cineai_behavior_movie
    on public.user_behavior_signals (movie_id);

create index concurrently if not exists cineai_recommendations_movie
    on public.recommendations (movie_id);

create unique index concurrently if not exists cineai_query_cache_shared
    on public.conversational_query_cache (query_key)
 where user_id is null;
create index concurrently if not exists cineai_query_cache_user
    on public.conversational_query_cache (user_id);

reset lock_timeout;
reset client_min_messages;
