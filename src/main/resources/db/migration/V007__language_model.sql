-- Money and patience: every call to a language model is a row, what may be spent is a row, and so is a provider's
-- request to wait. Prices are dated data. No user id is ever in here.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

create table if not exists cineai.llm_calls (
    id                 bigint generated always as identity primary key,
    run_id             uuid,
    feature            text not null,
    provider           text not null,
    model              text not null,
    prompt_version     text,
    analysis_key       text,
    batch_intent       uuid,
    input_tokens       bigint not null default 0 check (input_tokens >= 0),
    output_tokens      bigint not null default 0 check (output_tokens >= 0),
    cache_read_tokens  bigint not null default 0 check (cache_read_tokens >= 0),
    cache_write_tokens bigint not null default 0 check (cache_write_tokens >= 0),
    thinking_tokens    bigint not null default 0 check (thinking_tokens >= 0),
    cost_usd           numeric(14, 8) not null default 0 check (cost_usd >= 0),
    outcome            text not null
                       check (outcome in ('succeeded', 'refused', 'malformed', 'cut_off', 'rate_limited', 'overloaded',
                                          'timed_out', 'over_budget', 'failed')),
    http_status        int,
    request_id         text,
    latency_ms         int check (latency_ms >= 0),
    called_at          timestamptz not null default now()
);

alter table cineai.llm_calls enable row level security;

create index if not exists llm_calls_recent
    on cineai.llm_calls (called_at desc, feature);

comment on column cineai.llm_calls.thinking_tokens is 'Part of output_tokens, not beside them.';

-- feature '*' is all features together. A null limit is no limit. Reserve the worst case, settle with the real usage.
create table if not exists cineai.llm_budget (
    feature         text not null,
    period          text not null check (period in ('hour', 'day', 'month')),
    starts_at       timestamptz not null,
    calls_limit     bigint check (calls_limit >= 0),
    tokens_limit    bigint check (tokens_limit >= 0),
    usd_limit       numeric(14, 8) check (usd_limit >= 0),
    calls           bigint not null default 0 check (calls >= 0),
    tokens          bigint not null default 0 check (tokens >= 0),
    usd             numeric(14, 8) not null default 0 check (usd >= 0),
    calls_reserved  bigint not null default 0 check (calls_reserved >= 0),
    tokens_reserved bigint not null default 0 check (tokens_reserved >= 0),
    usd_reserved    numeric(14, 8) not null default 0 check (usd_reserved >= 0),
    primary key (feature, period, starts_at)
) with (fillfactor = 70);

alter table cineai.llm_budget enable row level security;

create table if not exists cineai.llm_cooldown (
    provider   text not null,
    model      text not null,
    until      timestamptz not null,
    reason     text not null,
    updated_at timestamptz not null default now(),
    primary key (provider, model)
);

alter table cineai.llm_cooldown enable row level security;

comment on table cineai.llm_cooldown is 'No worker calls this model before then. Read before each claim.';

-- The intent is written before the batch is sent: there is no idempotency key, and a batch sent twice is paid twice.
create table if not exists cineai.llm_batches (
    intent_id    uuid primary key default gen_random_uuid(),
    batch_id     text unique,
    provider     text not null,
    model        text not null,
    feature      text not null,
    state        text not null default 'intended'
                 check (state in ('intended', 'submitted', 'ended', 'collected', 'failed')),
    items        jsonb not null check (jsonb_typeof(items) = 'array'),
    reserved_usd numeric(14, 8) not null default 0 check (reserved_usd >= 0),
    last_error   text,
    created_at   timestamptz not null default now(),
    submitted_at timestamptz,
    ended_at     timestamptz,
    expires_at   timestamptz,
    constraint llm_batches_submitted_check check (state in ('intended', 'failed') or batch_id is not null)
);

alter table cineai.llm_batches enable row level security;

create index if not exists llm_batches_open
    on cineai.llm_batches (created_at)
 where state in ('intended', 'submitted', 'ended');

-- USD for a million tokens. The row in force is the latest valid_from of the model whose prompt_tokens_from is reached.
create table if not exists cineai.llm_prices (
    provider           text not null,
    model              text not null,
    valid_from         date not null,
    prompt_tokens_from bigint not null default 0 check (prompt_tokens_from >= 0),
    input_usd          numeric(12, 6) not null check (input_usd >= 0),
    output_usd         numeric(12, 6) not null check (output_usd >= 0),
    cache_read_usd     numeric(12, 6) not null check (cache_read_usd >= 0),
    cache_write_usd    numeric(12, 6) not null check (cache_write_usd >= 0),
    cache_write_1h_usd numeric(12, 6) not null check (cache_write_1h_usd >= 0),
    batch_factor       numeric(4, 3) not null default 0.5 check (batch_factor between 0 and 1),
    source             text not null,
    primary key (provider, model, valid_from, prompt_tokens_from)
);

alter table cineai.llm_prices enable row level security;
