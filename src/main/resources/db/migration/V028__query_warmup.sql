-- Queries that a model is asked about ahead of time: who is asking about which, how often it came to nothing, and how good the parses
-- are. What is wanted, and the parse itself, are in public.conversational_query_cache; what workers do to each other is not for the app.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

create table if not exists cineai.query_parsing (
    query_key     text primary key check (query_key <> ''),
    state         text not null check (state in ('wanted', 'in_progress', 'ready', 'failed')),
    claim_token   uuid,
    leased_until  timestamptz,
    batch_intent  uuid,
    attempts      int not null default 0 check (attempts >= 0),
    judged        int not null default 0 check (judged >= 0),
    asked_at      timestamptz,
    local_quality real check (local_quality between 0 and 1),
    model_quality real check (model_quality between 0 and 1),
    last_error    text,
    constraint query_parsing_claimed_check check ((state = 'in_progress') = (claim_token is not null and leased_until is not null))
);

alter table cineai.query_parsing enable row level security;

comment on table cineai.query_parsing is
    'How far asking a model about a shared query is. A row whose query is no longer cached goes with the next warm-up.';
comment on column cineai.query_parsing.judged is 'Answers that broke a rule. After the second it has failed.';
comment on column cineai.query_parsing.local_quality is
    'The share of the query''s words that the local parser accounts for; see Quality in the library.';
comment on column cineai.query_parsing.model_quality is 'The same of the model''s parse. The better of the two is cached.';

create index if not exists query_parsing_batch
    on cineai.query_parsing (batch_intent)
 where batch_intent is not null;

-- As before, but for one thing: what a model was asked about is not wanted again before it expires, even where our own parse was the better.
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
       and (q.parser is distinct from 'model' and q.prompt_version is null or q.expires_at < clock_timestamp());
exception
    -- Somebody holds the row: the next miss wants it again.
    when lock_not_available then null;
end
$$;

create or replace view cineai.status_parsing with (security_invoker = true) as
select p.state,
       count(*) as queries,
       count(*) filter (where p.model_quality > p.local_quality) as model_better,
       count(*) filter (where p.model_quality < p.local_quality) as local_better,
       avg(p.local_quality)::numeric(3, 2) as local_quality,
       avg(p.model_quality)::numeric(3, 2) as model_quality
  from cineai.query_parsing p
 group by p.state;

comment on view cineai.status_parsing is 'How good the local parser is on cached queries, and how good the model, by how far asking is.';

do $$
begin
    revoke all on cineai.query_parsing, cineai.status_parsing
      from public, anon, authenticated, service_role, cineai_reader, cineai_worker;
    drop policy if exists cineai_worker_writes on cineai.query_parsing;
    grant select, insert, update, delete on cineai.query_parsing to cineai_worker;
    create policy cineai_worker_writes on cineai.query_parsing for all to cineai_worker using (true) with check (true);
    grant select on cineai.status_parsing to cineai_worker;
end
$$;
