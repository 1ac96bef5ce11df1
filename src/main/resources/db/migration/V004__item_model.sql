-- What the engine learned: one sparse row a film (the strongest weights, negative ones too), the film's nearest by
-- content, and text embeddings. Ids and weights are parallel arrays, stored uncompressed: floats do not compress.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

create sequence if not exists cineai.model_version as bigint;

create table if not exists cineai.similarity_model (
    id         boolean primary key default true check (id),
    version    bigint not null,
    trained_at timestamptz not null,
    report     jsonb not null
);

alter table cineai.similarity_model enable row level security;

comment on table cineai.similarity_model is 'One row: the version that movie_neighbours holds and the report of its training.';

create table if not exists cineai.movie_neighbours (
    movie_id           uuid primary key references public.movies (id) on delete cascade,
    neighbours         uuid[] not null,
    weights            real[] not null,
    content_neighbours uuid[] not null default '{}',
    content_weights    real[] not null default '{}',
    likes              int not null default 0 check (likes >= 0),
    model_version      bigint not null,
    constraint movie_neighbours_weights_check check (cardinality(neighbours) = cardinality(weights)),
    constraint movie_neighbours_content_weights_check
        check (cardinality(content_neighbours) = cardinality(content_weights))
);

alter table cineai.movie_neighbours enable row level security;

alter table cineai.movie_neighbours
    alter column neighbours set storage external,
    alter column weights set storage external,
    alter column content_neighbours set storage external,
    alter column content_weights set storage external;

create index if not exists movie_neighbours_popular
    on cineai.movie_neighbours (likes desc, movie_id);

comment on column cineai.movie_neighbours.likes is 'How many users like the film: popularity as the model saw it.';

create table if not exists cineai.movie_embeddings (
    movie_id    uuid not null references public.movies (id) on delete cascade,
    model       text not null check (model <> ''),
    dimensions  int not null check (dimensions >= 1),
    embedding   real[] not null,
    input_hash  text not null,
    embedded_at timestamptz not null default now(),
    primary key (movie_id, model),
    constraint movie_embeddings_length_check check (cardinality(embedding) = dimensions)
);

alter table cineai.movie_embeddings enable row level security;

alter table cineai.movie_embeddings
    alter column embedding set storage external;
