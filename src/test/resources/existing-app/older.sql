-- An older installation of the app: actors only, no analysis tables, whole stars or none. Run by its owner.
create table movies (
    id         uuid primary key default gen_random_uuid(),
    title      text not null,
    year       int,
    genre      text[],
    director   text[],
    actors     text[],
    plot       text,
    poster_url text,
    rating     numeric(3, 1),
    runtime    int,
    omdb_id    text unique,
    imdb_id    text,
    tmdb_id    int,
    created_at timestamptz default now(),
    updated_at timestamptz default now()
);
alter table movies enable row level security;
create policy "Anyone can view movies" on movies for select using (true);
create policy "Signed-in users can insert movies" on movies for insert to authenticated with check (true);

create table ratings (
    id               uuid primary key default gen_random_uuid(),
    user_id          uuid references auth.users (id) on delete cascade,
    movie_id         uuid references movies (id) on delete cascade,
    rating           int,
    interested       boolean not null,
    interaction_type text,
    source           text,
    rated_at         timestamptz default now(),
    unique (user_id, movie_id)
);
alter table ratings enable row level security;
create policy "Users manage own ratings" on ratings using (auth.uid() = user_id);

create table watchlist (
    id         uuid primary key default gen_random_uuid(),
    user_id    uuid references auth.users (id) on delete cascade,
    movie_id   uuid references movies (id) on delete cascade,
    added_at   timestamptz default now(),
    watched    boolean default false,
    watched_at timestamptz,
    rating     int,
    notes      text,
    unique (user_id, movie_id)
);
alter table watchlist enable row level security;
create policy "Users manage own watchlist" on watchlist using (auth.uid() = user_id);

create table user_profiles (
    id                   uuid primary key references auth.users (id) on delete cascade,
    email                text,
    full_name            text,
    preferences          jsonb,
    onboarding_completed boolean default false
);
alter table user_profiles enable row level security;
create policy "Users manage own profile" on user_profiles using (auth.uid() = id);

-- Without row security: so it is in this installation.
create table user_behavior_signals (
    id         uuid primary key default gen_random_uuid(),
    user_id    uuid references auth.users (id) on delete cascade,
    movie_id   uuid,
    action     text,
    value      numeric,
    context    jsonb,
    created_at timestamptz default now()
);

create table recommendations (
    id         uuid primary key default gen_random_uuid(),
    user_id    uuid references auth.users (id) on delete cascade,
    movie_id   uuid references movies (id) on delete cascade,
    score      numeric(3, 2) check (score >= 0 and score <= 1),
    reason     text,
    created_at timestamptz default now(),
    unique (user_id, movie_id)
);
create index on recommendations (user_id, score desc);
alter table recommendations enable row level security;
create policy "Users can view own recommendations" on recommendations using (auth.uid() = user_id);

create table conversational_query_cache (
    id                   uuid primary key default gen_random_uuid(),
    user_id              uuid references auth.users (id) on delete cascade,
    original_query       text not null,
    parsed_query         jsonb not null,
    intent               text not null,
    confidence           numeric,
    complexity_score     numeric,
    multi_intent         boolean,
    requires_explanation boolean,
    created_at           timestamptz default now()
);
alter table conversational_query_cache enable row level security;
create policy "Users manage own queries" on conversational_query_cache using (auth.uid() = user_id);

create table ai_service_health (
    id               uuid primary key default gen_random_uuid(),
    service_name     text not null,
    status           text not null,
    last_check       timestamptz default now(),
    response_time_ms int,
    error_message    text,
    metadata         jsonb,
    created_at       timestamptz default now()
);
alter table ai_service_health enable row level security;
create policy "Health is public" on ai_service_health for select using (true);
create policy "Signed-in users write health" on ai_service_health for all to authenticated using (true) with check (true);

insert into movies (id, title, year, genre, director, actors, plot) values
    ('10000000-0000-0000-0000-000000000001', 'Heat', 1995, '{Crime}', '{Michael Mann}', '{Al Pacino}', 'A thief and a detective.'),
    ('10000000-0000-0000-0000-000000000002', 'Alien', 1979, '{Horror}', '{Ridley Scott}', '{Sigourney Weaver}', 'In space.');
insert into ratings (user_id, movie_id, rating, interested, interaction_type) values
    ('00000000-0000-0000-0000-0000000000a1', '10000000-0000-0000-0000-000000000001', 4, true, 'quick_rate'),
    ('00000000-0000-0000-0000-0000000000a1', '10000000-0000-0000-0000-000000000002', null, false, 'browse'),
    ('00000000-0000-0000-0000-0000000000b2', '10000000-0000-0000-0000-000000000001', null, true, null);
insert into watchlist (user_id, movie_id) values
    ('00000000-0000-0000-0000-0000000000b2', '10000000-0000-0000-0000-000000000002');
insert into user_profiles (id, preferences) values
    ('00000000-0000-0000-0000-0000000000a1', '{"genres": ["Crime"]}');
insert into user_behavior_signals (user_id, movie_id, action) values
    ('00000000-0000-0000-0000-0000000000a1', '10000000-0000-0000-0000-000000000002', 'click');
insert into recommendations (user_id, movie_id, score, reason) values
    ('00000000-0000-0000-0000-0000000000a1', '10000000-0000-0000-0000-000000000002', 0.91, 'Because you liked Heat'),
    ('00000000-0000-0000-0000-0000000000b2', '10000000-0000-0000-0000-000000000001', 0.40, 'Popular');
insert into conversational_query_cache (user_id, original_query, parsed_query, intent) values
    ('00000000-0000-0000-0000-0000000000a1', 'like Heat but colder', '{}', 'similar_to'),
    (null, 'something funny', '{}', 'mood_match');
insert into ai_service_health (service_name, status) values ('openai', 'healthy');
