-- Spoken-style queries and what they mean, what users made of their lists, and the published health of the services.
-- Where the app has the first and the last already, columns are added to them.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

do $$
begin
    if to_regclass('public.conversational_query_cache') is null then
        create table public.conversational_query_cache (
            id                   uuid primary key default gen_random_uuid(),
            user_id              uuid references auth.users (id) on delete cascade,
            original_query       text not null,
            parsed_query         jsonb,
            intent               text,
            confidence           real check (confidence between 0 and 1),
            complexity_score     real check (complexity_score between 0 and 1),
            multi_intent         boolean,
            requires_explanation boolean,
            created_at           timestamptz not null default now()
        );
        alter table public.conversational_query_cache enable row level security;
        revoke all on public.conversational_query_cache from public, anon, authenticated;
    end if;

    if not exists (select
                     from pg_catalog.pg_constraint
                    where conrelid = 'public.conversational_query_cache'::regclass
                      and confrelid = 'auth.users'::regclass
                      and contype = 'f') then
        alter table public.conversational_query_cache
            add constraint cineai_query_cache_user_fkey
            foreign key (user_id) references auth.users (id) on delete cascade not valid;
    end if;
end
$$;

do $$
declare
    missing  record;
    required text;
begin
    for missing in
        select wanted.*
          from (values ('query_key', 'text', 'query_key <> '''''),
                       ('parser', 'text', 'parser in (''local'', ''model'')'),
                       ('provider', 'text', null),
                       ('model', 'text', null),
                       ('prompt_version', 'text', null),
                       ('hits', 'bigint not null default 0', 'hits >= 0'),
                       ('last_hit_at', 'timestamptz', null),
                       -- Only shared rows are ever parsed by a model: a user's own row cannot spend money.
                       ('wanted', 'boolean not null default false', 'user_id is null or not wanted'),
                       ('parsed_at', 'timestamptz', null),
                       ('expires_at', 'timestamptz', null)) as wanted (col, type, rule)
         where not exists (select
                             from pg_catalog.pg_attribute a
                            where a.attrelid = 'public.conversational_query_cache'::regclass
                              and a.attname = wanted.col
                              and not a.attisdropped)
    loop
        execute format('alter table public.conversational_query_cache add column %I %s', missing.col, missing.type);
        if missing.rule is not null then
            execute format('alter table public.conversational_query_cache add constraint %I check (%s) not valid',
                           'cineai_query_cache_' || missing.col || '_check', missing.rule);
        end if;
    end loop;

    -- A wanted row is not parsed yet.
    for required in
        select attname
          from pg_catalog.pg_attribute
         where attrelid = 'public.conversational_query_cache'::regclass
           and attname in ('user_id', 'parsed_query', 'intent', 'confidence', 'complexity_score', 'multi_intent',
                           'requires_explanation')
           and attnotnull
    loop
        execute format('alter table public.conversational_query_cache alter column %I drop not null', required);
    end loop;
end
$$;

comment on column public.conversational_query_cache.query_key is
    'The normalised text. Unique among shared rows (user_id is null); null in rows of the app''s own.';
comment on column public.conversational_query_cache.wanted is 'Asked for and to be parsed by a model when the warm-up runs.';

create table if not exists public.recommendation_feedback (
    user_id        uuid not null references auth.users (id) on delete cascade,
    client_id      uuid not null,
    movie_id       uuid not null references public.movies (id) on delete cascade,
    action         text not null
                   check (action in ('impression', 'view', 'click', 'save', 'skip', 'like', 'dislike', 'not_interested',
                                     'dismissed', 'watched')),
    generation     bigint,
    rank           int check (rank >= 1),
    algorithm_used text,
    context        jsonb,
    occurred_at    timestamptz not null,
    received_at    timestamptz not null default now(),
    primary key (user_id, client_id)
);

alter table public.recommendation_feedback enable row level security;

create index if not exists recommendation_feedback_user_recent
    on public.recommendation_feedback (user_id, occurred_at desc);
create index if not exists recommendation_feedback_film
    on public.recommendation_feedback (movie_id);
create index if not exists recommendation_feedback_received
    on public.recommendation_feedback (received_at);

comment on column public.recommendation_feedback.client_id is
    'Given by the client, so that a phone may send an act twice; unique for each user, so that none can take another''s.';

create table if not exists public.ai_service_health (
    id               uuid primary key default gen_random_uuid(),
    service_name     text not null,
    status           text not null check (status in ('healthy', 'degraded', 'failed')),
    last_check       timestamptz not null default now(),
    response_time_ms int check (response_time_ms >= 0),
    error_message    text,
    metadata         jsonb,
    created_at       timestamptz not null default now()
);

alter table public.ai_service_health enable row level security;

create index if not exists cineai_ai_service_health_recent
    on public.ai_service_health (service_name, last_check desc);

comment on table public.ai_service_health is 'A publication, not a source: nothing in the functions reads it back.';
