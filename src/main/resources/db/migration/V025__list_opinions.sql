-- What a language model thinks of the lists of users of whom little is known: who wants an opinion, who is asking for it, and what it was.
-- One row a user. Making a list only looks here and wants; asking is somebody else's work, and no list waits for it.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

create table if not exists cineai.list_opinions (
    user_id        uuid primary key references auth.users (id) on delete cascade,
    key            text not null,
    state          text not null default 'wanted' check (state in ('wanted', 'in_progress', 'ready', 'failed')),
    brief          jsonb,
    wanted_at      timestamptz not null default clock_timestamp(),
    claim_token    uuid,
    leased_until   timestamptz,
    attempts       int not null default 0 check (attempts >= 0),
    judged         int not null default 0 check (judged >= 0),
    asked_at       timestamptz,
    result         jsonb,
    provider       text,
    model          text,
    prompt_version text,
    answered_at    timestamptz,
    expires_at     timestamptz,
    last_error     text,
    constraint list_opinions_claimed_check check ((state = 'in_progress') = (claim_token is not null and leased_until is not null)),
    constraint list_opinions_brief_check check (state in ('ready', 'failed') or brief is not null),
    constraint list_opinions_result_check check (state <> 'ready' or result is not null)
);

alter table cineai.list_opinions enable row level security;

comment on table cineai.list_opinions is
    'A language model''s opinion of a user''s list, where that is wanted. An earlier result stays in use until it expires or the next one '
    'is there.';
comment on column cineai.list_opinions.key is 'Hash of what is asked: films, reasons, likes, and the question''s version.';
comment on column cineai.list_opinions.brief is 'What is asked: films of the list by id, their reasons, films liked. Gone once it is answered.';
comment on column cineai.list_opinions.judged is 'Answers that broke a rule. After the second it has failed.';
comment on column cineai.list_opinions.asked_at is 'When it was last claimed to be asked; the users of a minute are counted by it.';

create index if not exists list_opinions_wanted
    on cineai.list_opinions (wanted_at)
 where state in ('wanted', 'in_progress');

create index if not exists list_opinions_asked
    on cineai.list_opinions (asked_at);

-- How fast users may be asked about, by all workers together.
create table if not exists cineai.llm_rates (
    feature          text primary key,
    users_per_minute int not null check (users_per_minute >= 0)
);

alter table cineai.llm_rates enable row level security;

comment on table cineai.llm_rates is
    'Users a minute for whom a model may be called, counted over all workers. Others have their lists without a model meanwhile.';

insert into cineai.llm_rates (feature, users_per_minute)
values ('list-opinions', 25)
on conflict (feature) do nothing;

-- Claims whoever has waited longest, or this user, unless as many as may be were asked about within the last minute: then it says when the
-- next may be. One row at the most, one claim at a time, so that the count is right. No row: nobody waits. Who got no answer is left alone
-- for a minute.
create or replace function cineai.claim_list_opinion(p_lease interval, p_max_attempts int, p_user uuid)
    returns table (user_id uuid, key text, claim_token uuid, judged int, last_error text, brief jsonb, not_before timestamptz)
    language plpgsql
    volatile
    set search_path = ''
as $$
declare
    moment  timestamptz;
    rate    int;
    chosen  uuid;
    full_at timestamptz;
begin
    perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('cineai.list_opinions', 0));
    moment := clock_timestamp();

    select o.user_id
      into chosen
      from cineai.list_opinions o
     where o.state in ('wanted', 'in_progress')
       and (o.state = 'wanted' and (o.asked_at is null or o.asked_at < moment - interval '1 minute')
            or o.state = 'in_progress' and o.leased_until < moment)
       and o.attempts < p_max_attempts
       and (p_user is null or o.user_id = p_user)
     order by o.wanted_at
     limit 1
       for update skip locked;
    if not found then
        return;
    end if;

    select r.users_per_minute into rate from cineai.llm_rates r where r.feature = 'list-opinions';
    if rate = 0 then
        not_before := moment + interval '1 hour';
        return next;
        return;
    end if;
    select o.asked_at
      into full_at
      from cineai.list_opinions o
     where o.asked_at > moment - interval '1 minute'
     order by o.asked_at desc
    offset rate - 1
     limit 1;
    if found then
        not_before := full_at + interval '1 minute';
        return next;
        return;
    end if;

    return query
    update cineai.list_opinions o
       set state = 'in_progress', claim_token = gen_random_uuid(), leased_until = moment + p_lease,
           attempts = o.attempts + 1, asked_at = moment
     where o.user_id = chosen
    returning o.user_id, o.key, o.claim_token, o.judged, o.last_error, o.brief, null::timestamptz;
end
$$;

-- Who may what: the worker, and nobody else; how fast is for who owns the database to say.
do $$
begin
    revoke all on cineai.list_opinions, cineai.llm_rates
      from public, anon, authenticated, service_role, cineai_reader, cineai_worker;
    drop policy if exists cineai_worker_writes on cineai.list_opinions;
    drop policy if exists cineai_worker_reads on cineai.llm_rates;
    grant select, insert, update, delete on cineai.list_opinions to cineai_worker;
    create policy cineai_worker_writes on cineai.list_opinions for all to cineai_worker using (true) with check (true);
    grant select on cineai.llm_rates to cineai_worker;
    create policy cineai_worker_reads on cineai.llm_rates for select to cineai_worker using (true);
end
$$;

revoke all on function cineai.claim_list_opinion(interval, int, uuid) from public, anon, authenticated, service_role;
grant execute on function cineai.claim_list_opinion(interval, int, uuid) to cineai_worker;
