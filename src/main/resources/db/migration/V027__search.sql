-- What a search needs beyond the films: in one round trip, how its words were understood before, and what the caller knows of films. And a
-- place for the queries that say something of who asks: rows of their own, which nobody else sees and no model is asked about.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

-- A row is the caller's own or everybody's; a model's parse is worth more than rules'.
create or replace function cineai.begin_search(p_keys text[])
    returns table (parses text[], own boolean[], movies uuid[], kinds text[], amounts double precision[], times timestamptz[])
    language plpgsql
    stable
    security definer
    set search_path = ''
as $$
declare
    caller uuid := auth.uid();
begin
    select coalesce(array_agg(k.parse order by k.place), '{}'), coalesce(array_agg(k.own order by k.place), '{}')
      into parses, own
      from (select wanted.place, known.parse, coalesce(known.own, false) as own
              from unnest(p_keys) with ordinality as wanted (key, place)
              left join lateral (
                    -- Apart, so that each finds its rows by its index.
                    select q.user_id is not null as own, q.parsed_query::text as parse
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
    'How queries with these keys were understood before, in their order, null where nobody did, and whether that is the caller''s own row '
    'or everybody''s; and the caller''s latest 5,000 acts.';

-- Counting each hit when it happens would make a row of a popular query a place where its readers meet: whoever reads counts for
-- themselves, and says it now and then.
drop function if exists cineai.count_query_hit(text);

create or replace function cineai.count_query_hits(p_keys text[], p_hits bigint[]) returns void
    language sql
    volatile
    security definer
    set search_path = ''
    set synchronous_commit = 'off'
as $$
    update public.conversational_query_cache q
       set hits = q.hits + h.hits, last_hit_at = clock_timestamp()
      from (select f.id, least(greatest(k.hits, 0), 1000000) as hits
              from unnest(p_keys, p_hits) as k (key, hits)
              join public.conversational_query_cache f on f.query_key = k.key and f.user_id is null
             where auth.uid() is not null
               and cardinality(p_keys) <= 1000
               for update of f skip locked) h
     where q.id = h.id
$$;

comment on function cineai.count_query_hits(text[], bigint[]) is
    'Counts how often shared parses with these keys, each once, were used, at most a million times each; what somebody else counts this '
    'moment is passed by.';

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
           confidence = (p_parse ->> 'confidence')::real, parsed_at = clock_timestamp(), last_hit_at = clock_timestamp()
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
revoke all on function cineai.count_query_hits(text[], bigint[]) from public, anon, authenticated, service_role;
revoke all on function cineai.keep_query(text, jsonb) from public, anon, authenticated, service_role;
grant execute on function cineai.begin_search(text[]) to cineai_reader;
grant execute on function cineai.count_query_hits(text[], bigint[]) to cineai_reader;
grant execute on function cineai.keep_query(text, jsonb) to cineai_reader;
