-- What ran and what came of it, and how good the algorithms are.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

create table if not exists cineai.function_runs (
    run_id      uuid primary key,
    function    text not null,
    status      text not null check (status in ('running', 'succeeded', 'failed')),
    report      jsonb,
    error       text,
    started_at  timestamptz not null default now(),
    finished_at timestamptz,
    constraint function_runs_finished_check check (finished_at >= started_at)
);

alter table cineai.function_runs enable row level security;

create index if not exists function_runs_recent
    on cineai.function_runs (function, started_at desc);

comment on column cineai.function_runs.report is 'The RunReport without the items of its problems: rows here outlive users, and a deleted user must leave no trace.';

create table if not exists cineai.algorithm_evaluations (
    id           bigint generated always as identity primary key,
    run_id       uuid,
    experiment   text not null,
    algorithm    text not null,
    mode         text not null check (mode in ('offline', 'online')),
    metric       text not null,
    value        double precision not null,
    low          double precision,
    high         double precision,
    samples      bigint not null check (samples >= 0),
    details      jsonb,
    evaluated_at timestamptz not null default now(),
    constraint algorithm_evaluations_interval_check check (low <= value and value <= high)
);

alter table cineai.algorithm_evaluations enable row level security;

create index if not exists algorithm_evaluations_recent
    on cineai.algorithm_evaluations (algorithm, metric, evaluated_at desc);

comment on table cineai.algorithm_evaluations is
    'One number a row. low and high bound its 95 % confidence interval and are null where there is none.';
