-- A change of a user's ratings, watch-list or preferences asks for a new list. Whatever happens here, the user's own write goes on: it
-- waits for no lock longer than a moment and never fails because of us. What could not be enqueued is noted apart, and what could not
-- even be noted the sweep finds.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

alter table cineai.rec_refresh_queue
    add column if not exists claimed_at timestamptz;

comment on column cineai.rec_refresh_queue.claimed_at is
    'When the claim was made: the facts of a list are read after it, so a list is as of this moment.';

-- Who is told that somebody waits: a drain that listens on a session of its own, or one that is called by HTTP.
create table if not exists cineai.doorbells (
    kind           text primary key check (kind in ('notify', 'http')),
    answered_until timestamptz,
    url            text check (url ~ '^https?://'),
    secret_name    text,
    rung_at        timestamptz not null default '-infinity'
);

alter table cineai.doorbells enable row level security;

comment on table cineai.doorbells is
    'Bells are a hurry, never the queue: a lost one costs waiting until the next scheduled drain.';
comment on column cineai.doorbells.answered_until is
    'notify: somebody listens until then. Nobody pays for notifications that nobody hears.';
comment on column cineai.doorbells.url is
    'http: where queue-drain is. Called by pg_net where that is installed, once a second at the most.';
comment on column cineai.doorbells.secret_name is
    'http: name of the bearer secret in Vault. The secret itself is not here.';

insert into cineai.doorbells (kind)
values ('notify'), ('http')
on conflict (kind) do nothing;

-- One upsert for every way into the queue. Nothing is ever dropped on conflict: gen says that something came. The first change of a burst
-- sets the time, the rest do not put it off.
create or replace function cineai.enqueue_users(
    p_users    uuid[],
    p_priority smallint,
    p_reason   text,
    p_delay    interval
) returns bigint
    language sql
    volatile
    set search_path = ''
as $$
    with put as (
        insert into cineai.rec_refresh_queue as q (user_id, priority, reason, run_at, enqueued_at)
        select u.id, p_priority, p_reason, clock_timestamp() + p_delay, clock_timestamp()
          from auth.users u
         where u.id = any (p_users)
         order by u.id
        on conflict (user_id) do update
           set gen = q.gen + 1,
               status = case q.status when 'dead' then 'pending' else q.status end,
               attempts = case q.status when 'dead' then 0 else q.attempts end,
               priority = least(q.priority, excluded.priority),
               run_at = case q.status
                            when 'pending' then least(q.run_at, excluded.run_at)
                            when 'dead' then excluded.run_at
                            else q.run_at
                        end,
               enqueued_at = case q.status when 'dead' then excluded.enqueued_at else q.enqueued_at end,
               reason = coalesce(excluded.reason, q.reason)
        returning 1)
    select count(*) from put
$$;

comment on function cineai.enqueue_users(uuid[], smallint, text, interval) is
    'Asks for new lists after this delay; users who do not exist are left out. How many rows that made or changed.';

create or replace function cineai.enqueue_refresh(
    p_user     uuid,
    p_priority smallint default 2,
    p_reason   text default null
) returns void
    language plpgsql
    volatile
    security definer
    set search_path = ''
as $$
begin
    perform cineai.enqueue_users(array[p_user], p_priority, p_reason, interval '0');
    perform cineai.ring_doorbells();
exception
    -- The user is being deleted right now: nobody is left to make a list for.
    when foreign_key_violation then null;
end
$$;

create or replace function cineai.ring_doorbells() returns void
    language plpgsql
    volatile
    set search_path = ''
as $$
declare
    bell   record;
    secret text;
begin
    if exists (select
                 from cineai.doorbells b
                where b.kind = 'notify'
                  and b.answered_until > clock_timestamp()) then
        perform pg_catalog.pg_notify('cineai_refresh', '');
    end if;

    -- Whoever finds the row locked or just rung leaves it: somebody else's call is on its way.
    if to_regprocedure('net.http_post(text, jsonb, jsonb, jsonb, integer)') is null then
        return;
    end if;
    update cineai.doorbells d
       set rung_at = clock_timestamp()
      from (select b.kind
              from cineai.doorbells b
             where b.kind = 'http'
               and b.url is not null
               and b.rung_at < clock_timestamp() - interval '1 second'
               for update skip locked) free
     where d.kind = free.kind
    returning d.url, d.secret_name into bell;
    if bell.url is null then
        return;
    end if;
    if bell.secret_name is not null and to_regclass('vault.decrypted_secrets') is not null then
        execute 'select decrypted_secret from vault.decrypted_secrets where name = $1' into secret using bell.secret_name;
    end if;
    execute 'select net.http_post(url := $1, body := $2, params := $3, headers := $4, timeout_milliseconds := $5)'
      using bell.url, '{"deadlineSeconds": 60}'::jsonb, '{}'::jsonb,
            jsonb_strip_nulls(jsonb_build_object('Content-Type', 'application/json', 'Authorization', 'Bearer ' || secret)), 5000;
exception
    when others then
        raise warning 'nobody was told that somebody waits: %', sqlerrm;
end
$$;

comment on function cineai.ring_doorbells() is 'Tells whoever listens, or is called, that somebody waits. Never fails.';

-- What the triggers call. A queue row that a worker holds for longer than the lock time-out, or any other trouble, ends in a table that
-- has no unique key and nothing to wait for; a drain folds it in.
create or replace function cineai.note_change(p_users uuid[], p_priority smallint, p_reason text) returns void
    language plpgsql
    volatile
    set search_path = ''
as $$
begin
    if p_users is null then
        return;
    end if;
    begin
        perform cineai.enqueue_users(p_users, p_priority, p_reason, interval '1 second');
    exception
        when others then
            insert into cineai.rec_refresh_missed (user_id, reason)
            select u.id, p_reason
              from auth.users u
             where u.id = any (p_users);
    end;
    perform cineai.ring_doorbells();
exception
    when others then
        raise warning 'a change asks for no new list, the sweep will find it: %', sqlerrm;
end
$$;

-- Statement-level, so that ten thousand rows cost one upsert. Each table has a function of its own, because what counts as a change
-- differs; which transition table there is depends on the event.
create or replace function cineai.refresh_on_ratings() returns trigger
    language plpgsql
    security definer
    set search_path = ''
    set lock_timeout = '100ms'
as $$
declare
    users uuid[];
begin
    case tg_op
        when 'INSERT' then
            select array_agg(distinct n.user_id) into users from new_rows n;
        when 'DELETE' then
            select array_agg(distinct o.user_id) into users from old_rows o;
        else
            select array_agg(distinct c.user_id)
              into users
              from ((select n.user_id, n.movie_id, n.rating, n.stars, n.interested, n.interaction_type from new_rows n
                     except
                     select o.user_id, o.movie_id, o.rating, o.stars, o.interested, o.interaction_type from old_rows o)
                    union all
                    (select o.user_id, o.movie_id, o.rating, o.stars, o.interested, o.interaction_type from old_rows o
                     except
                     select n.user_id, n.movie_id, n.rating, n.stars, n.interested, n.interaction_type from new_rows n)) c;
    end case;
    perform cineai.note_change(users, 2::smallint, 'rating');
    return null;
exception
    when others then
        raise warning 'ratings ask for no new list, the sweep will find them: %', sqlerrm;
        return null;
end
$$;

create or replace function cineai.refresh_on_watchlist() returns trigger
    language plpgsql
    security definer
    set search_path = ''
    set lock_timeout = '100ms'
as $$
declare
    users uuid[];
begin
    case tg_op
        when 'INSERT' then
            select array_agg(distinct n.user_id) into users from new_rows n;
        when 'DELETE' then
            select array_agg(distinct o.user_id) into users from old_rows o;
        else
            select array_agg(distinct c.user_id)
              into users
              from ((select n.user_id, n.movie_id, n.watched, n.rating from new_rows n
                     except
                     select o.user_id, o.movie_id, o.watched, o.rating from old_rows o)
                    union all
                    (select o.user_id, o.movie_id, o.watched, o.rating from old_rows o
                     except
                     select n.user_id, n.movie_id, n.watched, n.rating from new_rows n)) c;
    end case;
    perform cineai.note_change(users, 4::smallint, 'watch-list');
    return null;
exception
    when others then
        raise warning 'watch-lists ask for no new list, the sweep will find them: %', sqlerrm;
        return null;
end
$$;

-- A profile that goes away goes with its user, who needs no list any more.
create or replace function cineai.refresh_on_profiles() returns trigger
    language plpgsql
    security definer
    set search_path = ''
    set lock_timeout = '100ms'
as $$
declare
    users uuid[];
begin
    if tg_op = 'INSERT' then
        select array_agg(distinct n.id) into users from new_rows n;
        perform cineai.note_change(users, 3::smallint, 'new user');
    else
        select array_agg(distinct n.id)
          into users
          from new_rows n
          join old_rows o
            on o.id = n.id
         where n.preferences is distinct from o.preferences;
        perform cineai.note_change(users, 5::smallint, 'preferences');
    end if;
    return null;
exception
    when others then
        raise warning 'profiles ask for no new list, the sweep will find them: %', sqlerrm;
        return null;
end
$$;

create or replace trigger cineai_refresh_inserted
    after insert on public.ratings
    referencing new table as new_rows
    for each statement execute function cineai.refresh_on_ratings();
create or replace trigger cineai_refresh_updated
    after update on public.ratings
    referencing old table as old_rows new table as new_rows
    for each statement execute function cineai.refresh_on_ratings();
create or replace trigger cineai_refresh_deleted
    after delete on public.ratings
    referencing old table as old_rows
    for each statement execute function cineai.refresh_on_ratings();

create or replace trigger cineai_refresh_inserted
    after insert on public.watchlist
    referencing new table as new_rows
    for each statement execute function cineai.refresh_on_watchlist();
create or replace trigger cineai_refresh_updated
    after update on public.watchlist
    referencing old table as old_rows new table as new_rows
    for each statement execute function cineai.refresh_on_watchlist();
create or replace trigger cineai_refresh_deleted
    after delete on public.watchlist
    referencing old table as old_rows
    for each statement execute function cineai.refresh_on_watchlist();

create or replace trigger cineai_refresh_inserted
    after insert on public.user_profiles
    referencing new table as new_rows
    for each statement execute function cineai.refresh_on_profiles();
create or replace trigger cineai_refresh_updated
    after update on public.user_profiles
    referencing old table as old_rows new table as new_rows
    for each statement execute function cineai.refresh_on_profiles();

-- Folds in what triggers could only note. Rows that another drain is folding are its.
create or replace function cineai.fold_missed(p_limit int) returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = ''
as $$
declare
    users uuid[];
begin
    with taken as (
        delete from cineai.rec_refresh_missed m
         where m.ctid = any (array(select n.ctid
                                     from cineai.rec_refresh_missed n
                                    order by n.at
                                    limit p_limit
                                      for update skip locked))
        returning m.user_id)
    select array_agg(distinct t.user_id) into users from taken t;
    return case when users is null then 0 else cineai.enqueue_users(users, 2::smallint, 'missed', interval '0') end;
end
$$;

comment on function cineai.fold_missed(int) is
    'Enqueues up to so many changes that triggers could only note. How many users that were.';

-- The heartbeat of one claim. A row that somebody has locked tells nothing: the caller goes on, and asks again.
create or replace function cineai.keep_claim(p_user uuid, p_token uuid, p_lease interval) returns boolean
    language plpgsql
    volatile
    set search_path = ''
    set lock_timeout = '200ms'
as $$
begin
    update cineai.rec_refresh_queue q
       set leased_until = clock_timestamp() + p_lease
     where q.user_id = p_user
       and q.claim_token = p_token;
    return found;
exception
    when lock_not_available then
        return null;
end
$$;

comment on function cineai.keep_claim(uuid, uuid, interval) is
    'True: the claim holds for so long again. False: it is somebody else''s, or ended. Null: not to be known now.';

-- Whoever listens says so, again and again.
create or replace function cineai.answer_doorbell(p_for interval) returns void
    language sql
    volatile
    security definer
    set search_path = ''
as $$
    update cineai.doorbells
       set answered_until = greatest(answered_until, clock_timestamp() + p_for)
     where kind = 'notify'
$$;

comment on function cineai.answer_doorbell(interval) is 'Somebody listens on channel cineai_refresh for so long from now.';

-- Who may what.
revoke all on cineai.doorbells from public, anon, authenticated, service_role, cineai_reader, cineai_worker;
grant select on cineai.doorbells to cineai_worker;
drop policy if exists cineai_worker_reads on cineai.doorbells;
create policy cineai_worker_reads on cineai.doorbells for select to cineai_worker using (true);

do $$
declare
    ours regprocedure;
begin
    foreach ours in array array[
        'cineai.enqueue_users(uuid[], smallint, text, interval)',
        'cineai.ring_doorbells()',
        'cineai.note_change(uuid[], smallint, text)',
        'cineai.refresh_on_ratings()',
        'cineai.refresh_on_watchlist()',
        'cineai.refresh_on_profiles()',
        'cineai.fold_missed(integer)',
        'cineai.keep_claim(uuid, uuid, interval)',
        'cineai.answer_doorbell(interval)'
    ]::regprocedure[]
    loop
        execute format('revoke all on function %s from public, anon, authenticated, service_role', ours);
    end loop;
end
$$;

grant execute on function cineai.fold_missed(int) to cineai_worker;
grant execute on function cineai.keep_claim(uuid, uuid, interval) to cineai_worker;
grant execute on function cineai.answer_doorbell(interval) to cineai_worker;
