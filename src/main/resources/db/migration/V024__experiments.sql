-- Experiments: which user is to get lists made in which way; what users then did, attributed by what we know and not by what clients say; and
-- the latest figures of the evaluation.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

-- The n-th arm, counted from 1: the first six bytes of SHA-256 of "<salt>:<user id>", modulo the sum of the shares. Whole numbers only, so
-- that experiment.Experiment finds the same arm in Java (a test compares the two).
create or replace function cineai.arm_number(p_salt text, p_shares int[], p_user uuid) returns int
    language plpgsql
    immutable
    strict
    parallel safe
    set search_path = ''
as $$
declare
    total bigint := (select sum(share) from unnest(p_shares) as share);
    place bigint := ('x' || substr(encode(sha256(convert_to(p_salt || ':' || p_user, 'UTF8')), 'hex'), 1, 12))::bit(48)::bigint % total;
begin
    for number in 1 .. cardinality(p_shares) loop
        place := place - p_shares[number];
        if place < 0 then
            return number;
        end if;
    end loop;
    return null;
end
$$;

comment on function cineai.arm_number(text, int[], uuid) is
    'Which arm a user is in, counted from 1: the same for the same salt and shares, and unrelated for another salt.';

create or replace function cineai.arm_shares(p_arms jsonb) returns int[]
    language sql
    immutable
    strict
    parallel safe
    set search_path = ''
as $$
    select array_agg((a.arm ->> 'share')::numeric::int order by a.number)
      from jsonb_array_elements(p_arms) with ordinality as a (arm, number)
$$;

-- Steps, because and and or promise no order, and a cast of what is no number is an error.
create or replace function cineai.are_arms(p_arms jsonb) returns boolean
    language plpgsql
    immutable
    set search_path = ''
as $$
declare
    arm jsonb;
begin
    if jsonb_typeof(p_arms) is distinct from 'array' or jsonb_array_length(p_arms) not between 1 and 20 then
        return false;
    end if;
    for arm in select a from jsonb_array_elements(p_arms) as a loop
        if jsonb_typeof(arm) <> 'object'
           or arm - array['name', 'share', 'algorithm', 'diversityFactor'] <> '{}'
           or jsonb_typeof(arm -> 'name') is distinct from 'string'
           or arm ->> 'name' !~ '^[a-z0-9][a-z0-9._-]{0,39}$'
           or jsonb_typeof(arm -> 'share') is distinct from 'number'
           or coalesce(arm ->> 'algorithm', 'hybrid') not in ('hybrid', 'collaborative', 'content', 'popular')
           or coalesce(jsonb_typeof(arm -> 'diversityFactor'), 'number') <> 'number' then
            return false;
        end if;
        if (arm ->> 'share')::numeric not between 1 and 10000
           or (arm ->> 'share')::numeric % 1 <> 0
           or coalesce((arm ->> 'diversityFactor')::numeric, 0) not between 0 and 1 then
            return false;
        end if;
    end loop;
    return (select count(distinct a ->> 'name') = count(*) from jsonb_array_elements(p_arms) as a);
end
$$;

comment on function cineai.are_arms(jsonb) is
    'Whether this is a list of arms: [{"name": "plain", "share": 50, "algorithm": "collaborative", "diversityFactor": 0}, …]. What an arm does '
    'not say is as configured.';

create table if not exists cineai.experiments (
    name       text primary key check (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    arms       jsonb not null,
    salt       text not null default gen_random_uuid()::text check (salt ~ '^[!-~]{1,100}$'),
    started_at timestamptz not null default now(),
    ended_at   timestamptz,
    constraint experiments_arms_check check (cineai.are_arms(arms)),
    constraint experiments_times_check check (ended_at >= started_at),
    constraint experiments_one_at_a_time exclude using gist (tstzrange(started_at, ended_at) with &&)
);

alter table cineai.experiments enable row level security;

comment on table cineai.experiments is
    'Which users get lists made in which way. Written by an operator, in SQL; no function writes here. At no time do two run.';
comment on column cineai.experiments.arms is 'See cineai.are_arms. A share is a whole number, of the sum of all.';
comment on column cineai.experiments.salt is 'Decides who is in which arm, with the user''s id. Another salt mixes the users anew.';

-- What was measured under a name must stay what that name says.
create or replace function cineai.experiment_stays() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    if old.started_at <= now()
       and (new.name, new.arms, new.salt, new.started_at) is distinct from (old.name, old.arms, old.salt, old.started_at) then
        raise exception 'experiment % has begun: end it and start another', old.name using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create or replace trigger cineai_experiment_stays
    before update on cineai.experiments
    for each row execute function cineai.experiment_stays();

-- Whose list is due, with an experiment: each user's list must have been made with the settings of the user's arm. The salt and the shares
-- come with the settings, from whoever makes the lists, so that both are of one experiment. Without one (p_salt is null) it is as in V012,
-- and whoever still gives four values is answered too.
drop function if exists cineai.due_users(text, bigint, interval, boolean);

do $$
declare
    signed_in text := 'null::timestamptz';
begin
    if exists (select
                 from pg_catalog.pg_attribute
                where attrelid = 'auth.users'::regclass
                  and attname = 'last_sign_in_at'
                  and not attisdropped) then
        signed_in := 'u.last_sign_in_at';
    end if;
    execute format($f$
        create or replace function cineai.due_users(
            p_settings     text,
            p_model        bigint,
            p_max_age      interval,
            p_everyone     boolean,
            p_salt         text default null,
            p_shares       int[] default null,
            p_arm_settings text[] default null
        ) returns setof uuid
            language sql
            stable
            security definer
            set search_path = ''
        as $b$
            select u.id
              from auth.users u
              left join public.recommendation_feeds f on f.user_id = u.id
             cross join lateral (
                   select case
                              when p_salt is null or p_everyone or f.user_id is null then p_settings
                              else p_arm_settings[cineai.arm_number(p_salt, p_shares, u.id)]
                          end) as wanted (settings)
             where p_everyone
                or f.user_id is null
                or split_part(f.made_with, '/v', 1) <> wanted.settings
                or f.checked_at < now() - greatest(p_max_age, interval '7 days')
                or exists (select from cineai.rec_signals s where s.user_id = u.id and s.at > f.checked_at)
                or (f.checked_at < now() - p_max_age or f.made_with <> wanted.settings || '/v' || p_model)
                   and (coalesce(%s > now() - interval '30 days', false)
                        or exists (select
                                     from cineai.rec_signals s
                                    where s.user_id = u.id
                                      and s.at > now() - interval '30 days'))
        $b$
        $f$, signed_in);
end
$$;

comment on function cineai.due_users(text, bigint, interval, boolean, text, int[], text[]) is
    'Users whose list is to be made again: there is none, it was made otherwise than asked (p_settings; where there is an experiment, the '
    'settings of the user''s arm), it is too old, or a signal is newer.';

-- What an act is attributed to.
alter table public.recommendation_feedback
    add column if not exists experiment text,
    add column if not exists arm text;
alter table public.recommendation_satisfaction
    add column if not exists experiment text,
    add column if not exists arm text;

comment on column public.recommendation_feedback.generation is
    'Of the list that was looked at. Null where that cannot be known.';
comment on column public.recommendation_feedback.rank is
    'The film''s place in the list that the user had then, as we know it. Null where the film was in none, or in one that is gone.';
comment on column public.recommendation_feedback.algorithm_used is
    'What had put the film there, as we know it and not as the client says; null like rank.';
comment on column public.recommendation_feedback.arm is
    'The user''s arm in the experiment that ran then; null where none did, and like rank.';

-- V020's, which says what it does and why its locks come in this order; but what an act is attributed to is not what the client says. A row of
-- the list has said what it says since its own generation, and since last_generated_at: both move only where the row changes. So an act is
-- of that row if the client saw that generation or a later one of the same list, or, where it tells none that could be, if it was done since.
-- An act on an older list, whose row is no more or has changed, is attributed to nothing; so is one on a film outside the list.
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

    with feed as materialized (
        select f.generation, f.generated_at, f.algorithm_used
          from public.recommendation_feeds f
         where f.user_id = caller),
    trial as materialized (
        select x.name, (x.arms -> (cineai.arm_number(x.salt, cineai.arm_shares(x.arms), caller) - 1)) ->> 'name' as arm,
               tstzrange(x.started_at, x.ended_at) as period
          from cineai.experiments x),
    event as materialized (
        select distinct on (e.client_id)
               e.client_id, e.movie_id, e.action, e.satisfaction, e.context,
               least(e.occurred_at, clock_timestamp()) as occurred_at,
               e.movie_id is null or m.id is not null as exists,
               case when e.generation <= feed.generation then e.generation end as seen,
               feed.generation, feed.generated_at, feed.algorithm_used
          from jsonb_to_recordset(p_events)
               as e (client_id uuid, movie_id uuid, action text, satisfaction int, generation bigint, context jsonb,
                     occurred_at timestamptz)
          left join public.movies m
            on m.id = e.movie_id
          left join feed
            on true
         order by e.client_id),
    place as (
        select e.client_id, r.rank, coalesce(r.algorithm_used, e.algorithm_used) as algorithm_used, coalesce(e.seen, r.generation) as generation
          from event e
          join public.recommendations r
            on r.user_id = caller
           and r.movie_id = e.movie_id
           and r.generation <= e.generation
         where case when e.seen is null then r.last_generated_at <= e.occurred_at else r.generation <= e.seen end
        union all
        select e.client_id, null, e.algorithm_used, e.generation
          from event e
         where e.movie_id is null
           and (e.seen = e.generation or e.generated_at <= e.occurred_at)),
    attributed as materialized (
        select e.client_id, e.movie_id, e.action, e.satisfaction, e.context, e.occurred_at, e.exists,
               coalesce(p.generation, e.seen) as generation, p.rank, p.algorithm_used, t.name as experiment, t.arm
          from event e
          left join place p
            on p.client_id = e.client_id
          left join trial t
            on p.client_id is not null
           and t.period @> e.occurred_at),
    said as (
        insert into public.recommendation_feedback
               (user_id, client_id, movie_id, action, generation, rank, algorithm_used, experiment, arm, context, occurred_at)
        select caller, e.client_id, e.movie_id, e.action, e.generation, e.rank, e.algorithm_used, e.experiment, e.arm, e.context,
               e.occurred_at
          from attributed e
         where e.exists
           and e.satisfaction is null
        on conflict do nothing
        returning movie_id, action),
    content as (
        insert into public.recommendation_satisfaction
               (user_id, client_id, movie_id, satisfaction, generation, algorithm_used, experiment, arm, context, occurred_at)
        select caller, e.client_id, e.movie_id, e.satisfaction, e.generation, e.algorithm_used, e.experiment, e.arm, e.context,
               e.occurred_at
          from attributed e
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
    'Records what the user in request.jwt.claims says: an array of {client_id, movie_id, action or satisfaction, occurred_at, generation, …}, '
    'attributed by what we know. How many were new, how many known already, and films that do not exist.';

comment on column cineai.algorithm_evaluations.experiment is
    'Under which conditions. offline: the diversity factor, as diversity=0.4; online: everybody, or <experiment>/<arm>.';
comment on column cineai.algorithm_evaluations.algorithm is
    'What made the lists. online, of an arm: all, because it is what an arm''s users got that is compared.';

-- One run is one statement, so its rows share their time.
create or replace view cineai.status_evaluations with (security_invoker = true) as
select e.mode, e.experiment, e.algorithm, e.metric, e.value, e.low, e.high, e.samples, e.evaluated_at
  from cineai.algorithm_evaluations e
  join (select l.mode, l.experiment, l.algorithm, max(l.evaluated_at) as evaluated_at
          from cineai.algorithm_evaluations l
         group by l.mode, l.experiment, l.algorithm) latest
 using (mode, experiment, algorithm, evaluated_at)
 order by e.mode, e.metric, e.experiment, e.algorithm;

comment on view cineai.status_evaluations is
    'How good the lists are: the figures of the latest run that measured them. low and high bound the 95 % interval; samples are users.';

-- Who may what.
revoke all on cineai.experiments from public, anon, authenticated, service_role, cineai_reader, cineai_worker;
grant select on cineai.experiments to cineai_worker;
drop policy if exists cineai_worker_reads on cineai.experiments;
create policy cineai_worker_reads on cineai.experiments for select to cineai_worker using (true);

revoke all on cineai.status_evaluations from public, anon, authenticated, service_role, cineai_reader, cineai_worker;
grant select on cineai.status_evaluations to cineai_worker;

revoke all on function cineai.arm_number(text, int[], uuid) from public, anon, authenticated, service_role;
revoke all on function cineai.arm_shares(jsonb) from public, anon, authenticated, service_role;
revoke all on function cineai.are_arms(jsonb) from public, anon, authenticated, service_role;
revoke all on function cineai.experiment_stays() from public, anon, authenticated, service_role;
revoke all on function cineai.due_users(text, bigint, interval, boolean, text, int[], text[]) from public, anon, authenticated, service_role;
grant execute on function cineai.due_users(text, bigint, interval, boolean, text, int[], text[]) to cineai_worker;
revoke all on function cineai.record_feedback(jsonb) from public, anon, authenticated, service_role;
grant execute on function cineai.record_feedback(jsonb) to cineai_reader;
