-- Opinions of lists may be asked for by batch: rows wait for a batch as films do, and what is asked so counts for no minute.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

alter table cineai.list_opinions
    add column if not exists batch_intent uuid,
    add column if not exists by_batch     boolean not null default false;

comment on column cineai.list_opinions.batch_intent is 'The batch that it is asked in, while it is.';
comment on column cineai.list_opinions.by_batch is 'Whether it was last claimed for a batch, and so is none of the users of a minute.';

comment on column cineai.llm_batches.items is
    'Each: customId, the key that its answer is booked under, the claim token of the row that waits for it, tokens and usd reserved.';

create index if not exists list_opinions_batched
    on cineai.list_opinions (batch_intent)
 where batch_intent is not null;

create index if not exists movie_analyses_batched
    on cineai.movie_analyses (batch_intent)
 where batch_intent is not null;

-- As before, but for two things: a claim is of no batch, and who is asked about by batch is not counted.
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
       and not o.by_batch
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
           attempts = o.attempts + 1, asked_at = moment, batch_intent = null, by_batch = false
     where o.user_id = chosen
    returning o.user_id, o.key, o.claim_token, o.judged, o.last_error, o.brief, null::timestamptz;
end
$$;

-- Claims for a batch those who have waited longest, or this user. Where the rate is 0 nobody is asked about, this way neither.
create or replace function cineai.claim_list_opinions(p_lease interval, p_max_attempts int, p_user uuid, p_most int)
    returns table (user_id uuid, key text, claim_token uuid, judged int, last_error text, brief jsonb)
    language sql
    volatile
    set search_path = ''
as $$
    with chosen as (
        select o.user_id
          from cineai.list_opinions o
         where o.state in ('wanted', 'in_progress')
           and (o.state = 'wanted' and (o.asked_at is null or o.asked_at < clock_timestamp() - interval '1 minute')
                or o.state = 'in_progress' and o.leased_until < clock_timestamp())
           and o.attempts < p_max_attempts
           and (p_user is null or o.user_id = p_user)
           and not exists (select from cineai.llm_rates r where r.feature = 'list-opinions' and r.users_per_minute = 0)
         order by o.wanted_at
         limit p_most
           for update skip locked)
    update cineai.list_opinions o
       set state = 'in_progress', claim_token = gen_random_uuid(), leased_until = clock_timestamp() + p_lease,
           attempts = o.attempts + 1, asked_at = clock_timestamp(), batch_intent = null, by_batch = true
      from chosen c
     where o.user_id = c.user_id
    returning o.user_id, o.key, o.claim_token, o.judged, o.last_error, o.brief
$$;

revoke all on function cineai.claim_list_opinions(interval, int, uuid, int) from public, anon, authenticated, service_role;
grant execute on function cineai.claim_list_opinions(interval, int, uuid, int) to cineai_worker;
