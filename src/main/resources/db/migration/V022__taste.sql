-- What lists are made from beyond the catalogue and the signals, and what they say of their user: portraits of films, in one view over the
-- three analyses, and a taste profile for each user.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

-- Flat, so that nothing is parsed by who reads thousands. A part that is null was not analysed; what is in a table of ours but has none of
-- our words (the app's own analyses) still counts as analysed where it says anything that films can share.
create or replace view cineai.film_portraits with (security_invoker = true) as
select m.id as movie_id,
       t.themes,
       t.complexity_score,
       to_jsonb(t.cultural_context)::text as cultural_context,
       s.cinematography ->> 'style_category' as style_category,
       case
           when s.movie_id is null or s.cinematography is null then null
           else array_remove(array['shots ' || nullif(s.cinematography ->> 'shot_scale', 'unknown'),
                                   'light ' || nullif(s.cinematography ->> 'lighting', 'unknown'),
                                   'colours ' || nullif(s.cinematography #>> '{palette,temperature}', 'unknown'),
                                   'colours ' || nullif(s.cinematography #>> '{palette,saturation}', 'unknown'),
                                   'structure ' || nullif(to_jsonb(s.editing_style) ->> 'structure', 'unknown'),
                                   'sound ' || (to_jsonb(s.sound_design) #>> '{sound,0}'),
                                   'world ' || (to_jsonb(s.production_design) #>> '{world,0}')], null)
       end as style_traits,
       case jsonb_typeof(to_jsonb(s.editing_style) -> 'pace')
           when 'number' then cineai.unit(to_jsonb(s.editing_style) -> 'pace')
       end as editing_pace,
       e.overall_pattern as pattern,
       e.valence_curve,
       e.overall_emotional_intensity as intensity,
       case
           when e.movie_id is null then null
           when jsonb_typeof(e.resolution -> 'emotions') = 'object' then
               array[cineai.unit(e.resolution #> '{emotions,joy}'), cineai.unit(e.resolution #> '{emotions,trust}'),
                     cineai.unit(e.resolution #> '{emotions,fear}'), cineai.unit(e.resolution #> '{emotions,surprise}'),
                     cineai.unit(e.resolution #> '{emotions,sadness}'), cineai.unit(e.resolution #> '{emotions,disgust}'),
                     cineai.unit(e.resolution #> '{emotions,anger}'), cineai.unit(e.resolution #> '{emotions,anticipation}')]
           when e.overall_pattern is not null or e.valence_curve is not null then '{}'::double precision[]
       end as emotions
  from public.movies m
  left join public.movie_thematic_profiles t
    on t.movie_id = m.id
  left join public.movie_cinematic_styles s
    on s.movie_id = m.id
  -- A journey for one mood is how the film feels to somebody in that mood, and not how it feels.
  left join public.movie_emotional_journeys e
    on e.movie_id = m.id
   and e.user_mood_context is null;

comment on view cineai.film_portraits is
    'What the analyses say of each film, in words and levels that films can share. emotions: joy, trust, fear, surprise, sadness, disgust, '
    'anger, anticipation, 0 to 1.';

revoke all on cineai.film_portraits from public, anon, authenticated, service_role, cineai_reader, cineai_worker;
grant select on cineai.film_portraits to cineai_reader, cineai_worker;

-- What a user's liked films have in common, written in the statement that writes the list.
create table if not exists public.taste_profiles (
    user_id    uuid primary key references auth.users (id) on delete cascade,
    films      int not null check (films >= 0),
    profile    jsonb not null check (jsonb_typeof(profile) = 'object'),
    updated_at timestamptz not null default now()
);

alter table public.taste_profiles enable row level security;

comment on table public.taste_profiles is
    'What each user''s liked films have in common: by facet (themes, styles, arcs, eras, genres, directors, cast) the words with their share '
    'of what is liked, recent likes counting more.';
comment on column public.taste_profiles.films is 'Liked films that it is taken from.';
comment on column public.taste_profiles.updated_at is 'When it last changed.';

do $$
declare
    ours regclass := 'public.taste_profiles';
begin
    execute format('revoke all on %s from public, anon, authenticated, service_role, cineai_reader, cineai_worker', ours);
    execute format('grant select on %s to authenticated, cineai_reader', ours);
    execute format('grant select, insert, update, delete on %s to service_role, cineai_worker', ours);
    execute format('drop policy if exists cineai_users_read_own on %s', ours);
    execute format('create policy cineai_users_read_own on %s for select to authenticated using (user_id = (select auth.uid()))', ours);
    execute format('drop policy if exists cineai_reader_reads_own on %s', ours);
    execute format('create policy cineai_reader_reads_own on %s for select to cineai_reader using (user_id = (select auth.uid()))', ours);
    execute format('drop policy if exists cineai_service_writes on %s', ours);
    execute format('create policy cineai_service_writes on %s for all to service_role using (true) with check (true)', ours);
    execute format('drop policy if exists cineai_worker_writes on %s', ours);
    execute format('create policy cineai_worker_writes on %s for all to cineai_worker using (true) with check (true)', ours);
end
$$;

-- Claims for this transaction only, then a select under row security, as read_feed does.
create or replace function cineai.read_taste(p_user uuid, p_claims text)
    returns table (profile text)
    language plpgsql
    volatile
    security invoker
as $$
begin
    perform pg_catalog.set_config('request.jwt.claims', p_claims, true);
    return query
        select t.profile::text
          from public.taste_profiles t
         where t.user_id = p_user;
end
$$;

comment on function cineai.read_taste(uuid, text) is 'The taste profile of the user that the claims name, no row for any other.';

revoke all on function cineai.read_taste(uuid, text) from public, anon, authenticated, service_role;
grant execute on function cineai.read_taste(uuid, text) to cineai_reader;
