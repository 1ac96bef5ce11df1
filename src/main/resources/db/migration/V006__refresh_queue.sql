-- The queue of users whose list is to be made again: one row a user, so that a burst of changes is one piece of work.
-- Every change bumps gen (doing nothing on conflict would lose it); a claim is a token with a lease.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

create table if not exists cineai.rec_refresh_queue (
    user_id      uuid primary key references auth.users (id) on delete cascade,
    gen          bigint not null default 1,
    status       text not null default 'pending' check (status in ('pending', 'in_progress', 'dead')),
    priority     smallint not null default 5 check (priority between 1 and 9),
    run_at       timestamptz not null default now(),
    enqueued_at  timestamptz not null default now(),
    attempts     int not null default 0 check (attempts >= 0),
    deferrals    int not null default 0 check (deferrals >= 0),
    claim_token  uuid,
    claimed_gen  bigint,
    leased_until timestamptz,
    worker       text,
    last_error   text,
    reason       text,
    wish         jsonb check (jsonb_typeof(wish) = 'object'),
    constraint rec_refresh_queue_claim_check
        check (status <> 'in_progress'
               or (claim_token is not null and claimed_gen is not null and leased_until is not null))
) with (
    fillfactor = 70,
    autovacuum_vacuum_scale_factor = 0.01,
    autovacuum_vacuum_threshold = 50,
    autovacuum_vacuum_cost_delay = 0
);

alter table cineai.rec_refresh_queue enable row level security;

create index if not exists rec_refresh_queue_due
    on cineai.rec_refresh_queue (priority, run_at)
 where status = 'pending';
create index if not exists rec_refresh_queue_leased
    on cineai.rec_refresh_queue (leased_until)
 where status = 'in_progress';

comment on column cineai.rec_refresh_queue.gen is 'Bumped by every request; completion deletes the row only if it is still claimed_gen.';
comment on column cineai.rec_refresh_queue.priority is '1 (asked for by hand) to 9 (backfill).';
comment on column cineai.rec_refresh_queue.enqueued_at is 'The first request that is not served yet: the age that the monitor watches.';
comment on column cineai.rec_refresh_queue.wish is 'Parameters that a caller asked for by hand; null for the defaults.';

-- What a trigger could not enqueue without holding up the user's write. No unique key, so that an insert never waits;
-- the drain folds it in.
create table if not exists cineai.rec_refresh_missed (
    user_id uuid not null references auth.users (id) on delete cascade,
    reason  text,
    at      timestamptz not null default now()
);

alter table cineai.rec_refresh_missed enable row level security;

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
    insert into cineai.rec_refresh_queue as q (user_id, priority, reason)
    values (p_user, p_priority, p_reason)
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
           reason = coalesce(excluded.reason, q.reason);
exception
    -- The user does not exist, or is being deleted right now: nobody is left to make a list for.
    when foreign_key_violation then null;
end
$$;

comment on function cineai.enqueue_refresh(uuid, smallint, text) is
    'Asks for a new list of one user; does nothing where there is no such user. Priority 1 (by hand) to 9 (backfill).';

-- A read that found no list asks for one. A row that waits, runs or is dead is left alone: reads come with every page
-- view, and must neither make a running list out of date nor keep one alive that fails each time.
create or replace function cineai.request_refresh() returns void
    language plpgsql
    volatile
    security definer
    set search_path = ''
as $$
declare
    caller uuid := auth.uid();
begin
    if caller is not null
       and not exists (select from cineai.rec_refresh_queue q where q.user_id = caller) then
        perform cineai.enqueue_refresh(caller, 2::smallint, 'read');
    end if;
end
$$;

comment on function cineai.request_refresh() is
    'Asks for a list of the user in request.jwt.claims, unless one is asked for already.';
