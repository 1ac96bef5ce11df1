-- What a search needs beyond the films: in one round trip, how its words were understood before, and what the caller knows of films. And a
-- place for the queries that say something of who asks: rows of their own, which nobody else sees and no model is asked about.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

-- A row is the caller's own or everybody's; a model's parse is worth more than rules'. That it was used is counted where nobody else counts
-- this moment, and nobody waits for the disk because of it.
create or replace function cineai.begin_search(p_keys text[])
    returns table (parses text[], movies uuid[], kinds text[], amounts double precision[], times timestamptz[])
    language plpgsql
    volatile
    security definer
    set search_path = ''
as $$
declare
    caller uuid := auth.uid();
    hit    uuid[];
begin
    select coalesce(array_agg(k.parse order by k.place), '{}'), coalesce(array_agg(k.id) filter (where k.id is not null), '{}')
      into parses, hit
      from (select wanted.place, known.id, known.parse
              from unnest(p_keys) with ordinality as wanted (key, place)
              left join lateral (
                    -- Apart, so that each finds its rows by its index.
                    select q.id, q.parsed_query::text as parse
                      from (select s.*
                              from public.conversational_query_cache s
                             where s.query_key = wanted.key
                               and s.user_id is null
                            union all
                            select o.*
                              from public.conversational_query_cache o
                             where o.user_id = caller
                               and o.query_key = wanted.key) q
                     where q.parsed_query is not null
                       and (q.expires_at is null or q.expires_at > now())
                     order by q.parser = 'model' desc nulls last, q.user_id nulls last, q.id
                     limit 1) known on true) k;

    if caller is not null and hit <> '{}' then
        perform pg_catalog.set_config('synchronous_commit', 'off', true);
        update public.conversational_query_cache q
           set hits = q.hits + 1, last_hit_at = clock_timestamp()
         where q.id in (select f.id
                          from public.conversational_query_cache f
                         where f.id = any (hit)
                           for update skip locked);
    end if;

    -- As own_acts has it; said here, where its plan is remembered: to plan it takes ten times as long as to run it.
    select coalesce(array_agg(s.movie_id), '{}'), coalesce(array_agg(s.kind), '{}'), coalesce(array_agg(coalesce(s.value, 0)), '{}'),
           coalesce(array_agg(s.at), '{}')
      into movies, kinds, amounts, times
      from (select a.movie_id, a.kind, a.value, a.at
              from cineai.rec_signals a
             where a.user_id = caller
             order by a.at desc
             limit 5000) s;
    return next;
end
$$;

comment on function cineai.begin_search(text[]) is
    'How queries with these keys were understood before, in their order, null where nobody did (rows that are everybody''s or the caller''s '
    'own), and the caller''s latest 5,000 acts. Counts the hits.';

-- A query that says something of who asks, as it was understood. Bounded: of one user the latest 200 stay.
create or replace function cineai.keep_query(p_key text, p_parse jsonb) returns void
    language plpgsql
    volatile
    security definer
    set search_path = ''
    set lock_timeout = '200ms'
as $$
declare
    caller uuid := auth.uid();
begin
    if caller is null or p_key is null or p_key = '' or length(p_key) > 500 or jsonb_typeof(p_parse) is distinct from 'object'
       or not exists (select from auth.users u where u.id = caller) then
        return;
    end if;
    -- One at a time for each user: then there is one row for each query.
    if not pg_catalog.pg_try_advisory_xact_lock(pg_catalog.hashtextextended('cineai.keep_query ' || caller, 0)) then
        return;
    end if;
    update public.conversational_query_cache q
       set parsed_query = p_parse, parser = p_parse ->> 'parser', intent = p_parse ->> 'intent',
           confidence = (p_parse ->> 'confidence')::real, parsed_at = clock_timestamp()
     where q.user_id = caller
       and q.query_key = p_key;
    if not found then
        insert into public.conversational_query_cache
               (user_id, original_query, query_key, parsed_query, parser, intent, confidence, parsed_at)
        values (caller, p_key, p_key, p_parse, p_parse ->> 'parser', p_parse ->> 'intent', (p_parse ->> 'confidence')::real,
                clock_timestamp());
        delete from public.conversational_query_cache q
         where q.id in (select o.id
                          from public.conversational_query_cache o
                         where o.user_id = caller
                           and o.query_key is not null
                         order by greatest(o.parsed_at, o.last_hit_at) desc nulls last, o.id
                        offset 200);
    end if;
exception
    -- Somebody holds the row: it is kept another time.
    when lock_not_available then null;
end
$$;

comment on function cineai.keep_query(text, jsonb) is
    'Keeps how a query of the user in request.jwt.claims was understood, for that user alone.';

revoke all on function cineai.begin_search(text[]) from public, anon, authenticated, service_role;
revoke all on function cineai.keep_query(text, jsonb) from public, anon, authenticated, service_role;
grant execute on function cineai.begin_search(text[]) to cineai_reader;
grant execute on function cineai.keep_query(text, jsonb) to cineai_reader;
