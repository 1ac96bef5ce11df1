-- What the read function needs beyond a user's ready list: what users say of films and lists, what a user's own acts are, what queries
-- are wanted, and which films carry a mood. Everything that writes is a definer function for the caller whom the claims name.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

-- How content a user is, with a film or (movie_id is null) with a list. No signal of taste: rec_signals does not know it.
create table if not exists public.recommendation_satisfaction (
    user_id        uuid not null references auth.users (id) on delete cascade,
    client_id      uuid not null,
    movie_id       uuid references public.movies (id) on delete cascade,
    satisfaction   smallint not null check (satisfaction between 1 and 5),
    generation     bigint,
    algorithm_used text,
    context        jsonb,
    occurred_at    timestamptz not null,
    received_at    timestamptz not null default now(),
    primary key (user_id, client_id)
);

alter table public.recommendation_satisfaction enable row level security;

create index if not exists recommendation_satisfaction_film
    on public.recommendation_satisfaction (movie_id);
create index if not exists recommendation_satisfaction_received
    on public.recommendation_satisfaction (received_at);

comment on column public.recommendation_satisfaction.satisfaction is '1 (not at all) to 5 (very).';

-- The caller's own words, each once: client_id is given by the client, so that a phone may send again what it is not sure of. occurred_at is
-- the client's time, and never in the future. What settles a film hides it from the ready list at once. The queue comes first and the feed
-- after it, as in the statement that writes a list, so that the two never wait for each other in a ring: a list that was begun before
-- finds gen moved, and leaves hidden as it is.
create or replace function cineai.record_feedback(p_events jsonb)
    returns table (recorded int, repeated int, unknown_films uuid[])
    language plpgsql
    volatile
    security definer
    set search_path = ''
    set lock_timeout = '1s'
as $$
declare
    caller  uuid := auth.uid();
    settled uuid[];
    changes boolean;
    sent    int;
begin
    recorded := 0;
    repeated := 0;
    unknown_films := '{}';
    if caller is null or not exists (select from auth.users u where u.id = caller) then
        return next;
        return;
    end if;

    with event as materialized (
        select distinct on (e.client_id)
               e.client_id, e.movie_id, e.action, e.satisfaction, e.generation, e.rank, e.algorithm_used, e.context,
               least(e.occurred_at, clock_timestamp()) as occurred_at,
               e.movie_id is null or m.id is not null as exists
          from jsonb_to_recordset(p_events)
               as e (client_id uuid, movie_id uuid, action text, satisfaction int, generation bigint, rank int, algorithm_used text,
                     context jsonb, occurred_at timestamptz)
          left join public.movies m
            on m.id = e.movie_id
         order by e.client_id),
    said as (
        insert into public.recommendation_feedback
               (user_id, client_id, movie_id, action, generation, rank, algorithm_used, context, occurred_at)
        select caller, e.client_id, e.movie_id, e.action, e.generation, e.rank, e.algorithm_used, e.context, e.occurred_at
          from event e
         where e.exists
           and e.satisfaction is null
        on conflict do nothing
        returning movie_id, action),
    content as (
        insert into public.recommendation_satisfaction
               (user_id, client_id, movie_id, satisfaction, generation, algorithm_used, context, occurred_at)
        select caller, e.client_id, e.movie_id, e.satisfaction, e.generation, e.algorithm_used, e.context, e.occurred_at
          from event e
         where e.exists
           and e.satisfaction is not null
        on conflict do nothing
        returning 1)
    select (select count(*) from said) + (select count(*) from content),
           (select count(*) from event e where e.exists),
           (select coalesce(array_agg(distinct e.movie_id), '{}') from event e where not e.exists),
           (select coalesce(array_agg(distinct s.movie_id), '{}')
              from said s
             where s.action in ('dismissed', 'not_interested', 'dislike', 'watched')),
           exists (select from said s where s.action not in ('impression', 'view'))
      into recorded, sent, unknown_films, settled, changes;
    repeated := sent - recorded;

    if changes then
        perform cineai.enqueue_refresh(caller, 2::smallint, 'feedback');
    end if;
    if settled <> '{}' then
        update public.recommendation_feeds f
           set hidden = array(select distinct h from unnest(f.hidden || settled) as h order by h)
         where f.user_id = caller
           and not f.hidden @> settled;
    end if;
    return next;
end
$$;

comment on function cineai.record_feedback(jsonb) is
    'Records what the user in request.jwt.claims says: an array of {client_id, movie_id, action or satisfaction, occurred_at, …}. How many '
    'were new, how many known already, and films that do not exist.';

-- A query that nobody understood well yet. Shared by all, so it is kept as normalised text without its user, and seen by nobody of the app
-- before it is parsed. Bounded: a flood of queries pushes none aside and adds none beyond ten thousand.
create or replace function cineai.want_query(p_text text) returns void
    language plpgsql
    volatile
    security definer
    set search_path = ''
    set lock_timeout = '200ms'
as $$
declare
    key text := lower(btrim(regexp_replace(p_text, '\s+', ' ', 'g')));
begin
    if auth.uid() is null or key is null or key = '' or length(key) > 500 then
        return;
    end if;
    if (select count(*)
          from (select
                  from public.conversational_query_cache q
                 where q.wanted
                 limit 10000) w) = 10000 then
        return;
    end if;
    insert into public.conversational_query_cache as q (original_query, query_key, wanted)
    values (key, key, true)
    on conflict (query_key) where user_id is null do update
       set wanted = true
     where not q.wanted
       and q.parser is distinct from 'model';
exception
    -- Somebody holds the row: the next miss wants it again.
    when lock_not_available then null;
end
$$;

comment on function cineai.want_query(text) is
    'Asks that a model understand this query when the warm-up runs; nothing where one has, or where too many wait.';

-- A hit is counted if nobody else is counting this moment: a popular query must not make its readers wait in line.
create or replace function cineai.count_query_hit(p_key text) returns void
    language sql
    volatile
    security definer
    set search_path = ''
as $$
    update public.conversational_query_cache q
       set hits = q.hits + 1, last_hit_at = clock_timestamp()
     where q.id = (select f.id
                     from public.conversational_query_cache f
                    where f.query_key = p_key
                      and f.user_id is null
                      and auth.uid() is not null
                      for update skip locked)
$$;

comment on function cineai.count_query_hit(text) is 'Counts that the shared parse with this key was used.';

drop policy if exists cineai_users_read_shared on public.conversational_query_cache;
create policy cineai_users_read_shared on public.conversational_query_cache
    for select to authenticated using (user_id is null and not wanted);

-- What an instant list is made from. A definer function and no grant: one of the app's tables may have no row security to narrow a grant.
create or replace function cineai.own_acts()
    returns table (movies uuid[], kinds text[], amounts double precision[], times timestamptz[], genres text[])
    language sql
    stable
    security definer
    set search_path = ''
as $$
    select coalesce(array_agg(s.movie_id), '{}'),
           coalesce(array_agg(s.kind), '{}'),
           coalesce(array_agg(coalesce(s.value, 0)), '{}'),
           coalesce(array_agg(s.at), '{}'),
           coalesce((select cineai.favourite_genres(p.preferences)
                       from public.user_profiles p
                      where p.id = (select auth.uid())), '{}')
      from (select a.movie_id, a.kind, a.value, a.at
              from cineai.rec_signals a
             where a.user_id = (select auth.uid())
             order by a.at desc
             limit 5000) s
$$;

comment on function cineai.own_acts() is
    'What the user in request.jwt.claims did with films, the latest 5,000 acts, and the genres they chose; parallel arrays.';

-- Moods: each a mean of what an emotional journey says, weighed. Range 0 to 1; null where the journey has no emotions of ours. An index is
-- made of them, so they are told in one go, and nothing that the app may have written there is an error.
create or replace function cineai.unit(p_value jsonb) returns double precision
    language sql
    immutable
    parallel safe
as $$
    select case pg_catalog.jsonb_typeof(p_value)
               when 'number' then least(1, greatest(0, p_value::double precision))
               else 0
           end
$$;

create or replace function cineai.mood_fits(p_resolution jsonb, p_valence real[], p_intensity double precision)
    returns double precision[]
    language plpgsql
    immutable
    strict
    parallel safe
    cost 2000
    set search_path = ''
as $$
declare
    emotions     jsonb := p_resolution -> 'emotions';
    joy          double precision := cineai.unit(emotions -> 'joy');
    trust        double precision := cineai.unit(emotions -> 'trust');
    fear         double precision := cineai.unit(emotions -> 'fear');
    surprise     double precision := cineai.unit(emotions -> 'surprise');
    sadness      double precision := cineai.unit(emotions -> 'sadness');
    disgust      double precision := cineai.unit(emotions -> 'disgust');
    anger        double precision := cineai.unit(emotions -> 'anger');
    anticipation double precision := cineai.unit(emotions -> 'anticipation');
    close        double precision;
    whole        double precision;
begin
    if jsonb_typeof(emotions) is distinct from 'object' or cardinality(p_valence) <> 10 then
        return null;
    end if;
    close := (1 + (p_valence[9] + p_valence[10]) / 2) / 2;
    whole := (1 + (p_valence[1] + p_valence[2] + p_valence[3] + p_valence[4] + p_valence[5] + p_valence[6] + p_valence[7]
                   + p_valence[8] + p_valence[9] + p_valence[10]) / 10) / 2;
    return array[.4 * joy + .4 * close + .2 * trust,
                 .6 * joy + .4 * (1 - greatest(sadness, fear, anger)),
                 .4 * trust + .3 * joy + .3 * close,
                 .4 * close + .3 * trust + .3 * anticipation,
                 .5 * anticipation + .3 * p_intensity + .2 * surprise,
                 .5 * fear + .5 * anticipation,
                 .7 * fear + .3 * disgust,
                 .7 * sadness + .3 * (1 - close),
                 .5 * least(1, 2 * least(joy, sadness)) + .5 * (1 - abs(2 * close - 1)),
                 .6 * greatest(fear, disgust, anger) + .4 * (1 - whole),
                 .5 * (1 - p_intensity) + .3 * (1 - greatest(fear, anger)) + .2 * trust,
                 .7 * surprise + .3 * anticipation];
end
$$;

create or replace function cineai.moods() returns text[]
    language sql
    immutable
    parallel safe
as $$
    select '{uplifting,cheerful,heartwarming,hopeful,exciting,tense,scary,sad,bittersweet,dark,calm,surprising}'::text[]
$$;

comment on function cineai.moods() is 'The vocabulary movie.emotion.Mood, in the order of mood_fits.';

create or replace function cineai.mood_fit(p_mood text, p_resolution jsonb, p_valence real[], p_intensity double precision)
    returns double precision
    language plpgsql
    immutable
    strict
    parallel safe
    cost 2000
    set search_path = ''
as $$
begin
    return (cineai.mood_fits(p_resolution, p_valence, p_intensity))[array_position(cineai.moods(), p_mood)];
end
$$;

comment on function cineai.mood_fit(text, jsonb, real[], double precision) is
    'How well a journey (resolution, valence_curve, overall_emotional_intensity) fits a mood. Range 0 to 1; null where it cannot be told.';

create or replace function cineai.moods_of(p_resolution jsonb, p_valence real[], p_intensity double precision)
    returns text[]
    language plpgsql
    immutable
    strict
    parallel safe
    cost 4000
    set search_path = ''
as $$
declare
    fits  double precision[] := cineai.mood_fits(p_resolution, p_valence, p_intensity);
    all_  text[] := cineai.moods();
    found text[] := '{}';
begin
    for k in 1 .. coalesce(cardinality(fits), 0) loop
        if fits[k] >= 0.5 then
            found := found || all_[k];
        end if;
    end loop;
    return found;
end
$$;

comment on function cineai.moods_of(jsonb, real[], double precision) is 'The moods that a journey fits by half or more.';

-- Who may what. The reader: its own function, four definer functions and one for the caller's own acts, and the films.
do $$
declare
    ours regclass := 'public.recommendation_satisfaction';
begin
    execute format('revoke all on %s from public, anon, authenticated, service_role, cineai_reader, cineai_worker', ours);
    execute format('grant select on %s to authenticated', ours);
    execute format('grant select, insert, update, delete on %s to service_role, cineai_worker', ours);
    execute format('drop policy if exists cineai_users_read_own on %s', ours);
    execute format('create policy cineai_users_read_own on %s for select to authenticated using (user_id = (select auth.uid()))', ours);
    execute format('drop policy if exists cineai_service_writes on %s', ours);
    execute format('create policy cineai_service_writes on %s for all to service_role using (true) with check (true)', ours);
    execute format('drop policy if exists cineai_worker_writes on %s', ours);
    execute format('create policy cineai_worker_writes on %s for all to cineai_worker using (true) with check (true)', ours);
end
$$;

grant select on cineai.similarity_model to cineai_reader;
drop policy if exists cineai_reader_reads on cineai.similarity_model;
create policy cineai_reader_reads on cineai.similarity_model for select to cineai_reader using (true);

revoke all on function cineai.record_feedback(jsonb) from public, anon, authenticated, service_role;
revoke all on function cineai.want_query(text) from public, anon, authenticated, service_role;
revoke all on function cineai.count_query_hit(text) from public, anon, authenticated, service_role;
revoke all on function cineai.own_acts() from public, anon, authenticated, service_role;
revoke all on function cineai.unit(jsonb) from public;
revoke all on function cineai.moods() from public;
revoke all on function cineai.mood_fits(jsonb, real[], double precision) from public;
revoke all on function cineai.mood_fit(text, jsonb, real[], double precision) from public;
revoke all on function cineai.moods_of(jsonb, real[], double precision) from public;
grant execute on function cineai.record_feedback(jsonb) to cineai_reader;
grant execute on function cineai.want_query(text) to cineai_reader;
grant execute on function cineai.count_query_hit(text) to cineai_reader;
grant execute on function cineai.own_acts() to cineai_reader;
-- An index is made of them: whoever writes a journey needs them too.
grant execute on function cineai.unit(jsonb) to cineai_reader, cineai_worker, service_role;
grant execute on function cineai.moods() to cineai_reader, cineai_worker, service_role;
grant execute on function cineai.mood_fits(jsonb, real[], double precision) to cineai_reader, cineai_worker, service_role;
grant execute on function cineai.mood_fit(text, jsonb, real[], double precision) to cineai_reader, cineai_worker, service_role;
grant execute on function cineai.moods_of(jsonb, real[], double precision) to cineai_reader, cineai_worker, service_role;

-- Whose login is this role itself: no read may hold on to anything.
do $$
begin
    alter role cineai_reader set statement_timeout = '3s';
    alter role cineai_reader set idle_in_transaction_session_timeout = '5s';
exception
    -- The role was made by somebody else: theirs to set.
    when insufficient_privilege then null;
end
$$;

create or replace view cineai.status_contentment with (security_invoker = true) as
select coalesce(s.algorithm_used, 'unknown') as algorithm,
       count(distinct s.user_id) as users,
       count(*) as said,
       avg(s.satisfaction)::numeric(3, 2) as mean,
       count(*) filter (where s.satisfaction >= 4) as content,
       count(*) filter (where s.satisfaction <= 2) as discontent
  from public.recommendation_satisfaction s
 where s.received_at > now() - interval '30 days'
 group by s.algorithm_used;

comment on view cineai.status_contentment is 'How content users say they are with what each algorithm showed them, 1 to 5, 30 days.';

revoke all on cineai.status_contentment from public, anon, authenticated, service_role, cineai_reader, cineai_worker;
grant select on cineai.status_contentment to cineai_worker;
