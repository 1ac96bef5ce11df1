-- A newer installation, as changes to the older one: newer columns, and analysis tables whose movie_id is text. Run by its owner.
alter table movies
    add column "cast" text[],
    add column description text,
    add column backdrop_url text,
    add column release_date date,
    add column popularity numeric,
    add column metadata jsonb,
    add unique (tmdb_id);
alter table ratings
    add column updated_at timestamptz default now();
alter table recommendations
    add column algorithm_used text,
    add column thematic_factors jsonb;

create table movie_cinematic_styles (
    id                     uuid primary key default gen_random_uuid(),
    movie_id               text not null,
    visual_characteristics jsonb,
    camera_work            jsonb,
    editing_style          jsonb,
    sound_design           jsonb,
    production_design      jsonb,
    style_influences       jsonb,
    innovations            jsonb,
    confidence             real,
    focus_areas            text[],
    created_at             timestamptz default now(),
    updated_at             timestamptz default now(),
    unique (movie_id)
);
create table movie_thematic_profiles (
    id                    uuid primary key default gen_random_uuid(),
    movie_id              text not null,
    psychological_themes  jsonb,
    narrative_structure   jsonb,
    emotional_journey     jsonb,
    visual_motifs         jsonb,
    cinematic_style       jsonb,
    cultural_context      jsonb,
    genre_themes          jsonb,
    atmospheric_qualities jsonb,
    confidence            numeric,
    last_analyzed         timestamptz default now(),
    unique (movie_id)
);
create table movie_emotional_journeys (
    id                 uuid primary key default gen_random_uuid(),
    movie_id           text not null,
    overall_pattern    text,
    emotional_beats    jsonb,
    climactic_moment   jsonb,
    resolution         jsonb,
    intensity_score    numeric,
    cathartic_elements text[],
    user_mood_context  text,
    confidence         numeric,
    unique (movie_id, user_mood_context)
);
alter table movie_thematic_profiles enable row level security;
create policy "Anyone reads themes" on movie_thematic_profiles for select using (true);
create policy "Signed-in users write themes" on movie_thematic_profiles for insert to authenticated with check (true);

insert into movies (id, title, "cast") values
    ('a0000000-0000-0000-0000-000000000003', 'Fargo', '{Frances McDormand}');
insert into movie_cinematic_styles (movie_id, confidence) values
    ('10000000-0000-0000-0000-000000000001', 0.8),
    ('tt0113277', 0.7);
insert into movie_thematic_profiles (movie_id, confidence, last_analyzed) values
    ('a0000000-0000-0000-0000-000000000003', 0.5, '2025-01-01'),
    ('A0000000-0000-0000-0000-000000000003', 0.9, '2025-06-01'),
    ('99999999-9999-9999-9999-999999999999', 0.4, '2025-06-01');
insert into movie_emotional_journeys (movie_id, overall_pattern, user_mood_context) values
    ('10000000-0000-0000-0000-000000000001', 'tragic_fall', null),
    ('10000000-0000-0000-0000-000000000001', 'tragic_fall', null),
    ('10000000-0000-0000-0000-000000000001', 'complex', 'sad'),
    ('603', 'rollercoaster', null);
